/*
 * Text as names with values: what the configuration files of other programs have in common. It
 * copes with any bytes: a byte order mark, CRLF, NULs, a last line without an end, and the time it
 * takes grows with the length only. The copy that it works on is wiped.
 */
#ifndef FORMAT_KEYVAL_H
#define FORMAT_KEYVAL_H

#include "base/scan.h"

#include <stddef.h>

struct keyval {
	char *name;
	char *value; /* never NULL */
	int line;    /* from 1; of several joined ones the first */
	bool refers; /* where shells read it: to another variable, as ${NAME} */
};

struct keyvals {
	struct keyval *items;
	size_t n;
	char *buffer;
	size_t len;
	bool fold; /* names are the same in upper and lower case */
};

/* Takes the settings out of a text that is written in lines, in the order they stand. */
void keyvals_init(struct keyvals *p, const char *bytes, size_t len, const struct scan_style *style);
void keyvals_fini(struct keyvals *p); /* wipes */

/* The last one of that name; NULL where there is none. */
const struct keyval *keyvals_find(const struct keyvals *p, const char *name);

/* Text without blanks at both ends, in place. */
char *keyvals_trim(char *text);

/* Cuts text in place at the first of these characters: what is behind it, or NULL. */
char *keyvals_split(char *text, const char *separators);

#endif
