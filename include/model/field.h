/*
 * The table of settings: one row says everything there is to say of a setting, and everything
 * else iterates over the rows: the form, the verbs, the file, the worker's job, the manual and
 * the tests. Adding a setting is one row and its enum name.
 */
#ifndef MODEL_FIELD_H
#define MODEL_FIELD_H

#include "model/type.h"

#include <stdbool.h>
#include <stddef.h>

enum field_id {
	FIELD_HOST,
	FIELD_PORT,
	FIELD_PROTOCOL,
	FIELD_HOSTING,
	FIELD_HELO,
	FIELD_USER,
	FIELD_PASSWORD,
	FIELD_PASSWORD_COMMAND,
	FIELD_PASSWORD_FILE,
	FIELD_PASSWORD_CREDENTIAL,
	FIELD_SIGN_IN,
	FIELD_CLIENT_ID,
	FIELD_TENANT,
	FIELD_SCOPE,
	FIELD_CLIENT_SECRET,
	FIELD_METHOD,
	FIELD_FROM,
	FIELD_FROM_NAME,
	FIELD_REPLY_TO,
	FIELD_PER_HOUR,
	FIELD_MAIL_TO,
	FIELD_SEND_AS,
	FIELD_CA_FILE,
	FIELD_PIN,
	FIELD_TIMEOUT,
	FIELD_COUNT
};

enum {
	FIELD_SECRET = 1 << 0,   /* never shown; its text is "(set)" */
	FIELD_REQUIRED = 1 << 1, /* a complete configuration has it */
	FIELD_ALWAYS = 1 << 2,   /* every save writes it */
	FIELD_DECIDES = 1 << 3,  /* it decides the result of a test: part of the fingerprint */
	FIELD_LOCAL = 1 << 4,    /* nothing of it goes to the worker */
	FIELD_FIRST = 1 << 5,    /* of the first version: its default is in the fingerprint, too */
	FIELD_FOLDED = 1 << 6,   /* on the form below the others, which few people need */
	FIELD_OF_SIGN_IN = 1 << 7, /* of use only with a sign-in: on the form only then */
};

struct field {
	const char *key;   /* "server.port": group and name in the file */
	const char *label; /* "Port": on the screen */
	const char *brief; /* the same on a narrow one, at most 9 columns; NULL: the label */
	int width;         /* columns of its place on the form; 0: all there are */
	const struct type *type;
	const char *fallback;           /* the default, canonical; "" is empty */
	const struct choice *choices;   /* ended by a row of NULLs; for type_choice */
	const struct refusal *refusals; /* ended by a row of NULLs, or NULL */
	long min, max;                  /* for type_port and type_number */
	unsigned flags;                 /* FIELD_* */
	const char *hint;               /* one line, at most 76 columns */
	const char *manual;             /* a paragraph for the help screen and the manual */
	const char *empty;              /* what there is without a value, a few words; or NULL */
	const char *zero;    /* the value 0 in words, where it means something; or NULL */
	const char *where;   /* to find the value: sentences */
	const char *example; /* a value, canonical */
};

extern const struct field fields[FIELD_COUNT];

/* The sections of the form, in order: the first word of the keys and a title. */
struct section {
	const char *word;
	const char *title;
	bool joined; /* on the form it stands below the one before, without a heading */
};

extern const struct section sections[];
extern const size_t section_count;

const struct section *field_section(enum field_id id);

/* What the form calls it: the brief name where it is narrow. */
const char *field_label(enum field_id id, bool narrow);

/* FIELD_COUNT where there is none. */
enum field_id field_find(const char *key);

/*
 * Checks text against the field's type and appends its canonical form to out. Empty text is
 * the empty value. Errors: EX_DATAERR with the field's key, out untouched.
 */
int field_check(const struct field *f, const char *text, struct str *out, struct err *e);

/* The nearest key, for "did you mean"; NULL when nothing is near. */
const char *field_suggest(const char *key);

/* The screen's words for a value: the label of a choice, what 0 means, else the value itself. */
const char *field_display(enum field_id id, const char *value);

#endif
