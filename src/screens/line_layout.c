#include "screens/line_layout.h"

#include <stdio.h>
#include <string.h>

enum { gap = 2, narrowest_text = 20, indent = 2, marked_max = 4096 };

static const struct {
	enum role role;
	bool marked;
	enum glyph mark; /* in front of a paragraph */
} tones[] = {
	[TONE_TEXT] = {ROLE_TEXT, false, GLYPH_NOTE},
	[TONE_HEADING] = {ROLE_SECTION, false, GLYPH_NOTE},
	[TONE_GOOD] = {ROLE_GOOD, true, GLYPH_YES},
	[TONE_WARN] = {ROLE_WARN, true, GLYPH_NOTE},
	[TONE_BAD] = {ROLE_BAD, true, GLYPH_NO},
};

_Static_assert(sizeof(tones) / sizeof(tones[0]) == TONE_COUNT, "every tone has its looks");

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
static void put_lines(struct line_layout *s, int x, const char *text, enum role role)
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
		put_lines(s, 0, text, role);
	else
		(void)line_layout_next(s);
}

static void put_marked(struct line_layout *s, enum glyph mark, const char *text, enum role role)
{
	char marked[marked_max];

	(void)snprintf(marked, sizeof(marked), "%s %s", paint_glyph(mark), text);
	put_lines(s, 0, marked, role);
}

/* The label stands on the first line of its text, or on a line before it. */
static void line_layout_put_row(
	struct line_layout *s, const char *label, const char *text, enum role role)
{
	int y = line_layout_next(s);

	if (y >= 0)
		paint_text(y, s->inside.x, s->column ? s->column - 1 : s->inside.width, label,
			ROLE_LABEL);
	if (s->column && *text)
		s->at--;
	put_lines(s, s->column ? s->column : indent, text, role);
}

void line_layout_report_line(void *context, const struct report_line *line)
{
	struct line_layout *s = context;

	if (line->label)
		line_layout_put_row(s, line->label, line->text, tones[line->tone].role);
	else if (tones[line->tone].marked)
		put_marked(s, tones[line->tone].mark, line->text, tones[line->tone].role);
	else
		line_layout_text(s, line->text, tones[line->tone].role);
}

static void line_layout_measure(void *context, const struct report_line *line)
{
	int *widest = context;
	int columns = line->label ? paint_columns(line->label, strlen(line->label)) : 0;

	if (columns > *widest)
		*widest = columns;
}

void line_layout_section(
	struct line_layout *s, const struct report_section *section, const struct tester *t)
{
	int labels = 0;

	section->say(t, &(struct report_out) {line_layout_measure, &labels});
	line_layout_align(s, labels);
	section->say(t, &(struct report_out) {line_layout_report_line, s});
}
