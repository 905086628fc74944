#include "screens/result.h"

#include "base/mem.h"
#include "screens/action.h"
#include "screens/form_pane.h"
#include "screens/form.h"
#include "screens/known_fix.h"
#include "screens/result_buttons.h"
#include "screens/result_pages.h"
#include "screens/verdict_field.h"
#include "tui/scroll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	widest = 80,
	narrow = 64, /* below: less margin */
	roomy = 16,  /* lines of the screen from which on there are blank ones */
	sliver = 4,  /* rows of what lies below that are not worth showing */
};

struct result {
	struct screen screen;
	struct app *app;
	struct result_order order;
	int focus;          /* a button */
	bool among_buttons; /* the cursor is there, and not on the verdict any more */
	const char *names[result_pages_max];
	int n, page;
	bool remembered;
	struct err trouble; /* the result could not be recorded; code 0: it was */
	int scroll, lines;
	struct rect inside; /* of the box: where the page is */
	int button_rows;
};

static struct result *result_of(struct screen *s)
{
	return (struct result *)(void *)s;
}

static struct test_content content_of(const struct app *app, const struct result *v)
{
	return (struct test_content) {.tester = &app->tester,
		.trouble = &v->trouble,
		.changed = v->order.changed,
		.saved = result_is_saved(app)};
}

static int draw_page(const struct app *app, struct result *v, int page, struct rect inside)
{
	struct test_content content = content_of(app, v);

	return result_page_draw(inside, v->scroll, v->names[page], &content);
}

/* The rows that the longest page needs: turning the pages does not move the box. */
static int rows_needed(const struct app *app, struct result *v)
{
	int most = 0;

	for (int i = 0; i < v->n; i++) {
		int lines = draw_page(app, v, i, (struct rect) {.width = v->inside.width});

		if (lines > most)
			most = lines;
		if (i == v->page)
			v->lines = lines;
	}
	return most;
}

/*
 * From the top: the names of the pages, the page, the buttons. On a low screen the names stand in
 * the frame. While the test runs there is nothing but the steps.
 */
static struct rect result_place(struct result *v, const struct app *app)
{
	struct rect pane = form_pane_place(), screen = pane.width ? pane : paint_screen();
	struct rect box = {.width = screen.width};
	bool spacious = screen.height >= roomy;
	int margin = screen.width < narrow ? 2 : 3, above, below, rows, room;
	struct button offered[result_offered_max];
	int n = result_buttons(app, v->order.purpose, offered);

	if (box.width > widest)
		box.width = widest;
	v->n = result_pages(&app->tester, v->names);
	if (v->page >= v->n)
		v->page = 0;
	v->inside = (struct rect) {.width = box.width - 2 * margin};
	above = 1 + (spacious && v->n > 1 ? 2 : 0);
	v->button_rows = n ? result_buttons_rows(offered, n, v->inside.width) : 0;
	if (!spacious && v->button_rows > 1)
		v->button_rows = 1;
	below = 1 + v->button_rows + (n && spacious);
	room = screen.height - !pane.width - above - below;
	rows = rows_needed(app, v);
	v->inside.height = rows + sliver < room && !pane.width ? rows : room;
	box.height = v->inside.height + above + below;
	box.y = pane.width ? pane.y : (screen.height - 1 - box.height) / 2;
	box.x = screen.x + (screen.width - box.width) / 2;
	v->screen.clear = pane.width; /* the form is to be seen with it */
	v->screen.about = result_page_about(v->names[v->page]);
	v->inside.y = box.y + above;
	v->inside.x = box.x + margin;
	v->scroll = scroll_to(v->scroll, v->inside.height, v->lines, v->scroll, v->scroll);
	return box;
}

static void result_draw_title(const struct app *app, struct result *v, struct rect box)
{
	const struct settings *tested = &app->tester.settings;
	bool in_frame = v->inside.y == box.y + 1 && v->n > 1;
	char title[400];

	(void)snprintf(title, sizeof(title), "Test of %s:%s", settings_get(tested, FIELD_HOST),
		settings_get(tested, FIELD_PORT));
	paint_box(box, in_frame ? "" : title);
	if (v->n > 1)
		result_pages_draw_names(in_frame ? box.y : box.y + 1, v->inside.x, v->inside.width,
			v->names, v->n, v->page);
}

static void result_draw_buttons(struct app *app, struct result *v, int y)
{
	struct button buttons[result_offered_max];
	int n = result_buttons(app, v->order.purpose, buttons);

	if (v->focus >= n)
		v->focus = 0;
	if (n)
		result_buttons_draw(app,
			(struct rect) {y, v->inside.x, v->button_rows, v->inside.width}, buttons, n,
			v->focus);
}

static void result_draw_screen(struct stack *st, struct screen *s)
{
	struct result *v = result_of(s);
	struct app *app = v->app;
	struct rect box = result_place(v, app);
	int last = v->inside.y + v->inside.height - 1;

	result_draw_title(app, v, box);
	(void)draw_page(app, v, v->page, v->inside);
	paint_box_arrows(
		box, v->inside.y, last, v->scroll > 0, v->scroll + v->inside.height < v->lines);
	result_draw_buttons(app, v, box.y + box.height - 1 - v->button_rows);
	if (!v->among_buttons)
		stack_cursor(st, v->inside.y, v->inside.x);
}

static void result_record(struct app *app, struct result *v)
{
	const struct tester *t = &app->tester;

	if (!t->judged || v->remembered)
		return;
	v->remembered = true;
	if (tester_counts(t) && session_take_result(&app->session, &t->settings,
					t->verdict.diagnosis, &v->trouble) == 0)
		v->trouble.code = 0;
}

/* There is nothing to be read of a test that was given up. */
static bool result_is_cancelled(const struct app *app)
{
	return app->tester.judged && app->tester.verdict.diagnosis->outcome == OUTCOME_CANCELLED;
}

/* False: the purpose has taken over, or the test was cancelled; the view is gone. */
static bool result_follow(struct app *app, struct result *v)
{
	bool fresh = app->tester.judged && !v->remembered;

	if (result_is_cancelled(app)) {
		result_close(app);
		form_say(app, ROLE_WARN, "Test cancelled.");
		return false;
	}
	result_record(app, v);
	return !(fresh && v->order.purpose->judged && v->order.purpose->judged(app));
}

static void result_news(struct stack *st, struct screen *s)
{
	(void)st;
	(void)result_follow(result_of(s)->app, result_of(s));
}

static void result_press(struct app *app, struct result *v)
{
	struct button buttons[result_offered_max];
	int n = result_buttons(app, v->order.purpose, buttons);

	if (n)
		buttons[v->focus < n ? v->focus : 0].run(app);
}

static void turn_page(struct result *v, int by)
{
	v->page = (v->page + by + v->n) % v->n;
	v->scroll = 0;
}

static void move_about(const struct app *app, struct result *v, int code)
{
	struct button buttons[result_offered_max];
	int n = result_buttons(app, v->order.purpose, buttons);
	const struct {
		int code, scroll, focus, page;
	} moves[] = {
		{KEYCODE_DOWN, 1, 0, 0},
		{KEYCODE_UP, -1, 0, 0},
		{KEYCODE_PAGE_DOWN, v->inside.height, 0, 0},
		{KEYCODE_PAGE_UP, -v->inside.height, 0, 0},
		{KEYCODE_END, v->lines, 0, 0},
		{KEYCODE_HOME, -v->lines, 0, 0},
		{KEYCODE_TAB, 0, 1, 0},
		{KEYCODE_BACK_TAB, 0, -1, 0},
		{KEYCODE_RIGHT, 0, 0, 1},
		{KEYCODE_LEFT, 0, 0, -1},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == code) {
			v->scroll += moves[i].scroll;
			v->focus = n ? (v->focus + moves[i].focus + n) % n : 0;
			v->among_buttons = moves[i].focus;
			if (moves[i].page)
				turn_page(v, moves[i].page);
		}
}

static void key_of_result(struct app *app, struct result *v, const struct key *key)
{
	if (action_find(key->code) == &actions[ACTION_FIX] && known_fix_is_new(app))
		result_offers[RESULT_OFFER_FIX].run(app);
	else if (stack_is_help(key))
		stack_help(&app->stack, &v->screen);
	else if (key->code == KEYCODE_ENTER || (key->code == KEYCODE_TEXT && key->text[0] == ' '))
		result_press(app, v);
	else
		move_about(app, v, key->code);
}

static void result_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct result *v = result_of(s);
	struct app *app = v->app;
	bool stop = key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C');

	if (app->tester.running && stop) {
		tester_cancel(&app->tester);
		(void)result_follow(app, v);
	} else if (app->tester.running) {
		st->unmoved = true; /* the clock is drawn at its own time */
	} else if (stop) {
		result_close(app);
	} else {
		key_of_result(app, v, key);
	}
}

static void result_click(struct stack *st, struct screen *s, int what)
{
	(void)st;
	result_of(s)->focus = what;
	result_press(result_of(s)->app, result_of(s));
}

static int result_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	struct result *v = result_of(s);
	const struct app *app = v->app;
	struct button buttons[result_offered_max];
	int n = result_buttons(app, v->order.purpose, buttons), used = 0;

	if (!n) {
		hints[used++] = (struct hint) {"Esc", "Cancel", 0};
		return used;
	}
	hints[used++] = (struct hint) {"Enter", buttons[v->focus < n ? v->focus : 0].label, 1};
	if (n > 1)
		hints[used++] = (struct hint) {"Tab", "Next", 2};
	if (v->n > 1)
		hints[used++] = (struct hint) {"Left Right", "Pages", 0};
	if (v->lines > v->inside.height)
		hints[used++] = (struct hint) {"Up Down", "Scroll", 1};
	if (known_fix_is_new(app)) {
		hints[used] = (struct hint) {"", actions[ACTION_FIX].name, 0};
		action_key_name(&actions[ACTION_FIX], hints[used++].key);
	}
	hints[used++] = (struct hint) {"Esc", "Close", 0};
	return stack_hint_help(st, hints, used, 2);
}

static void result_free(struct screen *s)
{
	free(s);
}

static const struct screen_ops ops = {
	.draw = result_draw_screen,
	.key = result_key,
	.hints = result_hints,
	.click = result_click,
	.news = result_news,
	.free = result_free,
};

void result_open(struct app *app, const struct result_order *order)
{
	struct result *v = mem_zero(1, sizeof(*v));

	v->screen.ops = &ops;
	v->app = app;
	v->order = *order;
	stack_take(&app->stack, &v->screen);
	(void)result_follow(app, v); /* what cannot even be started is judged at once */
}

const struct result_order *result_order(const struct app *app)
{
	return &result_of(app->stack.top)->order;
}

void result_close(struct app *app)
{
	const struct result_purpose *purpose = result_order(app)->purpose;

	stack_pop(&app->stack);
	if (purpose->closed) {
		purpose->closed(app);
		return;
	}
	verdict_field_focus(app);
	known_fix_remind(app);
}
