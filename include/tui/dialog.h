/*
 * A question in a box: a title, some sentences and buttons. The answer is the number of the
 * button; Esc gives the last one, which is always the one that changes nothing.
 */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H

#include "tui/stack.h"

enum { dialog_buttons_max = 3 };

struct dialog_spec {
	const char *title;                       /* a constant */
	const char *text;                        /* copied */
	const char *buttons[dialog_buttons_max]; /* constants; NULL where there are fewer */
	int focus;                               /* the button that Enter presses at once */
	void (*answer)(void *ctx, int button);   /* the box is gone; NULL: nothing to be done */
	void *ctx;
	void (*free)(void *ctx); /* after the answer, or without one; NULL: ctx is borrowed */
};

void dialog_open(struct stack *st, const struct dialog_spec *spec);

#endif
