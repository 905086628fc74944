/*
 * The records of a job that sends mail (of type "send"), which goes on as long as there are
 * messages: the connection and the login are those of a test, with a result that says so ("more").
 * Then each message comes as a record "mail" and, when the worker asks with "want", pieces of it in
 * records "text". Every refusal is a record "answer"; "over" ends a message, "leave" the job. Pure.
 */
#ifndef MODEL_SEND_H
#define MODEL_SEND_H

#include "model/test_facts.h"
#include "model/wire.h"

#include <stdbool.h>

enum { send_piece_max = 64 * 1024, send_recipients_max = 1000 };

_Static_assert((int)send_recipients_max + 5 <= (int)wire_values_max,
	"the message with the most recipients is one record");

/* Texts are borrowed, of the record too. */
struct send_mail {
	const char *from;
	struct strlist to;
	size_t size;
	bool eight_bit;
};

/* `job` is the name that the job of the worker has. */
void send_encode_mail(const char *job, const struct send_mail *mail, struct str *out);
void send_encode_text(const char *job, const char *bytes, size_t len, bool last, struct str *out);
void send_encode_leave(const char *job, struct str *out);

/* strlist_fini() of the list by the caller. Errors: EX_DATAERR. */
int send_decode_mail(struct send_mail *mail, const struct wire_record *record, struct err *e);

/* What the server says of a recipient, or of all (-1). */
struct send_answer {
	enum step step;
	long recipient;
	int code; /* 0: it was not even asked for */
	const char *enhanced, *text;
};

void send_add_answer(const struct send_answer *answer, struct str *out);
int send_decode_answer(struct send_answer *answer, const struct wire_record *record);

#endif
