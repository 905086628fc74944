/*
 * A numbered list and the question for a number. A long list says its first rows only; a part of
 * a name then finds others in it.
 */
#ifndef CLI_PICK_H
#define CLI_PICK_H

#include "cli/talk.h"

#include <stddef.h>

struct pick {
	const char *prompt;
	size_t n, few;   /* how many there are, and how many are said at first */
	size_t proposed; /* what Enter chooses; n: nothing */
	const void *context;
	void (*text)(const void *context, size_t row, struct str *out);
	/* A paragraph on a row, or nothing; NULL: there are none. Said with the first rows. */
	void (*details)(const void *context, size_t row, struct str *out);
	/* Sets kept, of n, to the rows that go with what was typed. NULL: only numbers can be. */
	size_t (*search)(const void *context, const char *query, size_t *kept);
	void (*help)(const void *context); /* NULL: the rows say all there is */
	bool takes_words;                  /* gives ANSWER_TEXT for what is no number */
};

/*
 * ANSWER_CHOSEN: *chosen is the row. ANSWER_TEXT (in `line`) and ANSWER_CLEAR only where the list
 * takes words. Also ANSWER_BACK, ANSWER_MENU and ANSWER_END.
 */
enum answer pick(struct talk *t, const struct pick *list, struct str *line, size_t *chosen);

/* Of fixed rows, ended by NULL; `proposed` from 0. Gives what pick() gives. */
enum answer pick_word(struct talk *t, const char *prompt, const char *const rows[], size_t proposed,
	size_t *chosen);

#endif
