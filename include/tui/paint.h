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
	GLYPH_MARK,   /* in front of what has the focus */
	GLYPH_OPENS,  /* opens a list */
	GLYPH_YES,
	GLYPH_NO,
	GLYPH_NOTE,
	GLYPH_MORE, /* text goes on where it was cut */
	GLYPH_DOT,
	GLYPH_BAR, /* vertical */
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

/*
 * An empty box: its title on a bar, a line on its left, nothing on its right and below. Whole
 * frames would cost 3 bytes a cell.
 */
void paint_box(struct rect r, const char *title);

/*
 * The text broken at blanks into lines of at most width columns: line n (from 0) goes to
 * line (value_line_max bytes are enough). Returns false when there is no such line.
 */
bool paint_wrap(const char *text, int width, int n, char *line, size_t size);
int paint_wrap_count(const char *text, int width);

/* Draws at most height lines of it. Returns how many. */
int paint_paragraph(struct rect r, const char *text, enum role role);

#endif
