/*
 * A list to choose from, in a box. What is in it and what choosing does comes from the opener
 * as a small vtable; typing filters where that is allowed, and a pane below tells more of the
 * row that is marked.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include "screens/app.h"

struct list_model {
	const char *title;
	bool filter; /* what is typed narrows the list down */
	bool passes; /* the key of an action chooses, and acts */
	/* The words of row n (of `count`) that a search looks through (model/search_index.h). */
	void (*words)(const struct app *app, size_t n, struct str *out);
	/* Draws the row in one line of the screen. */
	void (*draw_row)(const struct app *app, struct rect line, size_t n, bool marked);
	void (*details)(const struct app *app, size_t n, struct str *out); /* NULL: no pane */
	int details_rows;                        /* on a screen that has them; 0: the usual ones */
	void (*mark)(struct app *app, size_t n); /* a row was marked; NULL: nothing to be done */
	void (*choose)(struct app *app, size_t n);
	void (*help)(struct app *app, size_t n); /* more about the row; NULL: nothing */
	void (*close)(struct app *app); /* left without a choice; NULL: nothing to be done */
};

/* Is the list of this model on top? Then its mark goes on by one, and round. */
bool list_turn(struct app *app, const struct list_model *model);

/* Marks another row of the list on top, unless the person has moved or typed by then. */
void list_propose(struct app *app, size_t at);

/* Opens it with the row `at` marked. count may be any number. */
void list_open(struct app *app, const struct list_model *model, size_t count, size_t at, int width);

#endif
