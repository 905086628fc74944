/*
 * Putting text on the screen: roles instead of colours, glyphs with an ASCII form, clipping by
 * columns of wide text. Everything that is drawn goes through here.
 */
#ifndef TUI_PAINT_H
#define TUI_PAINT_H

#include "base/style.h"

#include <stdbool.h>
#include <stddef.h>

enum glyph {
	GLYPH_BULLET, /* a character of a secret */
	GLYPH_FOCUS,  /* the bar at the left edge of what has the focus */
	GLYPH_MARK,   /* in front of what is going on */
	GLYPH_FOLDED, /* rows that are not shown, and those that are */
	GLYPH_UNFOLDED,
	GLYPH_OPENS, /* opens a list */
	GLYPH_YES,
	GLYPH_NO,
	GLYPH_NOTE,  /* advice */
	GLYPH_ALERT, /* a warning */
	GLYPH_MORE,  /* text goes on where it was cut */
	GLYPH_STALE, /* it was so before something changed */
	GLYPH_OPEN,  /* not known yet */
	GLYPH_DOT,
	GLYPH_LATER, /* a step that is still to come */
	GLYPH_INHERITED,
	GLYPH_TO, /* the new value behind the old one */
	GLYPH_BAR,
	GLYPH_LINE,
	GLYPH_TOP_LEFT,
	GLYPH_TOP_RIGHT,
	GLYPH_BOTTOM_LEFT,
	GLYPH_BOTTOM_RIGHT,
	GLYPH_TEE_LEFT, /* where a line in a box meets its left side */
	GLYPH_TEE_RIGHT,
	GLYPH_UP,
	GLYPH_DOWN,
	GLYPH_LEFT,
	GLYPH_RIGHT,
	GLYPH_COUNT
};

enum { value_line_max = 2048 };

struct rect {
	int y, x, height, width;
};

/* ascii: also chosen by itself where the locale is not UTF-8. colours: where there are any. */
void paint_init(bool ascii, bool colours);
void paint_styles(const struct style styles[ROLE_COUNT]);

struct rect paint_screen(void); /* the whole screen */
void paint_begin(void);         /* an empty screen to draw on */
void paint_end(int y, int x);   /* shows it, the cursor at y, x; y < 0: no cursor */

const char *paint_glyph(enum glyph g);

/* The columns that the text takes: at most len bytes of it. */
int paint_columns(const char *text, size_t len);

/* How many bytes of the text fit into so many columns. */
size_t paint_fit(const char *text, int columns);

/* Draws the text in at most width columns, cut with a glyph. Returns the columns used. */
int paint_text(int y, int x, int width, const char *text, enum role role);

/* The same, filled up with blanks to the width. */
void paint_cell(int y, int x, int width, const char *text, enum role role);

/* So many times the glyph. */
void paint_run(int y, int x, int count, enum glyph g, enum role role);

/* A thin line of so many columns. */
void paint_line(int y, int x, int width);

/*
 * A field: a run as wide as it is, that can be seen while it is empty. Its text is a value, or with
 * ROLE_EMPTY what stands in its place; with the focus all of it is ROLE_ACTIVE.
 */
void paint_field(int y, int x, int width, const char *text, enum role role);

/* A heading and a thin line to the right of it, in width columns. */
void paint_heading(int y, int x, int width, const char *title);

/* How wide a box is that would like to be `wanted`: where little would be left, all there is. */
int paint_sheet_width(int screen, int wanted);

/* An empty box with its four sides; its title is in the upper one. */
void paint_box(struct rect r, const char *title);

/* A line across the box, and text at the right end of its upper side. */
void paint_box_divide(struct rect r, int y);
void paint_box_corner(struct rect r, const char *text);

/* Where what is in a box is longer than it shows: arrows on its right side. */
void paint_box_arrows(struct rect r, int first, int last, bool before, bool after);

/*
 * Black on white, whatever the theme is: for what a camera is to read. Not without colours, and not
 * in ASCII.
 */
bool paint_has_contrast(void);
void paint_contrast(int y, int x, const char *text);

/* All that is drawn so far lies behind something else. */
void paint_behind(void);

/*
 * The text broken at blanks into lines of at most width columns: line n (from 0) goes to
 * line (value_line_max bytes are enough). Returns false when there is no such line.
 */
bool paint_wrap(const char *text, int width, int n, char *line, size_t size);
int paint_wrap_count(const char *text, int width);

/* Draws at most height lines of it. Returns how many. */
int paint_paragraph(struct rect r, const char *text, enum role role);

#endif
