#include "screens/report_lines.h"

#include <string.h>

enum { beside_mark = 2, label_width = 24 };

static const struct {
	enum role role;
	bool marked;
	bool title;      /* without a label it is what matters most */
	enum glyph mark; /* in front of it */
} tones[] = {
	[TONE_TEXT] = {ROLE_TEXT, false, false, GLYPH_NOTE},
	[TONE_HEADING] = {ROLE_SECTION, false, false, GLYPH_NOTE},
	[TONE_GOOD] = {ROLE_GOOD, true, true, GLYPH_YES},
	[TONE_WARN] = {ROLE_WARN, true, true, GLYPH_ALERT},
	[TONE_BAD] = {ROLE_BAD, true, true, GLYPH_NO},
	[TONE_NOTE] = {ROLE_WARN, true, false, GLYPH_ALERT},
};

_Static_assert(sizeof(tones) / sizeof(tones[0]) == TONE_COUNT, "every tone has its looks");

void report_lines_say(const struct report_line *line, struct str *out)
{
	if (line->was)
		str_format(out, "%s %s ", line->was, paint_glyph(GLYPH_TO));
	str_text(out, line->text);
}

void report_lines_as_text(void *context, const struct report_line *line)
{
	struct str *out = context;

	if (line->label)
		str_format(out, "%-*s ", label_width, line->label);
	report_lines_say(line, out);
	str_char(out, '\n');
}

/* A mark in front of what is said beside a label. */
static void report_lines_row(struct line_layout *s, const struct report_line *line)
{
	struct str text;

	str_init(&text, report_max);
	if (tones[line->tone].marked)
		str_format(&text, "%s ", paint_glyph(tones[line->tone].mark));
	report_lines_say(line, &text);
	line_layout_row(s, line->label, text.data, tones[line->tone].role);
	str_fini(&text);
}

void report_lines_put(void *context, const struct report_line *line)
{
	struct line_layout *s = context;

	if (line->label)
		report_lines_row(s, line);
	else if (tones[line->tone].marked && !tones[line->tone].title)
		line_layout_marked(s, tones[line->tone].mark, line->text, tones[line->tone].role);
	else if (tones[line->tone].marked)
		line_layout_title(s, tones[line->tone].mark, line->text, tones[line->tone].role);
	else
		line_layout_text(s, line->text, tones[line->tone].role);
}

/* A row of a table in which every row is marked: the mark comes first. */
static void report_lines_put_marked(void *context, const struct report_line *line)
{
	const struct report_line plain = {TONE_TEXT, line->label, line->text, line->was};
	struct line_layout *s = context;
	struct line_layout beside = *s;
	int y = s->at - s->scroll;

	if (y >= 0 && y < s->inside.height)
		paint_run(s->inside.y + y, s->inside.x, 1, tones[line->tone].mark,
			tones[line->tone].role);
	beside.inside.x += beside_mark;
	beside.inside.width -= beside_mark;
	report_lines_row(&beside, &plain);
	s->at = beside.at;
}

struct measured {
	int labels; /* columns of the widest */
	int bare;   /* lines without a label or a mark */
};

static void report_lines_measure(void *context, const struct report_line *line)
{
	struct measured *m = context;
	int columns = line->label ? paint_columns(line->label, strlen(line->label)) : 0;

	m->labels = columns > m->labels ? columns : m->labels;
	m->bare += !line->label || !tones[line->tone].marked;
}

void report_lines_section(
	struct line_layout *s, const struct report_section *section, const struct tester *t)
{
	struct measured m = {0};

	section->say(t, &(struct report_out) {report_lines_measure, &m});
	line_layout_align(s, m.labels);
	section->say(
		t, &(struct report_out) {m.bare ? report_lines_put : report_lines_put_marked, s});
}
