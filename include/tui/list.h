/*
 * A list to choose from, in a box. What is in it and what choosing does comes from the opener
 * as a small vtable; typing filters where that is allowed, and a pane below tells more of the
 * row that is marked.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include "tui/app.h"

struct list_model {
	const char *title;
	bool filter; /* what is typed narrows the list down */
	/* Does row n (of `count`) match the query? */
	bool (*matches)(size_t n, const char *query);
	/* Draws the row in one line of the screen. */
	void (*draw_row)(int y, int x, int width, size_t n, bool marked);
	const char *(*details)(size_t n); /* a paragraph; NULL: no pane */
	void (*choose)(struct app *app, size_t n);
};

/* Opens it with the row `at` marked. count may be any number. */
void list_open(struct app *app, const struct list_model *model, size_t count, size_t at, int width);

#endif
