/*
 * Lines to read, put into a place from line `scroll` on; what lies outside is counted and not
 * drawn. Labels stand in a column of their own where there is room, above their text where not.
 */
#ifndef TUI_LINE_LAYOUT_H
#define TUI_LINE_LAYOUT_H

#include "tui/paint.h"

struct line_layout {
	struct rect inside;
	int scroll;
	int at;     /* lines so far, in all */
	int column; /* of what stands beside a label; 0: below it */
};

/* Makes the column as wide as so many columns of labels need. */
void line_layout_align(struct line_layout *s, int labels);

/* The row of the screen for the next line, or -1 when it is out of sight. */
int line_layout_next(struct line_layout *s);

/* A paragraph, broken into lines; empty: a blank line. */
void line_layout_text(struct line_layout *s, const char *text, enum role role);

/* The same behind a mark, which alone has the role. */
void line_layout_marked(struct line_layout *s, enum glyph mark, const char *text, enum role role);

/* What matters most: it has the role as a whole, with a blank before and behind. */
void line_layout_title(struct line_layout *s, enum glyph mark, const char *text, enum role role);

/* A label and its text. */
void line_layout_row(struct line_layout *s, const char *label, const char *text, enum role role);

#endif
