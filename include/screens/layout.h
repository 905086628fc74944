/*
 * Where everything of the form lies: a pure function of the size and of the heights of its
 * parts, without curses, so that it can be tested on paper.
 */
#ifndef SCREENS_LAYOUT_H
#define SCREENS_LAYOUT_H

#include <stdbool.h>

enum {
	layout_min_width = 40,
	layout_min_height = 10,
};

/* The chrome around the body. */
struct layout {
	bool stacked;                              /* values stand below their labels */
	bool spacious;                             /* a blank row before each section */
	int title, tabs;                           /* tabs: -1 where there are none */
	int body, body_height, buttons, hint, bar; /* rows of the screen */
	int label_x, value_x, value_width;
};

/* What is to be laid out. */
struct parts {
	int content;  /* rows of the body without blank rows */
	int sections; /* how many of those there could be */
	bool tabs;    /* a row of tabs, where there is room */
};

/* Is there room for no form at all? */
bool layout_is_too_small(int height, int width);

void layout_make(struct layout *l, int height, int width, struct parts parts);

#endif
