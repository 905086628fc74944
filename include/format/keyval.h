/*
 * Text as lines, and lines as names with values: what the configuration files of other programs
 * have in common. It copes with any bytes: a byte order mark, CRLF, NULs, a last line without an
 * end, and the time it takes grows with the length only. The copy that it works on is wiped.
 */
#ifndef FORMAT_KEYVAL_H
#define FORMAT_KEYVAL_H

#include <stdbool.h>
#include <stddef.h>

struct keyval {
	char *name;  /* until it is cut: the whole line */
	char *value; /* never NULL */
	int line;    /* from 1; of several joined ones the first */
	char quote;  /* what the value stood in, or 0 */
};

struct keyvals {
	struct keyval *items;
	size_t n;
	char *buffer;
	size_t len;
};

enum keyvals_lines {
	KEYVALS_PLAIN,
	KEYVALS_JOINED, /* a line that begins with a blank goes on with the one before it */
};

/*
 * Cuts the text into lines, leaves out empty ones and comments (#), and has each cut in place
 * into name and value; lines for which cut() returns false are left out.
 */
void keyvals_init(struct keyvals *p, const char *bytes, size_t len, enum keyvals_lines lines,
	bool (*cut)(struct keyval *pair));
void keyvals_fini(struct keyvals *p); /* wipes */

/* The last one of that name; NULL where there is none. */
const struct keyval *keyvals_find(const struct keyvals *p, const char *name);

/* Ways to cut: `name value`, `name = value`, and `[export] NAME=VALUE` with quotes, as in shells.
 */
bool keyvals_cut_blank(struct keyval *pair);
bool keyvals_cut_equals(struct keyval *pair);
bool keyvals_cut_assignment(struct keyval *pair);

/* Text without blanks at both ends, in place. */
char *keyvals_trim(char *text);

/* Cuts text in place at the first of these characters: what is behind it, or NULL. */
char *keyvals_split(char *text, const char *separators);

#endif
