/*
 * A list to choose from, in a box. What is in it and what choosing does comes from the opener as a
 * small vtable with a context; typing filters where that is allowed, and a pane below tells more of
 * the row that is marked.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include "base/str.h"
#include "tui/stack.h"

/* ctx is that of the list; n the number of a row, whatever the filter hides. */
struct list_ops {
	/* The words of the row that a search looks through (base/search_index.h). */
	void (*words)(const void *ctx, size_t n, struct str *out);
	bool (*hidden)(const void *ctx, size_t n); /* it is not shown now; NULL: all are */
	/* Draws the row in one line of the screen. */
	void (*draw_row)(const void *ctx, struct rect line, size_t n, bool marked);
	void (*details)(const void *ctx, size_t n, struct str *out); /* NULL: no pane */
	void (*typed)(void *ctx, const char *query); /* into the search; NULL: nothing to be done */
	/* Is it shown whatever is typed, behind all others? Such a row has no words. NULL: none. */
	bool (*stays)(const void *ctx, size_t n);
	void (*mark)(void *ctx, size_t n);   /* a row was marked; NULL: nothing to be done */
	void (*choose)(void *ctx, size_t n); /* the list is gone by then */
	void (*help)(void *ctx, size_t n);   /* more about the row; NULL: nothing */
	void (*close)(void *ctx);            /* left without a choice; NULL: nothing to be done */
	void (*free)(void *ctx);             /* after all others; NULL: ctx is borrowed */
};

struct list_spec {
	const char *title; /* a constant */
	const struct list_ops *ops;
	void *ctx;
	size_t count, at;  /* the rows, any number, and the one that is marked */
	const char *about; /* a constant, for the help where no row has any, or NULL */
	int width;
	int details_rows;  /* on a screen that has them; 0: the usual ones */
	struct rect under; /* the field that it opens from; of no height: none, it stands alone */
	bool filter;       /* what is typed narrows the list down */
	bool clear;        /* what lies below is not dimmed */
	bool passes;       /* a command of the owner's chooses, and acts on what is below */
};

void list_open(struct stack *st, const struct list_spec *spec);

/* Is the list with these ops on top? Then its mark goes on by one, and round. */
bool list_turn(struct stack *st, const struct list_ops *ops);

/* Marks another row of the list on top, unless the person has moved or typed by then. */
void list_propose(struct stack *st, size_t at);

#endif
