/* What a test has to show: the verdict, then the steps with their times. */
#include "screens/result_draw.h"

#include <stdio.h>
#include <string.h>

enum { time_width = 9, changed_labels = 18 /* columns */ };

enum { FOR_LOGIN = 1, FOR_AFTER_LOGIN = 2, FOR_MESSAGE = 4 };

/* The steps in the order in which this protocol takes them. */
static int expected_steps(const struct tester *t, enum step order[STEP_COUNT])
{
	static const struct {
		enum step step;
		const char *only; /* for this protocol; NULL: for all */
		unsigned asks;    /* FOR_, all of them */
	} rows[] = {
		{STEP_DNS, NULL, 0},
		{STEP_CONNECT, NULL, 0},
		{STEP_TLS, "ssl", 0},
		{STEP_GREETING, NULL, 0},
		{STEP_EHLO, NULL, 0},
		{STEP_STARTTLS, "starttls", 0},
		{STEP_TLS, "starttls", 0},
		{STEP_AUTH, NULL, FOR_LOGIN},
		{STEP_SENDER, NULL, FOR_AFTER_LOGIN},
		{STEP_RECIPIENT, NULL, FOR_AFTER_LOGIN},
		{STEP_CONTENT, NULL, FOR_MESSAGE},
	};
	unsigned is = (settings_is_empty(&t->settings, FIELD_USER) ? 0u : FOR_LOGIN) |
		      (t->to ? FOR_AFTER_LOGIN : 0u) | (t->sends ? FOR_MESSAGE : 0u);
	int n = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((!rows[i].only || settings_is(&t->settings, FIELD_PROTOCOL, rows[i].only)) &&
			(rows[i].asks & is) == rows[i].asks)
			order[n++] = rows[i].step;
	return n;
}

struct step_look {
	enum glyph glyph;
	enum role role;
	int64_t us; /* how long it took; negative: not known */
	bool begun;
};

/* The step that the dialogue stands at, or ended at. */
static bool is_last(const struct facts *f, enum step s)
{
	for (int other = 0; other < STEP_DONE; other++)
		if (f->entered[other] > f->entered[s])
			return false;
	return true;
}

static struct step_look result_draw_look_at(const struct tester *t, enum step s)
{
	const struct facts *f = &t->facts;
	struct step_look look = {.glyph = GLYPH_YES, .role = ROLE_GOOD, .us = -1};

	look.begun = f->entered[s] >= 0;
	if (!look.begun)
		return look;
	look.us = facts_step_us(f, s, tester_elapsed_us(t));
	if (!is_last(f, s))
		return look;
	if (!t->judged) {
		look.glyph = GLYPH_MARK;
		look.role = ROLE_FOCUS;
	} else if (t->verdict.diagnosis->outcome == OUTCOME_CANCELLED) {
		look.glyph = GLYPH_NOTE;
		look.role = ROLE_WARN;
	} else if (t->verdict.diagnosis->outcome == OUTCOME_FAILED) {
		look.glyph = GLYPH_NO;
		look.role = ROLE_BAD;
	}
	return look;
}

static void put_step(struct line_layout *p, enum step s, const struct step_look *look)
{
	int y = line_layout_next(p), x = p->inside.x;
	char text[32] = "";
	double ms = (double)look->us / us_per_ms;

	if (y < 0)
		return;
	if (look->begun)
		paint_run(y, x, 1, look->glyph, look->role);
	if (ms >= 1000)
		(void)snprintf(text, sizeof(text), "%*.1f s", time_width - 2, ms / 1000);
	else if (ms >= 0 && ms < 1)
		(void)snprintf(text, sizeof(text), "%*s", time_width, "< 1 ms");
	else if (ms >= 0)
		(void)snprintf(text, sizeof(text), "%*.0f ms", time_width - 3, ms);
	paint_text(y, x + 2, p->inside.width - 2 - time_width, step_label(s),
		look->begun ? ROLE_TEXT : ROLE_DIM);
	paint_text(y, x + p->inside.width - time_width, time_width, text, ROLE_DIM);
}

static void put_steps(struct line_layout *p, const struct tester *t)
{
	enum step order[STEP_COUNT];
	int n = expected_steps(t, order);

	for (int i = 0; i < n; i++) {
		struct step_look look = result_draw_look_at(t, order[i]);

		put_step(p, order[i], &look);
	}
}

/* One line of it: the label, a tab, the words. Returns what follows. */
static const char *take_change(const char *changed, const struct report_out *out)
{
	size_t label = strcspn(changed, "\t"), words = strcspn(changed + label, "\n");
	char copy[result_changed_max + 1];

	(void)snprintf(copy, sizeof(copy), "%.*s", (int)(label + words), changed);
	copy[label] = '\0';
	out->line(out->context, &(struct report_line) {TONE_TEXT, copy, copy + label + 1});
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
	if (t->source.running)
		line_layout_text(p, "Waiting for the password command.", ROLE_DIM);
	if (content->trouble->code) {
		line_layout_text(p, "The result could not be recorded:", ROLE_WARN);
		line_layout_text(p, content->trouble->message, ROLE_WARN);
	}
	if (t->worker.remark)
		line_layout_text(p, t->worker.remark, ROLE_DIM);
	return p->at;
}
