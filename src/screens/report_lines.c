#include "screens/report_lines.h"

#include <string.h>

static const struct {
	enum role role;
	bool marked;
	enum glyph mark; /* in front of it, where it has no label */
} tones[] = {
	[TONE_TEXT] = {ROLE_TEXT, false, GLYPH_NOTE},
	[TONE_HEADING] = {ROLE_SECTION, false, GLYPH_NOTE},
	[TONE_GOOD] = {ROLE_GOOD, true, GLYPH_YES},
	[TONE_WARN] = {ROLE_WARN, true, GLYPH_ALERT},
	[TONE_BAD] = {ROLE_BAD, true, GLYPH_NO},
};

_Static_assert(sizeof(tones) / sizeof(tones[0]) == TONE_COUNT, "every tone has its looks");

/* A mark in front of what is said beside a label. */
static void report_lines_row(struct line_layout *s, const struct report_line *line)
{
	struct str text;

	str_init(&text, report_max);
	if (tones[line->tone].marked)
		str_format(&text, "%s ", paint_glyph(tones[line->tone].mark));
	str_text(&text, line->text);
	line_layout_row(s, line->label, text.data, tones[line->tone].role);
	str_fini(&text);
}

void report_lines_put(void *context, const struct report_line *line)
{
	struct line_layout *s = context;

	if (line->label)
		report_lines_row(s, line);
	else if (tones[line->tone].marked)
		line_layout_title(s, tones[line->tone].mark, line->text, tones[line->tone].role);
	else
		line_layout_text(s, line->text, tones[line->tone].role);
}

static void report_lines_measure(void *context, const struct report_line *line)
{
	int *widest = context;
	int columns = line->label ? paint_columns(line->label, strlen(line->label)) : 0;

	if (columns > *widest)
		*widest = columns;
}

void report_lines_section(
	struct line_layout *s, const struct report_section *section, const struct tester *t)
{
	int labels = 0;

	section->say(t, &(struct report_out) {report_lines_measure, &labels});
	line_layout_align(s, labels);
	section->say(t, &(struct report_out) {report_lines_put, s});
}
