#include "tui/form.h"

#include "base/mem.h"
#include "base/text.h"
#include "tui/action.h"
#include "tui/choose.h"
#include "tui/dialog.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static struct form *of(struct screen *s)
{
	return (struct form *)(void *)s;
}

static struct form *form_of(const struct app *app)
{
	return of(app->form);
}

/* The buttons are those actions that have one. */
const struct action *form_button(int focus)
{
	int n = FIELD_COUNT;

	for (int i = 0; i < ACTION_COUNT; i++)
		if (actions[i].button && n++ == focus)
			return &actions[i];
	return NULL;
}

int form_button_count(void)
{
	int n = 0;

	while (form_button(FIELD_COUNT + n))
		n++;
	return n;
}

enum field_id form_field(const struct app *app)
{
	int focus = form_of(app)->focus;

	return focus < FIELD_COUNT ? (enum field_id)focus : FIELD_COUNT;
}

static bool is_text(int focus)
{
	return focus < FIELD_COUNT && fields[focus].type != &type_choice;
}

void form_say(struct app *app, enum role role, const char *sentence)
{
	struct form *f = form_of(app);

	(void)snprintf(f->notice, sizeof(f->notice), "%s", sentence);
	text_capital(f->notice);
	f->notice_role = role;
	app->dirty = true;
}

/* The line under edit: what was typed and is not valid, else what the draft has. */
static void load_edit(struct app *app, struct form *f)
{
	enum field_id id = (enum field_id)f->focus;
	const struct secret *secret;
	bool is_secret;
	const char *text;

	edit_wipe(&f->edit);
	if (!is_text(f->focus))
		return;
	is_secret = fields[id].flags & FIELD_SECRET;
	secret = settings_secret(&app->session.draft, id);
	text = is_secret ? secret_text(secret) : settings_get(&app->session.draft, id);
	if (f->raw[id])
		text = f->raw[id];
	edit_set(&f->edit, text, strlen(text), is_secret);
}

static void forget_raw(struct form *f, enum field_id id)
{
	if (f->raw[id])
		explicit_bzero(f->raw[id], strlen(f->raw[id]));
	free(f->raw[id]);
	f->raw[id] = NULL;
	f->errors[id].code = 0;
}

void form_commit(struct app *app)
{
	struct form *f = form_of(app);
	enum field_id id = form_field(app);
	struct change change = {id, f->edit.text};
	struct err e;

	if (!is_text(f->focus) || !f->edit.touched)
		return;
	f->edit.text[f->edit.len] = '\0';
	forget_raw(f, id);
	if (settings_change(&app->session.draft, &change, 1, &e) < 0) {
		f->raw[id] = mem_text(f->edit.text);
		f->errors[id] = e;
	}
	load_edit(app, f);
}

void form_reload(struct app *app)
{
	load_edit(app, form_of(app));
	app->dirty = true;
}

static void set_focus(struct app *app, struct form *f, int focus)
{
	form_commit(app);
	f->focus = focus;
	load_edit(app, f);
}

void form_focus(struct app *app, enum field_id id)
{
	set_focus(app, form_of(app), (int)id);
}

static void complain(struct app *app, enum field_id id, const char *not_done, const char *why)
{
	char sentence[form_notice_max];

	(void)snprintf(sentence, sizeof(sentence), "%s. %s: %s", not_done, fields[id].label, why);
	form_focus(app, id);
	form_say(app, ROLE_BAD, sentence);
}

bool form_is_sound(struct app *app, const char *not_done, unsigned flags)
{
	const struct settings *draft = &app->session.draft;
	struct form *f = form_of(app);

	form_commit(app);
	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;
		const struct rule *rule = rules_first(draft, id, SEVERITY_ERROR);
		struct str why;

		if ((fields[i].flags & flags) != flags || (!f->errors[i].code && !rule))
			continue;
		str_init(&why, form_notice_max);
		if (f->errors[i].code)
			str_text(&why, f->errors[i].message);
		else
			rule_text(rule->sentence, draft, &why);
		complain(app, id, not_done, why.data);
		str_fini(&why);
		return false;
	}
	return true;
}

bool form_field_changed(const struct app *app, const struct form *f, enum field_id id)
{
	const struct settings *draft = &app->session.draft;

	if (f->raw[id] || !settings_same(draft, &app->session.saved, id))
		return true;
	return f->focus == (int)id && f->edit.touched;
}

bool form_is_changed(const struct app *app)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (form_field_changed(app, form_of(app), (enum field_id)i))
			return true;
	return false;
}

/* Keys */

static void move_by(struct app *app, struct form *f, int by)
{
	int n = FIELD_COUNT + form_button_count();

	set_focus(app, f, (f->focus + by + n) % n);
}

static void go_next(struct app *app, struct form *f)
{
	move_by(app, f, 1);
}

static void go_back(struct app *app, struct form *f)
{
	move_by(app, f, -1);
}

static const struct section *section_at(int focus)
{
	return focus < FIELD_COUNT ? field_section((enum field_id)focus) : NULL;
}

/* To the first field of the next section; the buttons count as one. */
static void go_section_down(struct app *app, struct form *f)
{
	int to = f->focus;

	while (to < FIELD_COUNT && section_at(to) == section_at(f->focus))
		to++;
	set_focus(app, f, to);
}

static void go_section_up(struct app *app, struct form *f)
{
	int to = f->focus > 0 ? f->focus - 1 : 0;

	while (to > 0 && section_at(to - 1) == section_at(to))
		to--;
	set_focus(app, f, to);
}

static void activate(struct app *app, struct form *f)
{
	const struct action *button = form_button(f->focus);

	if (button)
		button->run(app);
	else if (is_text(f->focus))
		go_next(app, f);
	else
		choose_value(app, form_field(app));
}

static void go_left(struct app *app, struct form *f)
{
	if (form_button(f->focus))
		go_back(app, f);
}

static void go_right(struct app *app, struct form *f)
{
	if (form_button(f->focus))
		go_next(app, f);
}

static const struct {
	int code;
	void (*run)(struct app *app, struct form *f);
} moves[] = {
	{KEYCODE_TAB, go_next},
	{KEY_BTAB, go_back},
	{KEY_DOWN, go_next},
	{KEY_UP, go_back},
	{KEY_NPAGE, go_section_down},
	{KEY_PPAGE, go_section_up},
	{KEYCODE_ENTER, activate},
	{KEY_LEFT, go_left},
	{KEY_RIGHT, go_right},
};

static void tell_of_paste(struct app *app, const struct key *key)
{
	char sentence[form_notice_max];

	(void)snprintf(sentence, sizeof(sentence), "%d characters pasted%s%s.",
		paint_columns(key->text, key->len), key->ended ? ", line end removed" : "",
		key->cut ? ", control characters removed" : "");
	form_say(app, key->cut ? ROLE_WARN : ROLE_TEXT, sentence);
}

static void type(struct app *app, struct form *f, const struct key *key)
{
	if (!edit_key(&f->edit, key))
		return;
	if (f->edit.refused)
		form_say(app, ROLE_BAD, "That is too long: at most 512 bytes fit in here.");
	else if (key->code == KEYCODE_PASTE)
		tell_of_paste(app, key);
}

/* Keys that are characters, where nothing can be typed. */
static void press(struct app *app, struct form *f, const struct key *key)
{
	if (key->code == KEYCODE_TEXT && key->text[0] == ' ')
		activate(app, f);
	else if (key->code == KEYCODE_TEXT && key->text[0] == '?')
		actions[ACTION_HELP].run(app);
}

static void key(struct app *app, struct screen *s, const struct key *key)
{
	struct form *f = of(s);
	const struct action *action = action_find(key->code);
	bool in_text = is_text(f->focus);

	f->notice[0] = '\0';
	if (action) {
		action->run(app);
		return;
	}
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == key->code &&
			!(in_text && (key->code == KEY_LEFT || key->code == KEY_RIGHT))) {
			moves[i].run(app, f);
			return;
		}
	if (in_text)
		type(app, f, key);
	else
		press(app, f, key);
}

static int hints(struct app *app, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	(void)app;
	(void)s;
	for (int i = 0; i < ACTION_COUNT; i++)
		if (actions[i].name) {
			hints[n].name = actions[i].name;
			hints[n].rank = actions[i].rank;
			action_key_name(&actions[i], hints[n++].key);
		}
	return n;
}

static void form_free(struct screen *s)
{
	struct form *f = of(s);

	for (int i = 0; i < FIELD_COUNT; i++)
		forget_raw(f, (enum field_id)i);
	edit_wipe(&f->edit);
	free(f);
}

static const struct screen_ops ops = {
	.draw = form_draw,
	.key = key,
	.hints = hints,
	.free = form_free,
};

struct screen *form_new(struct app *app)
{
	struct form *f = mem_zero(1, sizeof(*f));

	(void)mlock(&f->edit, sizeof(f->edit)); /* a small limit must not keep anybody out */
	f->screen.ops = &ops;
	load_edit(app, f);
	return &f->screen;
}

/* A file that cannot be used */

static void answer_broken(struct app *app, int button)
{
	if (button == 1) {
		app_quit(app, EX_CONFIG);
		return;
	}
	str_clear(&app->last_words);
	store_start_anew(&app->session.store);
	form_say(app, ROLE_WARN, "A save will begin a new file; the old one is kept beside it.");
}

void form_ask_broken(struct app *app, const struct err *e)
{
	struct str text;

	str_init(&text, sizeof(e->message) + 200);
	str_format(&text,
		"%s\n\nThe settings in it cannot be used. It is left as it is unless you begin "
		"anew and save; even then it is kept beside.",
		e->message);
	str_clear(&app->last_words);
	str_text(&app->last_words, e->message);
	dialog_open(app, &(struct dialog_spec) {
				 .title = "The configuration file",
				 .text = text.data,
				 .buttons = {"Begin anew", "Quit"},
				 .focus = 1,
				 .answer = answer_broken,
			 });
	str_fini(&text);
}
