/*
 * The grammar of what an SMTP server says: reply lines (RFC 5321 4.2), enhanced status codes
 * (RFC 3463 2) and the keywords of an EHLO answer (RFC 5321 4.1.1.1). Pure functions over
 * bytes that may be anything.
 */
#ifndef NET_REPLY_H
#define NET_REPLY_H

#include <stdbool.h>
#include <stddef.h>

struct reply_line {
	int code;         /* 200 to 599 */
	bool last;        /* the last line of its reply */
	const char *text; /* behind the code and its blank; points into the line */
	size_t len;
};

/* The length of a line without its CR LF or LF. */
size_t reply_trim(const char *line, size_t len);

/*
 * Takes a line with its line end apart; false where it is no reply line. A bare code is one
 * (RFC 5321 4.2), but only with the CR LF that the standard demands.
 */
bool reply_parse(const char *line, size_t len, struct reply_line *reply);

/* The bytes of an enhanced code at the start of the text, of the same class as the reply's; 0. */
size_t reply_enhanced(const struct reply_line *reply);

/*
 * Does the text begin with this word, in any case, and end there or go on with one of the stops
 * (NULL: with anything)?
 */
bool reply_keyword(const char *text, size_t len, const char *word, const char *stops);

#endif
