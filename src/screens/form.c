#include "screens/form.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/password.h"
#include "screens/form_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((int)line_edit_max == (int)value_max, "a line holds what a setting holds");
_Static_assert((int)line_edit_secret_max == (int)secret_max, "and what a secret may have");

enum { reveal_ms = 5000 };

static struct form *form_of_app(struct screen *s)
{
	return (struct form *)(void *)s;
}

static struct form *form_of(const struct app *app)
{
	return form_of_app(app->form);
}

const struct button *form_button(const struct form *f, int focus)
{
	int n = focus - FIELD_COUNT;

	return n >= 0 && n < form_page_buttons(f->page) ? &f->page->buttons[n] : NULL;
}

enum field_id form_field(const struct app *app)
{
	int focus = form_of(app)->focus;

	return focus < FIELD_COUNT ? (enum field_id)focus : FIELD_COUNT;
}

struct rect form_place(const struct app *app)
{
	return form_of(app)->place;
}

bool form_is_text(int focus)
{
	return focus < FIELD_COUNT && fields[focus].type != &type_choice;
}

void form_say(struct app *app, enum role role, const char *sentence)
{
	struct form *f = form_of(app);

	(void)snprintf(f->notice, sizeof(f->notice), "%s", sentence);
	text_capital(f->notice);
	f->notice_role = role;
	app->stack.dirty = true;
}

/* The line under edit: what was typed and is not valid, else what the draft has. */
static void load_edit(struct app *app, struct form *f)
{
	enum field_id id = (enum field_id)f->focus;
	const struct secret *secret;
	bool is_secret;
	const char *text;

	line_edit_wipe(&f->edit);
	if (!form_is_text(f->focus))
		return;
	is_secret = fields[id].flags & FIELD_SECRET;
	secret = settings_secret(&app->session.draft, id);
	text = is_secret ? secret_text(secret) : settings_get(&app->session.draft, id);
	if (f->raw[id])
		text = f->raw[id];
	line_edit_set(&f->edit, text, strlen(text), is_secret);
	f->edit.selected = is_secret;
}

static void forget_raw(struct form *f, enum field_id id)
{
	if (f->raw[id])
		explicit_bzero(f->raw[id], strlen(f->raw[id]));
	free(f->raw[id]);
	f->raw[id] = NULL;
	f->errors[id].code = 0;
}

/* The draft was changed: what it leads to may not be what the password was given for. */
static void form_follow(struct app *app)
{
	struct session *s = &app->session;
	struct str said;

	str_init(&said, form_notice_max);
	(void)password_follow(&s->given, &s->draft, &said);
	if (password_is_withheld(&s->given) && said.len)
		str_text(&said, " Type the new one.");
	if (said.len)
		form_say(app, ROLE_WARN, said.data);
	str_fini(&said);
}

void form_commit(struct app *app)
{
	struct form *f = form_of(app);
	enum field_id id = form_field(app);
	struct change change = {id, f->edit.text};
	struct err e;

	if (!form_is_text(f->focus) || !f->edit.touched)
		return;
	f->edit.text[f->edit.len] = '\0';
	forget_raw(f, id);
	if (settings_apply(&app->session.draft, &change, 1, &e) < 0) {
		f->raw[id] = mem_text(f->edit.text);
		f->errors[id] = e;
	}
	form_follow(app);
	load_edit(app, f);
}

void form_reload(struct app *app)
{
	form_follow(app);
	load_edit(app, form_of(app));
	app->stack.dirty = true;
}

void form_forget(struct app *app, enum field_id id)
{
	struct form *f = form_of(app);

	forget_raw(f, id);
	if (f->focus == (int)id)
		load_edit(app, f);
}

void form_forget_all(struct app *app)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		forget_raw(form_of(app), (enum field_id)i);
	form_reload(app);
}

void form_restart(struct app *app)
{
	struct form *f = form_of(app);

	f->page = form_page_of_all();
	f->source = FIELD_COUNT;
	f->notice[0] = '\0';
	settings_fini(&f->aside);
	settings_init(&f->aside);
	form_forget_all(app);
}

bool form_tell_rights(struct app *app)
{
	char sentence[form_notice_max];

	if (!app->session.read_only)
		return true;
	(void)snprintf(sentence, sizeof(sentence), "Read-only: %s.", app->session.read_only);
	form_say(app, ROLE_WARN, sentence);
	return false;
}

void form_set_focus(struct app *app, int focus)
{
	struct form *f = form_of(app);

	form_commit(app);
	f->focus = focus;
	load_edit(app, f);
}

void form_focus(struct app *app, enum field_id id)
{
	if (!form_page_asks(form_of(app)->page, id))
		form_show(app, form_page_of_all());
	if (id == FIELD_PASSWORD && password_is_given(&app->session.draft))
		id = form_rows_source(app, form_of(app));
	form_rows_show(app, form_of(app), id);
	form_set_focus(app, (int)id);
}

void form_select(struct app *app)
{
	form_of(app)->edit.selected = form_of(app)->edit.len > 0;
}

/* What is still empty comes first, then the first setting, then the first button. */
static int first_focus(const struct app *app, const struct form_page *page)
{
	const struct settings *draft = &app->session.draft;

	for (const enum field_id *id = page->asks; *id != FIELD_COUNT && page->guided; id++)
		if (settings_is_empty(draft, *id) &&
			!(*id == FIELD_PASSWORD && password_is_given(draft)))
			return (int)*id;
	return (int)page->asks[0];
}

void form_show(struct app *app, const struct form_page *page)
{
	struct form *f = form_of(app);

	form_commit(app);
	f->page = page;
	f->said_cut = false; /* of the page before, until this one is drawn */
	f->scroll = 0;
	form_set_focus(app, first_focus(app, page));
}

bool form_has_trouble(const struct app *app, enum field_id id)
{
	return form_of(app)->errors[id].code;
}

const struct form_page *form_page(const struct app *app)
{
	return form_of(app)->page;
}

bool form_is_guided(const struct app *app)
{
	return form_of(app)->page->guided;
}

bool form_can_reveal(const struct app *app)
{
	return form_of(app)->edit.secret && form_of(app)->edit.len;
}

bool form_conceal(struct app *app)
{
	struct form *f = form_of(app);

	if (!f->concealing)
		return false;
	loop_remove(&app->loop, &f->concealing);
	f->edit.revealed = false;
	app->stack.dirty = true;
	return true;
}

static void form_on_concealing(void *ctx)
{
	(void)form_conceal(ctx);
}

void form_reveal(struct app *app)
{
	struct form *f = form_of(app);

	f->edit.revealed = true;
	f->edit.selected = false;
	loop_remove(&app->loop, &f->concealing);
	f->concealing = loop_timer(&app->loop, reveal_ms, form_on_concealing, app);
}

static void form_complain(struct app *app, enum field_id id, const char *not_done, const char *why)
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
		form_complain(app, id, not_done, why.data);
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

struct screen *form_new(struct app *app)
{
	struct form *f = secret_alloc(sizeof(*f)); /* the line under edit may be one */

	f->screen.ops = &form_ops;
	f->app = app;
	f->page = form_page_of_all();
	f->source = FIELD_COUNT;
	settings_init(&f->aside);
	load_edit(app, f);
	return &f->screen;
}

void form_free(struct screen *s)
{
	struct form *f = form_of_app(s);

	loop_remove(&f->app->loop, &f->concealing);
	for (int i = 0; i < FIELD_COUNT; i++)
		forget_raw(f, (enum field_id)i);
	settings_fini(&f->aside);
	secret_release(f);
}
