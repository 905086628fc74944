/* The roles that text on a screen can have, and what each looks like: the values of a theme. */
#ifndef BASE_STYLE_H
#define BASE_STYLE_H

#include <stdbool.h>

enum role {
	ROLE_TEXT,    /* what is neither of the others */
	ROLE_TITLE,   /* the bar on top */
	ROLE_SECTION, /* headings */
	ROLE_LABEL,   /* the names of settings */
	ROLE_FOCUS,   /* the bar and the label of what has the focus, arrows */
	ROLE_DIM,     /* notes beside values, what matters less */
	ROLE_GOOD,
	ROLE_WARN,
	ROLE_BAD,
	ROLE_BUTTON,
	ROLE_SELECTED,  /* the focused button, the chosen row of a list */
	ROLE_FRAME,     /* borders of boxes */
	ROLE_KEY,       /* the names of keys in the bar below */
	ROLE_FIELD,     /* a place to type in or to choose from, as wide as it is */
	ROLE_EMPTY,     /* what stands in such a place while it is empty */
	ROLE_ACTIVE,    /* the place that has the focus */
	ROLE_PRIMARY,   /* the button that Enter would press, without the focus */
	ROLE_LINE,      /* thin lines between parts: no text */
	ROLE_BEHIND,    /* what lies behind a box, and does nothing now */
	ROLE_CHIP_GOOD, /* the state at the end of the title */
	ROLE_CHIP_WARN,
	ROLE_CHIP_BAD,
	ROLE_COUNT
};

enum { COLOUR_DEFAULT = -1 };

/*
 * A colour is a number from 0 to 255, for fewer colours one from 0 to 7; -1: the terminal's. What
 * begins with basic is for fewer colours, where a tint is not to be had.
 */
struct style {
	int fg, bg;
	int basic_fg, basic_bg;
	bool bold, reverse, underline, dim;
	bool basic_reverse, basic_underline;
};

#endif
