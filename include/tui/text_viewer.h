/*
 * Text to read, in a box, scrolled with the usual keys. A line that begins with # is a heading, one
 * with a tab a label and its text, which stands beside it where there is room.
 */
#ifndef TUI_TEXT_VIEWER_H
#define TUI_TEXT_VIEWER_H

#include "tui/stack.h"

/* What the key of the help shows in its place. */
struct text_viewer_more {
	const char *name;       /* in the bar */
	void (*run)(void *ctx); /* NULL: there is nothing more */
	void *ctx;              /* borrowed */
};

/* Takes the text. */
void text_viewer_take(
	struct stack *st, const char *title, char *text, struct text_viewer_more more);

/* Draws as much of such a text as the place has room for. */
void text_viewer_draw(struct rect place, const char *text);

#endif
