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
	layout_wide = 110,      /* columns from which on there are two panes */
	layout_left_width = 78, /* of these the form has so many */
};

/* Rows and columns of the screen; -1: there is no such row. */
struct layout {
	bool narrow; /* brief labels, and buttons without blanks */
	int width;   /* of the form; what is right of it is the other pane's */
	int title, tabs;
	int body, body_height, buttons, welcome;
	int line, hint, bar;
	int label_x, value_x, value_width;
	int note_x, note_width; /* beside the value; without a width on a narrow one */
};

/* What is to be laid out. */
struct parts {
	int content;  /* rows of the body */
	bool tabs;    /* a row of tabs, where there is room */
	bool apart;   /* a blank row below the title, where there is room */
	bool welcome; /* two lines below the buttons, where there is room */
};

/* Is there room for no form at all? */
bool layout_is_too_small(int height, int width);

/* Have the labels to be brief? */
bool layout_is_narrow(int width);

void layout_make(struct layout *l, int height, int width, struct parts parts);

#endif
