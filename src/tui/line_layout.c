#include "tui/line_layout.h"

#include <stdio.h>
#include <string.h>

enum { gap = 2, narrowest_text = 20, indent = 2, marked_max = 4096 };

void line_layout_align(struct line_layout *s, int labels)
{
	s->column = s->inside.width - labels - gap < narrowest_text ? 0 : labels + gap;
}

int line_layout_next(struct line_layout *s)
{
	int y = s->at++ - s->scroll;

	return y >= 0 && y < s->inside.height ? s->inside.y + y : -1;
}

/* From column x of the place on. */
static void line_layout_put(struct line_layout *s, int x, const char *text, enum role role)
{
	char line[value_line_max];

	for (int n = 0; paint_wrap(text, s->inside.width - x, n, line, sizeof(line)); n++) {
		int y = line_layout_next(s);

		if (y >= 0)
			paint_text(y, s->inside.x + x, s->inside.width - x, line, role);
	}
}

void line_layout_text(struct line_layout *s, const char *text, enum role role)
{
	if (*text)
		line_layout_put(s, 0, text, role);
	else
		(void)line_layout_next(s);
}

void line_layout_marked(struct line_layout *s, enum glyph mark, const char *text, enum role role)
{
	int y = s->at - s->scroll;

	if (y >= 0 && y < s->inside.height)
		paint_run(s->inside.y + y, s->inside.x, 1, mark, role);
	line_layout_put(s, indent, text, ROLE_TEXT);
}

void line_layout_title(struct line_layout *s, enum glyph mark, const char *text, enum role role)
{
	char marked[marked_max], line[value_line_max];

	(void)snprintf(marked, sizeof(marked), "%s %s", paint_glyph(mark), text);
	for (int n = 0; paint_wrap(marked, s->inside.width - 2, n, line, sizeof(line)); n++) {
		int y = line_layout_next(s), used;

		if (y < 0)
			continue;
		used = paint_text(y, s->inside.x, 1, " ", role);
		used += paint_text(y, s->inside.x + used, s->inside.width - 2, line, role);
		paint_text(y, s->inside.x + used, 1, " ", role);
	}
}

/* The label stands on the first line of its text, or on a line before it. */
void line_layout_row(struct line_layout *s, const char *label, const char *text, enum role role)
{
	int y = line_layout_next(s);

	if (y >= 0)
		paint_text(y, s->inside.x, s->column ? s->column - 1 : s->inside.width, label,
			ROLE_LABEL);
	if (s->column && *text)
		s->at--;
	line_layout_put(s, s->column ? s->column : indent, text, role);
}
