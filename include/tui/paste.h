/*
 * What was pasted (between the marks of bracketed paste): collected byte by byte, then cleaned of
 * what no setting can hold. Nothing is taken out without a word: the report says what and how
 * much. A paste that stops without its end is given as far as it came.
 */
#ifndef TUI_PASTE_H
#define TUI_PASTE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* What was taken out, and what is left. */
struct pasted {
	size_t characters;
	unsigned line_ends; /* in the middle */
	unsigned controls, sequences, invisible;
	unsigned broken; /* bytes that are no UTF-8 */
	bool ended;      /* a line end behind it all was taken off */
	bool full;       /* there was more than can be kept in mind */
	bool open;       /* more may come: its end has not been seen */
};

struct paste {
	struct str raw;
	struct str lines; /* what is in raw when it is given, and its line ends and tabs */
	bool on;
	bool quiet; /* nothing came for a while */
	unsigned sequences;
};

void paste_init(struct paste *p);
void paste_fini(struct paste *p);

void paste_begin(struct paste *p);
void paste_byte(struct paste *p, char byte);
void paste_sequence(struct paste *p); /* an escape sequence, left out */

/* Cleans what came; the text is in raw and in lines until the next call. */
void paste_finish(struct paste *p, struct pasted *report);

/* What was given is used: it may have been a password. Nothing happens to what still comes. */
void paste_forget(struct paste *p);

/* Was nothing but a line end taken out? */
bool paste_is_whole(const struct pasted *report);

/* "32 characters pasted, line end removed". */
void paste_say(const struct pasted *report, struct str *out);

#endif
