/* What a test has to show: the verdict, then the steps with their times in a row. */
#include "screens/result_draw.h"

#include <stdio.h>
#include <string.h>

enum { changed_labels = 18 /* columns */, time_width = 6, between_steps = 3, step_max = 60 };

/* How a step that has begun is marked; the one under way has no tone yet. */
static const struct {
	enum glyph glyph;
	enum role role;
} step_marks[TONE_COUNT] = {
	[TONE_TEXT] = {GLYPH_MARK, ROLE_FOCUS},
	[TONE_GOOD] = {GLYPH_YES, ROLE_GOOD},
	[TONE_WARN] = {GLYPH_NOTE, ROLE_WARN},
	[TONE_BAD] = {GLYPH_NO, ROLE_BAD},
};

/* Behind the mark: the word, and the time that it took. */
static void step_words(const struct report_step *step, char words[step_max])
{
	struct str time;

	str_init(&time, step_max);
	if (step->begun)
		report_time(step->us, &time);
	(void)snprintf(words, step_max, step->begun ? "%s %*s" : "%s%.*s", step->word, time_width,
		time.data);
	str_fini(&time);
}

static void draw_step(int y, int x, const struct report_step *step, const char *words)
{
	int len = (int)strlen(step->word);

	paint_run(y, x, 1, step->begun ? step_marks[step->tone].glyph : GLYPH_LATER,
		step->begun ? step_marks[step->tone].role : ROLE_DIM);
	x += 2;
	x += paint_text(y, x, len, step->word, step->begun ? ROLE_TEXT : ROLE_DIM);
	paint_text(y, x, step_max, words + len, ROLE_DIM);
}

static int steps_width(const struct report_step row[], int n, int gap)
{
	int columns = 0;
	char words[step_max];

	for (int i = 0; i < n; i++) {
		step_words(&row[i], words);
		columns += (i ? gap : 0) + 2 + paint_columns(words, strlen(words));
	}
	return columns;
}

/* One beside the other, closer where that saves a line; in as many lines as they take. */
static void put_steps(struct line_layout *p, const struct tester *t)
{
	struct report_step row[STEP_COUNT];
	int n = report_step_row(t, row), x = p->inside.width, y = -1;
	int gap = steps_width(row, n, between_steps) > p->inside.width ? between_steps - 1
								       : between_steps;
	char words[step_max];

	for (int i = 0; i < n; i++) {
		int columns = steps_width(&row[i], 1, 0);

		if (x + columns > p->inside.width) {
			x = 0;
			y = line_layout_next(p);
		}
		step_words(&row[i], words);
		if (y >= 0)
			draw_step(y, p->inside.x + x, &row[i], words);
		x += columns + gap;
	}
}

/* One line of it: the label, a tab, the words. Returns what follows. */
static const char *take_change(const char *changed, const struct report_out *out)
{
	size_t label = strcspn(changed, "\t"), words = strcspn(changed + label, "\n");
	char copy[result_changed_max + 1];

	(void)snprintf(copy, sizeof(copy), "%.*s", (int)(label + words), changed);
	copy[label] = '\0';
	out->line(out->context, &(struct report_line) {TONE_TEXT, copy, copy + label + 1, NULL});
	return changed + label + words + 1;
}

static void put_changed(struct line_layout *p, const char *changed)
{
	if (!*changed)
		return;
	line_layout_text(p, "Changed by the fix, not saved yet", ROLE_SECTION);
	line_layout_align(p, changed_labels);
	while (*changed)
		changed = take_change(changed, &(struct report_out) {report_lines_put, p});
	line_layout_text(p, "", ROLE_TEXT);
}

static void put_verdict(struct line_layout *p, const struct test_content *content)
{
	report_lines_section(p, &report_sections[REPORT_RESULT], content->tester);
	if (content->saved) {
		line_layout_text(p, "", ROLE_TEXT);
		line_layout_text(p, "These settings are saved.", ROLE_TEXT);
	}
	line_layout_text(p, "", ROLE_TEXT);
}

int result_draw(struct rect inside, int scroll, const struct test_content *content)
{
	struct line_layout layout = {.inside = inside, .scroll = scroll}, *p = &layout;
	const struct tester *t = content->tester;

	if (t->worker.failure.code) {
		line_layout_text(p, t->worker.failure.message, ROLE_BAD);
		return p->at;
	}
	if (t->judged)
		put_verdict(p, content);
	put_changed(p, content->changed);
	put_steps(p, t);
	if (t->running && !t->source.running)
		line_layout_text(p, step_label(t->step), ROLE_DIM);
	if (t->source.running)
		line_layout_text(p, "Waiting for the password command.", ROLE_DIM);
	if (content->trouble->code) {
		line_layout_text(p, "The result could not be recorded:", ROLE_WARN);
		line_layout_text(p, content->trouble->message, ROLE_WARN);
	}
	for (size_t i = 0; tester_remark(t, i); i++)
		line_layout_text(p, tester_remark(t, i), ROLE_DIM);
	return p->at;
}
