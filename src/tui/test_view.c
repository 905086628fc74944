#include "tui/test_view.h"

#include "base/mem.h"
#include "model/fix.h"
#include "tui/ask.h"
#include "tui/dialog.h"
#include "tui/form.h"
#include "tui/layout.h"
#include "tui/test_draw.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { widest = 70, offered_max = test_buttons_max + 1 };

struct test_view {
	struct screen screen;
	const struct test_purpose *purpose;
	int focus; /* a button */
	bool remembered;
	struct err trouble; /* the result could not be recorded; code 0: it was */
	int scroll, lines, page;
	struct rect inside;
};

static struct test_view *of(struct screen *s)
{
	return (struct test_view *)(void *)s;
}

static const struct button *buttons_of(const struct test_view *v, int *n)
{
	const struct button *b = v->purpose->buttons;

	for (*n = 0; b[*n].label; (*n)++)
		;
	return b;
}

static void mend(struct app *app);
static void send_instead(struct app *app);

/* A message is worth a try only where the test went well. */
static bool is_good(const struct tester *t)
{
	return t->judged && (t->verdict.diagnosis->outcome == OUTCOME_OK ||
				    t->verdict.diagnosis->outcome == OUTCOME_WARNING);
}

/* Mend it first, where that is known; then what the purpose offers. */
static int offered(const struct app *app, const struct test_view *v, struct button out[offered_max])
{
	int n = 0, more;
	const struct button *b = buttons_of(v, &more);

	if (app->tester.running)
		return 0;
	if (app->tester.judged && fix_is_known(&app->tester.verdict))
		out[n++] = (struct button) {"Mend and test again", NULL, mend};
	for (int i = 0; i < more; i++)
		if (b[i].run != send_instead || is_good(&app->tester))
			out[n++] = b[i];
	return n;
}

static void draw_buttons(struct app *app, struct test_view *v, struct rect box)
{
	struct button buttons[offered_max];
	int n = offered(app, v, buttons), x = v->inside.x, y = box.y + box.height - 2;
	char text[64];

	if (v->focus >= n)
		v->focus = 0;
	for (int i = 0; i < n; i++) {
		(void)snprintf(text, sizeof(text), "[%s]", buttons[i].label);
		if (i == v->focus)
			app_cursor(app, y, x + 1);
		x += paint_text(y, x, box.x + box.width - 1 - x, text,
			     i == v->focus ? ROLE_SELECTED : ROLE_BUTTON) +
		     1;
	}
}

/* The box: the content, and below it the buttons, which are there when the test is over. */
static struct rect place(struct test_view *v, const struct app *app)
{
	struct rect screen = paint_screen(), box;
	int extra = app->tester.running ? 2 : 3;

	box.width = screen.width - 2 < widest ? screen.width - 2 : widest;
	v->inside = (struct rect) {.width = box.width - 6};
	v->lines = test_draw(v->inside, 0, &app->tester, &v->trouble);
	v->page = v->lines < screen.height - 1 - extra ? v->lines : screen.height - 1 - extra;
	box.height = v->page + extra;
	box.y = (screen.height - 1 - box.height) / 2;
	box.x = (screen.width - box.width) / 2;
	v->scroll = layout_scroll(v->scroll, v->page, v->lines, v->scroll, v->scroll);
	v->inside = (struct rect) {box.y + 1, box.x + 3, v->page, box.width - 6};
	return box;
}

static void draw(struct app *app, struct screen *s)
{
	struct test_view *v = of(s);
	struct rect box = place(v, app);
	char title[400];

	(void)snprintf(title, sizeof(title), "Test of %s port %s",
		settings_get(&app->tester.settings, FIELD_HOST),
		settings_get(&app->tester.settings, FIELD_PORT));
	paint_box(box, title);
	(void)test_draw(v->inside, v->scroll, &app->tester, &v->trouble);
	if (v->scroll + v->page < v->lines)
		paint_run(box.y + v->page, box.x + box.width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
	app_cursor(app, -1, -1);
	draw_buttons(app, v, box);
}

static void remember(struct app *app, struct test_view *v)
{
	const struct tester *t = &app->tester;
	struct session *s = &app->session;

	if (!t->judged || v->remembered)
		return;
	v->remembered = true;
	if (t->to) /* the settings may be right and the recipient wrong */
		return;
	if (t->verdict.diagnosis->outcome == OUTCOME_CANCELLED)
		return;
	session_remember(s, &t->settings, t->verdict.diagnosis);
	if (s->store.state.exists && !s->store.broken && !session_is_changed(s) &&
		session_record(s, &v->trouble) == 0)
		v->trouble.code = 0;
}

/* False: the purpose has taken over, and the view is gone. */
static bool follow(struct app *app, struct test_view *v)
{
	bool fresh = app->tester.judged && !v->remembered;

	remember(app, v);
	return !(fresh && v->purpose->judged && v->purpose->judged(app));
}

static void news(struct app *app, struct screen *s)
{
	(void)follow(app, of(s));
}

static void press(struct app *app, struct test_view *v)
{
	struct button buttons[offered_max];
	int n = offered(app, v, buttons);

	if (n)
		buttons[v->focus < n ? v->focus : 0].run(app);
}

static void move_about(const struct app *app, struct test_view *v, int code)
{
	struct button buttons[offered_max];
	int n = offered(app, v, buttons);
	const struct {
		int code, scroll, focus;
	} moves[] = {
		{KEY_DOWN, 1, 0},
		{KEY_UP, -1, 0},
		{KEY_NPAGE, v->page, 0},
		{KEY_PPAGE, -v->page, 0},
		{KEYCODE_TAB, 0, 1},
		{KEY_BTAB, 0, -1},
		{KEY_RIGHT, 0, 1},
		{KEY_LEFT, 0, -1},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == code) {
			v->scroll += moves[i].scroll;
			v->focus = n ? (v->focus + moves[i].focus + n) % n : 0;
		}
}

static void key(struct app *app, struct screen *s, const struct key *key)
{
	struct test_view *v = of(s);
	bool stop = key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C');

	if (app->tester.running && stop) {
		tester_cancel(&app->tester);
		(void)follow(app, v);
	} else if (app->tester.running) {
		return;
	} else if (stop) {
		test_view_close(app);
	} else if (key->code == KEYCODE_ENTER ||
		   (key->code == KEYCODE_TEXT && key->text[0] == ' ')) {
		press(app, v);
	} else {
		move_about(app, v, key->code);
	}
}

static int hints(struct app *app, struct screen *s, struct hint hints[hints_max])
{
	struct test_view *v = of(s);
	struct button buttons[offered_max];
	int n = offered(app, v, buttons), used = 0;

	if (!n) {
		hints[used++] = (struct hint) {"Esc", "Cancel", 0};
		return used;
	}
	hints[used++] = (struct hint) {"Enter", buttons[v->focus < n ? v->focus : 0].label, 0};
	if (n > 1)
		hints[used++] = (struct hint) {"Tab", "Next", 1};
	hints[used++] = (struct hint) {"Esc", "Close", 0};
	if (v->lines > v->page)
		hints[used++] = (struct hint) {"Up Down", "Scroll", 0};
	return used;
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

/* Whose test is about to begin, while the question about it is open. */
static const struct test_purpose *asked;
static char asked_address[value_max + 1];

static void start(struct app *app)
{
	struct test_view *v = mem_zero(1, sizeof(*v));

	v->screen.ops = &ops;
	v->purpose = asked;
	if (asked->errand)
		asked->errand(&app->tester, &app->session.draft, asked_address);
	else
		tester_start(&app->tester, &app->session.draft);
	app_take(app, &v->screen);
	(void)follow(app, v); /* what cannot even be started is judged at once */
}

static void give_up(struct app *app)
{
	if (asked->closed)
		asked->closed(app);
}

static void answer_in_clear(struct app *app, int button)
{
	if (button == 0)
		start(app);
	else
		give_up(app);
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

void test_view_run(struct app *app, const struct test_purpose *purpose)
{
	const struct settings *s = &app->session.draft;

	asked = purpose;
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

void test_view_start(struct app *app)
{
	static const struct test_purpose purpose = {
		.buttons = {{"Close", NULL, test_view_close},
			{"Send a test message", NULL, send_instead}},
	};

	test_view_run(app, &purpose);
}

static void send_to(struct app *app, const char *address)
{
	static const struct test_purpose purpose = {
		.errand = tester_send,
		.buttons = {{"Close", NULL, test_view_close}},
	};

	(void)snprintf(asked_address, sizeof(asked_address), "%s", address);
	test_view_run(app, &purpose);
}

void test_view_send(struct app *app)
{
	static const char text[] = "One real message goes out, to this address. It says how it was "
				   "sent.";
	const struct settings *s = &app->session.draft;

	if (!form_is_sound(app, "Nothing sent", 0))
		return;
	if (settings_is_empty(s, FIELD_FROM)) {
		form_focus(app, FIELD_FROM);
		form_say(app, ROLE_BAD, "Who is the message from? It needs a sender's address.");
		return;
	}
	ask_open(app, &(struct ask_spec) {
			      .title = "Send a test message",
			      .text = text,
			      .initial = settings_get(s, FIELD_FROM),
			      .like = FIELD_FROM,
			      .answer = send_to,
		      });
}

static void send_instead(struct app *app)
{
	app_pop(app);
	test_view_send(app);
}

void test_view_close(struct app *app)
{
	const struct test_purpose *purpose = of(app->top)->purpose;

	app_pop(app);
	if (purpose->closed)
		purpose->closed(app);
}

/* Puts in what would mend it, and tests again. */
static void mend(struct app *app)
{
	const struct test_purpose *purpose = of(app->top)->purpose;
	struct err e;

	app_pop(app);
	if (fix_apply(&app->tester.verdict, &app->tester.settings, &app->session.draft, &e) < 0)
		form_say(app, ROLE_BAD, e.message);
	form_reload(app);
	test_view_run(app, purpose);
}
