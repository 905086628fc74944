/*
 * The kinds of value. Values travel as text; a type says which text is a value of its kind and
 * writes it in its one canonical form. A type is a vtable: nothing switches over kinds. What
 * holds for every kind (at most 512 bytes, 16 KiB of a secret, valid UTF-8, no control characters)
 * is checked once, in type_check().
 */
#ifndef MODEL_TYPE_H
#define MODEL_TYPE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum {
	value_max = 512,        /* bytes */
	secret_max = 16 * 1024, /* bytes of a password: a token may be so long */
};

struct choice {
	const char *value;
	const char *label; /* on the screen */
};

/* A word that people type for a choice and that is no choice; the sentence says why. */
struct refusal {
	const char *word;
	const char *sentence;
};

/* Which values of a kind a setting takes. */
struct bounds {
	const struct choice *choices;   /* ended by a row of NULLs; for type_choice */
	const struct refusal *refusals; /* ended by a row of NULLs, or NULL */
	long min, max;                  /* for type_port and type_number */
};

struct type {
	const char *name;
	bool integer;     /* stored as an integer, not as a string */
	bool keep_blanks; /* blanks at both ends belong to the value */
	bool is_long;     /* it may have secret_max bytes */
	/* Appends the canonical form of text; text is clean, bounded and not empty. */
	int (*canonical)(const struct bounds *b, const char *text, struct str *out, struct err *e);
};

extern const struct type type_text, type_host, type_helo, type_port, type_email, type_emails,
	type_choice, type_number, type_path, type_name, type_argv, type_secret, type_pin;

/*
 * Checks text against the type and appends its canonical form to out. Empty text is the empty
 * value. Errors: EX_DATAERR, out untouched.
 */
int type_check(const struct type *type, const struct bounds *bounds, const char *text,
	struct str *out, struct err *e);

/* What a host text is, for rules: an IPv4 or IPv6 address (no brackets), a name with a dot. */
bool host_is_address(const char *text);
bool host_is_ipv6(const char *text);
bool host_is_qualified(const char *text);

/* Letters, digits and inner hyphens alone: what EHLO may give (RFC 5321 4.1.2, RFC 1123 2.1). */
bool host_is_plain_name(const char *text);

#endif
