/* The keys of the form. */
#include "screens/form.h"

#include "screens/action.h"
#include "screens/choose_value.h"
#include "screens/form_rows.h"
#include "screens/paste_offer.h"

#include <stdio.h>
#include <string.h>

/* Where the focus is on the page: the rows in their order, then the buttons. */
static int form_position(const struct app *app, const struct form *f)
{
	int rows[form_rows_max], n = form_rows(app, f, rows);

	if (form_button(f, f->focus))
		return n + f->focus - FIELD_COUNT;
	for (int i = 0; i < n; i++)
		if (rows[i] == f->focus)
			return i;
	return 0;
}

static int form_row_count(const struct app *app, const struct form *f)
{
	int rows[form_rows_max];

	return form_rows(app, f, rows);
}

static void form_go_to(struct app *app, const struct form *f, int at)
{
	int rows[form_rows_max], n = form_rows(app, f, rows);

	form_set_focus(app, at < n ? rows[at] : FIELD_COUNT + at - n);
}

static void move_by(struct app *app, const struct form *f, int by)
{
	int n = form_row_count(app, f) + form_page_buttons(f->page);

	form_go_to(app, f, (form_position(app, f) + by + n) % n);
}

static void go_next(struct app *app, struct form *f)
{
	move_by(app, f, 1);
}

static void form_go_back(struct app *app, struct form *f)
{
	move_by(app, f, -1);
}

/* A page without settings is there to be read. */
static bool is_for_reading(const struct form *f)
{
	return form_page_fields(f->page) == 0;
}

static void go_down(struct app *app, struct form *f)
{
	if (is_for_reading(f))
		f->scroll++;
	else
		go_next(app, f);
}

static void go_up(struct app *app, struct form *f)
{
	if (is_for_reading(f))
		f->scroll--;
	else
		form_go_back(app, f);
}

/* What is folded away is one section, whatever it is about. */
static const struct section *section_at(const struct app *app, const struct form *f, int at)
{
	int rows[form_rows_max], n = form_rows(app, f, rows);

	if (at >= n || rows[at] == FORM_MORE)
		return NULL;
	if (rows[at] == FORM_SOURCE)
		return field_section(FIELD_PASSWORD);
	return fields[rows[at]].flags & FIELD_FOLDED ? NULL
						     : field_section((enum field_id)rows[at]);
}

/* To the first field of the next section; the buttons count as one. */
static void go_section_down(struct app *app, struct form *f)
{
	int at = form_position(app, f), n = form_row_count(app, f);

	if (is_for_reading(f)) {
		f->scroll += 5;
		return;
	}
	while (at < n && section_at(app, f, at) == section_at(app, f, form_position(app, f)))
		at++;
	form_go_to(app, f, at);
}

static void go_section_up(struct app *app, struct form *f)
{
	int here = form_position(app, f), at = here > 0 ? here - 1 : 0;

	if (is_for_reading(f)) {
		f->scroll -= 5;
		return;
	}
	while (at > 0 && section_at(app, f, at - 1) == section_at(app, f, at))
		at--;
	form_go_to(app, f, at);
}

static bool is_open(const struct app *app, const struct form *f, int at)
{
	enum field_id id = f->page->asks[at];

	return f->page->needs(app, id) || f->errors[id].code;
}

/* Enter in a text of a step: to what is still missing behind it, else on, if that can be. */
static void form_go_on(struct app *app, struct form *f)
{
	int here = form_position(app, f), n = form_page_fields(f->page), at = here;

	form_commit(app);
	while (at < n && !is_open(app, f, at))
		at++;
	if (at < n && at > here)
		form_go_to(app, f, at);
	else
		f->page->enter(app);
}

static void form_choose(struct app *app)
{
	const struct form *f = (const struct form *)(const void *)app->form;

	if (form_tell_rights(app))
		(f->focus == FORM_SOURCE ? choose_source : choose_value)(app);
}

static void form_fold(struct form *f)
{
	f->unfolded = !f->unfolded;
}

void form_act(struct app *app, const struct action *action)
{
	if (action->enabled && !action->under_edit)
		form_commit(app);
	if (action->writes && !form_tell_rights(app))
		return;
	if (action_is_enabled(app, action))
		action->run(app);
	else
		form_say(app, ROLE_WARN, action->disabled);
}

/* The action that a button of a page stands for; NULL: it is the page's own. */
static const struct action *action_of(const struct button *button)
{
	for (int i = 0; i < ACTION_COUNT; i++)
		if (actions[i].run == button->run)
			return &actions[i];
	return NULL;
}

static void press_button(struct app *app, const struct button *button)
{
	const struct action *action = action_of(button);

	if (action)
		form_act(app, action);
	else
		button->run(app);
}

static void form_activate(struct app *app, struct form *f)
{
	const struct button *button = form_button(f, f->focus);

	if (button)
		press_button(app, button);
	else if (f->focus == FORM_MORE)
		form_fold(f);
	else if (!form_is_text(f->focus))
		form_choose(app);
	else if (f->page->enter)
		form_go_on(app, f);
	else
		go_next(app, f);
}

static void form_go_left(struct app *app, struct form *f)
{
	if (form_button(f, f->focus))
		form_go_back(app, f);
}

static void form_go_right(struct app *app, struct form *f)
{
	if (form_button(f, f->focus))
		go_next(app, f);
}

static void form_escape(struct app *app, struct form *f)
{
	if (f->page->escape)
		f->page->escape(app);
}

static const struct {
	int code;
	void (*run)(struct app *app, struct form *f);
	bool in_text; /* also where a text is under edit */
} moves[] = {
	{KEYCODE_TAB, go_next, true},
	{KEYCODE_BACK_TAB, form_go_back, true},
	{KEYCODE_DOWN, go_down, true},
	{KEYCODE_UP, go_up, true},
	{KEYCODE_PAGE_DOWN, go_section_down, true},
	{KEYCODE_PAGE_UP, go_section_up, true},
	{KEYCODE_ENTER, form_activate, true},
	{KEYCODE_ESC, form_escape, true},
	{KEYCODE_LEFT, form_go_left, false},
	{KEYCODE_RIGHT, form_go_right, false},
};

/* Where it was taken out of the settings, undo brings the old password back. */
static bool form_take_back(struct app *app, const struct form *f, const struct key *key)
{
	struct session *s = &app->session;

	if (key->code != KEYCODE_UNDO || f->focus != FIELD_PASSWORD || f->edit.touched ||
		!password_is_withheld(&s->given) || !password_take_back(&s->given, &s->draft))
		return false;
	form_reload(app);
	form_say(app, ROLE_WARN, "The old password is restored, also for this server and user.");
	return true;
}

void form_type_key(struct app *app, const struct key *key)
{
	struct form *f = (struct form *)(void *)app->form;
	struct str said;
	bool trouble;

	f->begun = true;
	if (!line_edit_key(&f->edit, key))
		return;
	str_init(&said, form_notice_max - 1);
	trouble = line_edit_tell(&f->edit, key, &said);
	if (said.len)
		form_say(app, trouble ? ROLE_WARN : ROLE_TEXT, said.data);
	str_fini(&said);
}

static void form_type(struct app *app, const struct form *f, const struct key *key)
{
	bool is_paste = key->code == KEYCODE_PASTE && !f->edit.secret;

	if (!form_tell_rights(app) || form_take_back(app, f, key))
		return;
	if (!is_paste || !paste_offer(app, key))
		form_type_key(app, key);
}

/* Keys that are characters, where nothing can be typed. */
static void form_press_key(struct app *app, struct form *f, const struct key *key)
{
	if (key->code == KEYCODE_TEXT && key->text[0] == ' ')
		form_activate(app, f);
	else if (key->code == KEYCODE_TEXT && key->text[0] == '?')
		actions[ACTION_HELP].run(app);
	else if (key->code == KEYCODE_PASTE)
		form_say(app, ROLE_WARN, "Nothing was pasted: this is not a text field.");
}

static void form_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct form *f = (struct form *)(void *)s;
	struct app *app = f->app;
	const struct action *action = action_find(key->code);
	bool in_text = form_is_text(f->focus);

	(void)st;
	f->notice[0] = '\0';
	if (action) {
		form_act(app, action);
		return;
	}
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == key->code && (moves[i].in_text || !in_text)) {
			moves[i].run(app, f);
			return;
		}
	if (in_text)
		form_type(app, f, key);
	else
		form_press_key(app, f, key);
}

/* A click on what has the focus already is Enter there, but in a text. */
static void form_click(struct stack *st, struct screen *s, int what)
{
	struct form *f = (struct form *)(void *)s;
	struct app *app = f->app;
	bool again = f->focus == what;

	(void)st;
	f->notice[0] = '\0';
	form_set_focus(app, what);
	if (form_button(f, what) || what == FORM_MORE || (again && !form_is_text(what)))
		form_activate(app, f);
}

_Static_assert(1 + ACTION_COUNT <= hints_max, "each action has its place in the bar");

static int form_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	const struct form *f = (const struct form *)(void *)s;
	const struct app *app = f->app;
	int n = 0;

	(void)st;
	if (f->page->escape)
		hints[n++] = (struct hint) {"Esc", "Back", 0};
	for (int i = 0; i < ACTION_COUNT; i++)
		if (actions[i].name && (actions[i].guided || !f->page->guided) &&
			action_is_enabled(app, &actions[i])) {
			hints[n].name = i == ACTION_WIZARD && f->page->guided ? "Full form"
									      : actions[i].name;
			hints[n].rank = actions[i].rank;
			action_key_name(&actions[i], hints[n++].key);
		}
	return n;
}

const struct screen_ops form_ops = {
	.draw = form_draw,
	.key = form_key,
	.hints = form_hints,
	.click = form_click,
	.free = form_free,
};
