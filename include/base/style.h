/* The roles that text on a screen can have, and what each looks like: the values of a theme. */
#ifndef BASE_STYLE_H
#define BASE_STYLE_H

#include <stdbool.h>

enum role {
	ROLE_TEXT,    /* what is neither of the others */
	ROLE_TITLE,   /* the bar on top */
	ROLE_SECTION, /* headings */
	ROLE_LABEL,   /* the names of settings */
	ROLE_FOCUS,   /* marks around what has the focus */
	ROLE_DIM,     /* hints, placeholders */
	ROLE_GOOD,
	ROLE_WARN,
	ROLE_BAD,
	ROLE_BUTTON,
	ROLE_SELECTED, /* the focused button, the chosen row of a list */
	ROLE_FRAME,    /* borders of dialogs */
	ROLE_KEY,      /* the names of keys in the bar below */
	ROLE_COUNT
};

enum { COLOUR_DEFAULT = -1 };

/* A colour is a number from 0 to 255, for fewer colours one from 0 to 7; -1: the terminal's. */
struct style {
	int fg, bg;
	int basic_fg, basic_bg;
	bool bold, reverse, underline, dim;
};

#endif
