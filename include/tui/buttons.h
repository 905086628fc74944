/*
 * A row of buttons: `[ Save ]`, alike on every screen. The one in focus is reversed as a whole, the
 * one that Enter presses all the same is bold. Those that do not fit beside each other go below.
 */
#ifndef TUI_BUTTONS_H
#define TUI_BUTTONS_H

#include "tui/stack.h"

enum { buttons_max = 10 };

struct buttons {
	const char *labels[buttons_max];
	int n;
	int focus;   /* -1: none of them */
	int primary; /* -1: none of them */
	bool narrow; /* without blanks inside, for a narrow screen */
};

/* The rows that they take in so many columns. */
int buttons_rows(const struct buttons *b, int width);

/*
 * Draws them from the corner of the place on, with a spot for each, numbered from `spot` on; the
 * cursor goes to the one in focus.
 */
void buttons_draw(struct stack *st, struct rect place, const struct buttons *b, int spot);

#endif
