#include "screens/form_rows.h"

#include "model/password.h"
#include "screens/layout.h"

const struct form_source form_sources[form_sources_count] = {
	{FIELD_PASSWORD, "typed here"},
	{FIELD_PASSWORD_COMMAND, "a command"},
	{FIELD_PASSWORD_FILE, "a file"},
	{FIELD_PASSWORD_CREDENTIAL, "a systemd credential"},
	{FIELD_SIGN_IN, "a sign-in (OAuth 2)"},
};

int form_rows_folded(const struct settings *s, int *changed)
{
	int n = 0;

	*changed = 0;
	for (int i = 0; i < FIELD_COUNT; i++)
		if (fields[i].flags & FIELD_FOLDED) {
			n++;
			*changed += !settings_is_default(s, (enum field_id)i);
		}
	return n;
}

enum field_id form_rows_source(const struct app *app, const struct form *f)
{
	enum field_id given = password_source(&app->session.draft);

	if (f->source != FIELD_COUNT)
		return f->source;
	return given == FIELD_COUNT ? FIELD_PASSWORD : given;
}

/* The chosen one, and what else has something of its own, as there can be one only. */
static bool form_rows_has_source(const struct app *app, const struct form *f, enum field_id id)
{
	const struct settings *s = &app->session.draft;

	return id == form_rows_source(app, f) || f->raw[id] || f->errors[id].code ||
	       (settings_is_own(s, id) && !settings_is_empty(s, id));
}

static bool form_rows_has(const struct app *app, const struct form *f, enum field_id id)
{
	if (f->page->guided)
		return true;
	if (password_is_source(id))
		return form_rows_has_source(app, f, id);
	if (fields[id].flags & FIELD_OF_SIGN_IN)
		return form_rows_source(app, f) == FIELD_SIGN_IN ||
		       form_rows_has_source(app, f, id);
	return f->unfolded || !(fields[id].flags & FIELD_FOLDED);
}

/* Below what is typed, above what is chosen instead; on a narrow screen what matters more is first.
 */
static bool form_rows_is_source_beside(
	const struct app *app, const struct form *f, enum field_id id, bool typed)
{
	return id == FIELD_PASSWORD && !f->page->guided &&
	       !layout_is_narrow(paint_screen().width) &&
	       (form_rows_source(app, f) == FIELD_PASSWORD) == typed;
}

static int form_rows_add(
	const struct app *app, const struct form *f, enum field_id id, int rows[], int n)
{
	if (form_rows_is_source_beside(app, f, id, false))
		rows[n++] = FORM_SOURCE;
	if (form_rows_has(app, f, id))
		rows[n++] = (int)id;
	if (form_rows_is_source_beside(app, f, id, true))
		rows[n++] = FORM_SOURCE;
	return n;
}

/* Those that are folded or not; a step of the wizard folds nothing. */
static int form_rows_part(
	const struct app *app, const struct form *f, unsigned folded, int rows[], int n)
{
	for (const enum field_id *id = f->page->asks; *id != FIELD_COUNT; id++)
		if (f->page->guided || (fields[*id].flags & FIELD_FOLDED) == folded)
			n = form_rows_add(app, f, *id, rows, n);
	return n;
}

int form_rows(const struct app *app, const struct form *f, int rows[form_rows_max])
{
	int n = form_rows_part(app, f, 0, rows, 0);

	if (f->page->guided)
		return n;
	if (layout_is_narrow(paint_screen().width))
		rows[n++] = FORM_SOURCE;
	rows[n++] = FORM_MORE;
	return form_rows_part(app, f, FIELD_FOLDED, rows, n);
}

void form_rows_forget_source(struct app *app)
{
	((struct form *)(void *)app->form)->source = FIELD_COUNT;
}

void form_rows_show(struct app *app, struct form *f, enum field_id id)
{
	if (f->page->guided)
		return;
	if (fields[id].flags & FIELD_FOLDED)
		f->unfolded = true;
	if (password_is_source(id) && !form_rows_has(app, f, id))
		f->source = id;
}

void form_rows_choose_source(struct app *app, enum field_id id)
{
	struct form *f = (struct form *)(void *)app->form;
	struct settings *draft = &app->session.draft;
	struct err e;

	for (int i = 0; i < form_sources_count; i++) {
		enum field_id other = form_sources[i].id;

		if (other == id)
			continue;
		if (settings_is_own(draft, other) && !settings_is_empty(draft, other))
			settings_take(&f->aside, draft, other);
		form_forget(app, other);
		(void)settings_assign(draft, other, "", &e); /* nothing is always possible */
	}
	if (settings_is_empty(draft, id) && !settings_is_empty(&f->aside, id))
		settings_take(draft, &f->aside, id);
	f->source = id;
	form_reload(app);
}
