/*
 * The fields of a message's header (RFC 5322 2.2), one after the other, as they stand there: whole
 * lines with CR LF, folded ones together. Pure.
 */
#ifndef MAIL_HEADER_H
#define MAIL_HEADER_H

#include <stdbool.h>
#include <stddef.h>

/* Points into the header. */
struct header_field {
	const char *bytes; /* all of it, with its line ends */
	size_t len;
	size_t name_len;  /* the name is at its front */
	const char *body; /* behind the colon, with its line ends */
	size_t body_len;
};

/* The field that begins at *at, which is then behind it. False: there is none. */
bool header_next(const char *header, size_t len, size_t *at, struct header_field *field);

/* The first of that name. */
bool header_find(const char *header, size_t len, const char *name, struct header_field *field);

/* Has it that name? Names are compared without case. */
bool header_is(const struct header_field *field, const char *name);

/* The length of the name that a line begins with, where a colon follows it; 0: it is no field. */
size_t header_name(const char *line, size_t len);

#endif
