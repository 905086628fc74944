/* What a test has to show: the verdict, then the steps with their times. */
#include "tui/test_draw.h"

#include "model/fix.h"

#include <stdio.h>
#include <string.h>

enum { time_width = 9 };

/* Where the next line goes; what lies outside is counted and not drawn. */
struct paper {
	struct rect inside;
	int scroll, at;
};

/* The row of the screen for the next line, or -1 when it is out of sight. */
static int next_row(struct paper *p)
{
	int y = p->at++ - p->scroll;

	return y >= 0 && y < p->inside.height ? p->inside.y + y : -1;
}

static void put_line(struct paper *p, const char *text, enum role role)
{
	int y = next_row(p);

	if (y >= 0)
		paint_text(y, p->inside.x, p->inside.width, text, role);
}

static void put_paragraph(struct paper *p, const char *text, enum role role)
{
	char line[value_line_max];

	for (int n = 0; paint_wrap(text, p->inside.width, n, line, sizeof(line)); n++)
		put_line(p, line, role);
}

enum { FOR_LOGIN = 1, FOR_ERRAND = 2, FOR_MESSAGE = 4 };

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
		{STEP_SENDER, NULL, FOR_ERRAND},
		{STEP_RECIPIENT, NULL, FOR_ERRAND},
		{STEP_CONTENT, NULL, FOR_MESSAGE},
	};
	unsigned is = (settings_is_empty(&t->settings, FIELD_USER) ? 0u : FOR_LOGIN) |
		      (t->to ? FOR_ERRAND : 0u) | (t->sends ? FOR_MESSAGE : 0u);
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
	double ms; /* how long it took; negative: not known */
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

static struct step_look look_at(const struct tester *t, enum step s)
{
	const struct facts *f = &t->facts;
	struct step_look look = {.glyph = GLYPH_YES, .role = ROLE_GOOD, .ms = -1};

	look.begun = f->entered[s] >= 0;
	if (!look.begun)
		return look;
	look.ms = facts_step_ms(f, s, tester_elapsed_ms(t));
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

static void put_step(struct paper *p, enum step s, const struct step_look *look)
{
	int y = next_row(p), x = p->inside.x;
	char text[32] = "";

	if (y < 0)
		return;
	if (look->begun)
		paint_run(y, x, 1, look->glyph, look->role);
	if (look->ms >= 1000)
		(void)snprintf(text, sizeof(text), "%*.1f s", time_width - 2, look->ms / 1000);
	else if (look->ms >= 0)
		(void)snprintf(text, sizeof(text), "%*.0f ms", time_width - 3, look->ms);
	paint_text(y, x + 2, p->inside.width - 2 - time_width, step_label(s),
		look->begun ? ROLE_TEXT : ROLE_DIM);
	paint_text(y, x + p->inside.width - time_width, time_width, text, ROLE_DIM);
}

static void put_steps(struct paper *p, const struct tester *t)
{
	enum step order[STEP_COUNT];
	int n = expected_steps(t, order);

	for (int i = 0; i < n; i++) {
		struct step_look look = look_at(t, order[i]);

		put_step(p, order[i], &look);
	}
}

static void put_fix(struct paper *p, const struct tester *t)
{
	struct str text;

	if (!fix_is_known(&t->verdict))
		return;
	str_init(&text, 1000);
	str_text(&text, "What would mend it: ");
	fix_say(&t->verdict, &t->settings, &text);
	put_line(p, "", ROLE_TEXT);
	put_paragraph(p, text.data, ROLE_GOOD);
	str_fini(&text);
}

static void put_verdict(struct paper *p, const struct tester *t)
{
	const struct verdict *verdict = &t->verdict;
	static const struct {
		enum glyph glyph;
		enum role role;
	} looks[] = {
		[OUTCOME_OK] = {GLYPH_YES, ROLE_GOOD},
		[OUTCOME_WARNING] = {GLYPH_NOTE, ROLE_WARN},
		[OUTCOME_FAILED] = {GLYPH_NO, ROLE_BAD},
		[OUTCOME_CANCELLED] = {GLYPH_NO, ROLE_WARN},
	};
	enum outcome o = verdict->diagnosis->outcome;
	char title[200];

	(void)snprintf(title, sizeof(title), "%s %s", paint_glyph(looks[o].glyph), verdict->title);
	put_paragraph(p, title, looks[o].role);
	put_line(p, "", ROLE_TEXT);
	put_paragraph(p, verdict->cause, ROLE_TEXT);
	if (*verdict->advice) {
		put_line(p, "", ROLE_TEXT);
		put_paragraph(p, verdict->advice, ROLE_TEXT);
	}
	put_fix(p, t);
	put_line(p, "", ROLE_TEXT);
}

int test_draw(struct rect inside, int scroll, const struct tester *t, const struct err *trouble)
{
	struct paper paper = {.inside = inside, .scroll = scroll}, *p = &paper;

	if (t->link.failure.code) {
		put_paragraph(p, t->link.failure.message, ROLE_BAD);
		return p->at;
	}
	if (t->judged)
		put_verdict(p, t);
	put_steps(p, t);
	if (trouble->code) {
		put_line(p, "The result could not be recorded:", ROLE_WARN);
		put_paragraph(p, trouble->message, ROLE_WARN);
	}
	if (t->link.remark)
		put_paragraph(p, t->link.remark, ROLE_DIM);
	return p->at;
}
