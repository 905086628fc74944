/*
 * A stack of screens: boxes, lists and whatever else its owner puts there. All are drawn, from the
 * bottom to the top, the hints of the topmost in the bar below them; the topmost one gets the keys
 * and the clicks. It knows nothing of what the screens are about.
 */
#ifndef TUI_STACK_H
#define TUI_STACK_H

#include "tui/key.h"
#include "tui/paint.h"

#include <stdbool.h>

struct stack;
struct screen;

enum { hint_rank_max = 9, hints_max = 24, key_name_max = 12 };

/* A hint of the bar at the bottom: the key and what it does. Rank 0 stays longest. */
struct hint {
	char key[key_name_max];
	const char *name;
	int rank;
};

struct screen_ops {
	/* Draws itself; sets the cursor (stack_cursor) when it is the topmost. */
	void (*draw)(struct stack *st, struct screen *s);
	void (*key)(struct stack *st, struct screen *s, const struct key *key);
	int (*hints)(struct stack *st, struct screen *s, struct hint hints[hints_max]);
	void (*click)(struct stack *st, struct screen *s, int what); /* on a spot; may be NULL */
	void (*news)(struct stack *st, struct screen *s); /* of what it shows; may be NULL */
	/* It is on the terminal: what could wait until then. NULL: nothing */
	void (*drawn)(struct stack *st, struct screen *s);
	void (*free)(struct screen *s);
};

struct screen {
	const struct screen_ops *ops;
	struct screen *below;
	bool clear;        /* what lies below is not dimmed: it is to be seen as it is */
	const char *about; /* borrowed: what there is to know of it, for the help; NULL: nothing */
};

/* A place of the topmost screen that can be clicked on, and what is there. */
struct spot {
	int y, x, width, what;
};

enum { spots_max = 400 };

struct stack {
	struct screen *top;
	bool dirty;
	bool seen;      /* the topmost screen is drawn, as large as the window is now */
	bool again;     /* the screen has left: the key is for the one below, once that is seen */
	bool unmoved;   /* the key changed nothing: it brings no drawing about */
	bool bar_taken; /* the topmost screen has something more urgent in the last row */
	int cursor_y, cursor_x;
	struct spot spots[spots_max];
	int n_spots;
	char help_key[key_name_max]; /* what the key that asks for help is called */
	/* Shows the help of a screen that has none of its own; NULL: there is none. */
	void (*help)(void *ctx, struct screen *s);
	void *help_ctx;
};

/* Puts a screen on top; the stack owns it from then on. Removes the topmost one. */
void stack_take(struct stack *st, struct screen *s);
void stack_pop(struct stack *st);

/* For a screen that draws itself: where the cursor is (y < 0: nowhere), and what can be clicked. */
void stack_cursor(struct stack *st, int y, int x);
void stack_spot(struct stack *st, int y, int x, int width, int what);

/* The last row is the screen's own this time: there are no hints in it. */
void stack_take_bar(struct stack *st);

/* Draws all screens and the bar, on what paint_begin() has erased. */
void stack_draw(struct stack *st);

/* All is on the terminal: nothing is left to draw, and the topmost screen is told so. */
void stack_drawn(struct stack *st);

/* Nothing of it is on the screen: there is nothing to click on. */
void stack_hide(struct stack *st);

/* What is on the terminal is another screen, or may have another size than the window. */
void stack_outdate(struct stack *st);

/* A key, a click or the wheel, for the topmost screen, which has to be seen. */
void stack_key(struct stack *st, const struct key *key);

/* Does the key ask for help, where no text is typed? Shows the help of the screen. */
bool stack_is_help(const struct key *key);
void stack_help(struct stack *st, struct screen *s);

/* Appends the hint of that key, which stays as long as its rank says. Returns how many there are.
 */
int stack_hint_help(const struct stack *st, struct hint hints[hints_max], int n, int rank);

/* What it shows has changed. */
void stack_news(struct stack *st);

#endif
