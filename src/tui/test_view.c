#include "tui/test_view.h"

#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/form.h"
#include "tui/layout.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { widest = 70, time_width = 9 };

struct test_view {
	struct screen screen;
	bool remembered;
	struct err trouble; /* the result could not be recorded; code 0: it was */
	int scroll, lines, page;
	/* While drawing: where the next line goes. */
	struct rect inside;
	int at;
};

static struct test_view *of(struct screen *s)
{
	return (struct test_view *)(void *)s;
}

/* The row of the screen for the next line, or -1 when it is out of sight. */
static int next_row(struct test_view *v)
{
	int y = v->at++ - v->scroll;

	return y >= 0 && y < v->inside.height ? v->inside.y + y : -1;
}

static void put_line(struct test_view *v, const char *text, enum role role)
{
	int y = next_row(v);

	if (y >= 0)
		paint_text(y, v->inside.x, v->inside.width, text, role);
}

static void put_paragraph(struct test_view *v, const char *text, enum role role)
{
	char line[value_line_max];

	for (int n = 0; paint_wrap(text, v->inside.width, n, line, sizeof(line)); n++)
		put_line(v, line, role);
}

/* The steps in the order in which this protocol takes them. */
static int expected_steps(const struct tester *t, enum step order[STEP_COUNT])
{
	static const struct {
		enum step step;
		const char *only; /* for this protocol; NULL: for all */
		bool login;
	} rows[] = {
		{STEP_DNS, NULL, false},
		{STEP_CONNECT, NULL, false},
		{STEP_TLS, "ssl", false},
		{STEP_GREETING, NULL, false},
		{STEP_EHLO, NULL, false},
		{STEP_STARTTLS, "starttls", false},
		{STEP_TLS, "starttls", false},
		{STEP_AUTH, NULL, true},
	};
	bool login = !settings_is_empty(&t->settings, FIELD_USER);
	int n = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((!rows[i].only || settings_is(&t->settings, FIELD_PROTOCOL, rows[i].only)) &&
			(!rows[i].login || login))
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

static void put_step(struct test_view *v, enum step s, const struct step_look *look)
{
	int y = next_row(v), x = v->inside.x;
	char text[32] = "";

	if (y < 0)
		return;
	if (look->begun)
		paint_run(y, x, 1, look->glyph, look->role);
	if (look->ms >= 1000)
		(void)snprintf(text, sizeof(text), "%*.1f s", time_width - 2, look->ms / 1000);
	else if (look->ms >= 0)
		(void)snprintf(text, sizeof(text), "%*.0f ms", time_width - 3, look->ms);
	paint_text(y, x + 2, v->inside.width - 2 - time_width, step_label(s),
		look->begun ? ROLE_TEXT : ROLE_DIM);
	paint_text(y, x + v->inside.width - time_width, time_width, text, ROLE_DIM);
}

static void put_steps(struct test_view *v, const struct tester *t)
{
	enum step order[STEP_COUNT];
	int n = expected_steps(t, order);

	for (int i = 0; i < n; i++) {
		struct step_look look = look_at(t, order[i]);

		put_step(v, order[i], &look);
	}
}

static void put_verdict(struct test_view *v, const struct verdict *verdict)
{
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

	(void)snprintf(title, sizeof(title), "%s %s", paint_glyph(looks[o].glyph),
		verdict->diagnosis->title);
	put_paragraph(v, title, looks[o].role);
	put_line(v, "", ROLE_TEXT);
	put_paragraph(v, verdict->cause, ROLE_TEXT);
	if (*verdict->advice) {
		put_line(v, "", ROLE_TEXT);
		put_paragraph(v, verdict->advice, ROLE_TEXT);
	}
	put_line(v, "", ROLE_TEXT);
}

static void put_content(struct test_view *v, const struct app *app)
{
	const struct tester *t = &app->tester;

	v->at = 0;
	if (t->link.failure.code) {
		put_paragraph(v, t->link.failure.message, ROLE_BAD);
		return;
	}
	if (t->judged)
		put_verdict(v, &t->verdict);
	put_steps(v, t);
	if (v->trouble.code) {
		put_line(v, "The result could not be recorded:", ROLE_WARN);
		put_paragraph(v, v->trouble.message, ROLE_WARN);
	}
	if (t->link.remark)
		put_paragraph(v, t->link.remark, ROLE_DIM);
}

/* How many lines there are: the same content, laid out where nobody sees it. */
static int count_lines(struct test_view *v, const struct app *app)
{
	v->inside.height = 0;
	put_content(v, app);
	return v->at;
}

static void draw(struct app *app, struct screen *s)
{
	struct test_view *v = of(s);
	struct rect screen = paint_screen(), box;
	char title[400];

	box.width = screen.width - 2 < widest ? screen.width - 2 : widest;
	v->inside = (struct rect) {.width = box.width - 6};
	v->lines = count_lines(v, app);
	v->page = v->lines < screen.height - 3 ? v->lines : screen.height - 3;
	box.height = v->page + 2;
	box.y = (screen.height - 1 - box.height) / 2;
	box.x = (screen.width - box.width) / 2;
	(void)snprintf(title, sizeof(title), "Test of %s port %s",
		settings_get(&app->tester.settings, FIELD_HOST),
		settings_get(&app->tester.settings, FIELD_PORT));
	v->scroll = layout_scroll(v->scroll, v->page, v->lines, v->scroll, v->scroll);
	paint_box(box, title);
	v->inside = (struct rect) {box.y + 1, box.x + 3, v->page, box.width - 6};
	put_content(v, app);
	if (v->scroll + v->page < v->lines)
		paint_run(box.y + v->page, box.x + box.width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
	app_cursor(app, -1, -1);
}

static void remember(struct app *app, struct test_view *v)
{
	const struct tester *t = &app->tester;
	struct session *s = &app->session;

	if (!t->judged || v->remembered)
		return;
	v->remembered = true;
	if (t->verdict.diagnosis->outcome == OUTCOME_CANCELLED)
		return;
	session_remember(s, &t->settings, t->verdict.diagnosis);
	if (s->store.state.exists && !s->store.broken && !session_is_changed(s) &&
		session_record(s, &v->trouble) == 0)
		v->trouble.code = 0;
}

static void news(struct app *app, struct screen *s)
{
	remember(app, of(s));
}

static void key(struct app *app, struct screen *s, const struct key *key)
{
	struct test_view *v = of(s);
	bool stop = key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C');
	const struct {
		int code, by;
	} moves[] = {
		{KEY_DOWN, 1},
		{KEY_UP, -1},
		{KEY_NPAGE, v->page},
		{KEY_PPAGE, -v->page},
	};

	if (app->tester.running) {
		if (stop)
			tester_cancel(&app->tester);
		return;
	}
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == key->code)
			v->scroll += moves[i].by;
	if (stop || key->code == KEYCODE_ENTER ||
		(key->code == KEYCODE_TEXT && key->text[0] == ' '))
		app_pop(app);
}

static int hints(struct app *app, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	if (app->tester.running) {
		hints[n++] = (struct hint) {"Esc", "Cancel", 0};
		return n;
	}
	hints[n++] = (struct hint) {"Enter", "Close", 0};
	if (of(s)->lines > of(s)->page)
		hints[n++] = (struct hint) {"Up Down", "Scroll", 0};
	return n;
}

static void test_view_free(struct screen *s)
{
	free(s);
}

static const struct screen_ops ops = {
	.draw = draw,
	.key = key,
	.hints = hints,
	.news = news,
	.free = test_view_free,
};

static void start(struct app *app)
{
	struct test_view *v = mem_zero(1, sizeof(*v));

	v->screen.ops = &ops;
	tester_start(&app->tester, &app->session.draft);
	app_take(app, &v->screen);
	remember(app, v); /* what cannot even be started is judged at once */
}

static void answer_in_clear(struct app *app, int button)
{
	if (button == 0)
		start(app);
}

static void ask_in_clear(struct app *app)
{
	dialog_open(
		app, &(struct dialog_spec) {
			     .title = "The password would not be encrypted",
			     .text = "With Standard SMTP everybody on the way to the server can "
				     "read the password. That is fine on this machine or on a "
				     "network of your own.",
			     .buttons = {"Test without encryption", "Go back"},
			     .answer = answer_in_clear,
		     });
}

void test_view_start(struct app *app)
{
	const struct settings *s = &app->session.draft;

	if (!form_is_sound(app, "Not tested", FIELD_DECIDES))
		return;
	if (settings_is_empty(s, FIELD_HOST)) {
		form_focus(app, FIELD_HOST);
		form_say(app, ROLE_BAD, "Which server? Type its name, or choose a provider.");
	} else if (settings_is(s, FIELD_PROTOCOL, "plain") && !settings_is_empty(s, FIELD_USER) &&
		   !settings_is_empty(s, FIELD_PASSWORD)) {
		ask_in_clear(app);
	} else {
		start(app);
	}
}
