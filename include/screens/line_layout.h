/*
 * Lines to read, put into a place from line `scroll` on; what lies outside is counted and not
 * drawn. Labels stand in a column of their own where there is room, above their text where not.
 */
#ifndef SCREENS_LINE_LAYOUT_H
#define SCREENS_LINE_LAYOUT_H

#include "engine/report.h"
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

/* For struct report_out; context: the sheet. */
void line_layout_report_line(void *context, const struct report_line *line);

/* A section, aligned to its own labels. */
void line_layout_section(
	struct line_layout *s, const struct report_section *section, const struct tester *t);

#endif
