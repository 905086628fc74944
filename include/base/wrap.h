/*
 * Text broken into lines at blanks, by the columns that it takes on a terminal: the one way in
 * which the screen, the questions, usage and reports do it. A line end in the text ends a line;
 * the blanks at which a line is broken belong to neither. What is longer than a line is cut.
 */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct wrap {
	const char *rest; /* what is still to come, borrowed */
	size_t len;
	int width;        /* columns of a line, at least 1 */
	bool ascii;       /* as cluster_show() has it */
	bool whole_words; /* what is longer than a line is a line of its own */
};

/* The next line and its bytes; false where nothing is left. */
bool wrap_next(struct wrap *w, const char **line, size_t *len);

/* The columns of the text, and how many bytes of it fit into so many. */
int wrap_columns(const char *text, size_t len, bool ascii);
size_t wrap_fit(const char *text, size_t len, int columns, bool ascii);

#endif
