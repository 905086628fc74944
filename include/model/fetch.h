/*
 * A job of fetching: one request by HTTPS whose answer is a JSON object, as it goes to the worker
 * and comes back. The worker reads the JSON, and what comes back is flat: each member of the object
 * that is a text, a number, a truth or a list of texts, by its name. The other side never parses
 * what a stranger wrote. Pure.
 */
#ifndef MODEL_FETCH_H
#define MODEL_FETCH_H

#include "base/err.h"
#include "model/wire.h"

#include <stdbool.h>

enum {
	fetch_answer_max = 64 * 1024, /* bytes; more is no answer */
	fetch_members_max = 64,       /* of the object; more are left out */
	fetch_seconds_max = 120,
};

/* All texts are borrowed; NULL: none. */
struct fetch_request {
	const char *name; /* comes back in what is said of the job */
	const char *url;
	const struct str *form; /* to be posted: name=value&... ; may hold secrets */
	const struct str *json; /* to be posted instead */
	const char *ca;         /* certificates that are trusted beside the system's, as PEM */
	size_t ca_len;
	long seconds; /* from the name to the end of the answer */
};

/* What came of it. */
enum fetch_end {
	FETCH_OK,          /* an answer with a JSON object, whatever its status */
	FETCH_NO_JSON,     /* an answer, and no JSON object in it */
	FETCH_TOO_LARGE,   /* more than fetch_answer_max */
	FETCH_REDIRECT,    /* it leads elsewhere: never followed */
	FETCH_UNREACHABLE, /* no connection, or one that broke off */
	FETCH_TIMEOUT,
	FETCH_CERTIFICATE, /* it was not accepted */
	FETCH_SETUP,       /* something on this machine */
	FETCH_END_COUNT
};

/* Borrowed from the record. */
struct fetched {
	enum fetch_end end;
	int status;         /* of HTTP; 0: none */
	long retry_after;   /* seconds that the server asks for; 0: none */
	const char *detail; /* why there is none, in words that may be shown; "" */
	const struct wire_record *record;
};

/* Appends the record of type "fetch". */
void fetch_encode(const struct fetch_request *request, struct str *out);

/*
 * The request, in the worker; its texts are the record's. `body` NULL: nothing is posted. Errors:
 * EX_DATAERR, the address is none that secrets may go to.
 */
struct fetch_job {
	const char *url;
	const struct wire_value *body, *ca;
	bool json;
	long seconds;
};

int fetch_decode(struct fetch_job *job, const struct wire_record *record, struct err *e);

/* What the worker found, but for the members; fetch_add_member() adds them. */
void fetch_begin_answer(struct str *out, enum fetch_end end, int status, long retry_after,
	const char *detail, size_t *start);
void fetch_add_member(struct str *out, const char *name, const char *value);

/* -1: the record is no answer. */
int fetched_decode(struct fetched *f, const struct wire_record *record);

/* A member of the object; NULL: none of that name. */
const char *fetched_get(const struct fetched *f, const char *name);

/* It as a number of seconds, within 0 to `most`; `otherwise` where it is none. */
long fetched_seconds(const struct fetched *f, const char *name, long most, long otherwise);

/* Is the word among those of a list, with blanks between? */
bool fetched_lists(const char *list, const char *word);

#endif
