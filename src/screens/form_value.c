#include "screens/form_value.h"

#include "model/password.h"
#include "screens/levels.h"

#include <stdio.h>
#include <string.h>

enum { words_max = 400, beside_choice = 2 };

/* What is another one than when the password was given: the server, or only the user. */
static enum field_id form_value_given_for(const struct session *s)
{
	return settings_same(&s->given.then, &s->draft, FIELD_HOST) ? FIELD_USER : FIELD_HOST;
}

static void form_value_need(
	const struct app *app, enum field_id id, const struct layout *l, struct str *out)
{
	const struct session *s = &app->session;

	if (id == FIELD_PASSWORD && password_is_withheld(&s->given))
		str_format(out, l->narrow ? "needed" : "needed: the old one was for %s",
			settings_get(&s->given.then, form_value_given_for(s)));
	else if (id == FIELD_HOST && !l->narrow)
		str_text(out, "for example smtp.myschool.edu");
	else if (id == FIELD_FROM && !l->narrow && settings_is_empty(&s->draft, FIELD_USER))
		str_text(out, "needed, for example jo@example.org");
	else
		str_text(out, "needed");
}

/* The user ID, which is the From address where there is no other. */
static void form_value_say_implied(const char *user, const struct layout *l, struct str *out)
{
	static const char beside[] = "(, your user ID)";
	bool fits = paint_columns(user, strlen(user)) + (int)sizeof(beside) <= l->value_width;

	str_format(out, "(%s%syour user ID)", fits ? user : "", fits ? ", " : "");
}

/* What stands in the place of a value. */
static void form_value_say_empty(
	const struct app *app, enum field_id id, const struct layout *l, struct str *out)
{
	const struct settings *s = &app->session.draft;
	const struct provider *p = provider_of(s);

	if (id == FIELD_USER && p && settings_is_empty(s, id))
		str_text(out, p->username);
	else if (settings_is_hidden(s, id))
		str_text(out, settings_hidden_words);
	else if (id == FIELD_FROM && *settings_user_address(s))
		form_value_say_implied(settings_user_address(s), l, out);
	else if (session_misses(&app->session, id))
		form_value_need(app, id, l, out);
	else if (fields[id].empty)
		str_text(out, fields[id].empty);
}

/* Beside the value: what it belongs to, or that it is needed. */
static void form_value_note(
	const struct app *app, const struct form *f, enum field_id id, struct str *out)
{
	const struct settings *s = &app->session.draft;
	const struct provider *p = provider_of(s);

	bool typed = f->raw[id] || (f->focus == (int)id && f->edit.len);

	if (id == FIELD_HOST && settings_is_empty(s, id) && !typed)
		str_text(out, "needed");
	else if (id == FIELD_HOST && p)
		str_add(out, p->name, strcspn(p->name, "("));
	else if (id == FIELD_PER_HOUR && p && p->per_day)
		str_format(out, "%ld a day", p->per_day);
	else if (id == FIELD_PER_HOUR && p && p->per_hour)
		str_format(out, "%ld an hour", p->per_hour);
}

static void form_value_draw_note(const struct app *app, const struct form *f, enum field_id id,
	int y, const struct layout *l)
{
	struct str note;

	if (!f->raw[id] && *levels_origin(&app->session.draft, id, words_max))
		paint_run(y, l->value_x - 1, 1, GLYPH_INHERITED, ROLE_FOCUS);
	str_init(&note, words_max);
	form_value_note(app, f, id, &note);
	if (l->note_width > 0)
		paint_text(y, l->note_x, l->note_width, note.data, ROLE_DIM);
	str_fini(&note);
}

static int form_value_width(enum field_id id, const struct layout *l)
{
	return fields[id].width && fields[id].width < l->value_width ? fields[id].width
								     : l->value_width;
}

/* Up to the margin, where no note stands. */
static int form_value_room(const struct layout *l)
{
	return l->width - l->value_x - 1;
}

/* A choice, and what stands in the place of a value, may be longer than its place. */
static int form_value_stretch(const char *text, int width, const struct layout *l)
{
	int columns = paint_columns(text, strlen(text)), room = form_value_room(l);

	return columns <= width ? width : columns < room ? columns : room;
}

/* As much of the label of a choice as there is room for: what follows a comma or in brackets goes.
 */
static void form_value_choice(const char *label, int width, char out[words_max])
{
	static const char *const ends[] = {", ", " ("};
	int len = (int)strlen(label);
	const char *gap = " ";

	for (size_t i = 0; i < 2 && paint_columns(label, (size_t)len) + 1 > width; i++) {
		const char *end = strstr(label, ends[i]);

		len = end ? (int)(end - label) : len;
	}
	if (paint_columns(label, (size_t)len) + beside_choice > width)
		gap = "";
	(void)snprintf(out, words_max, "%.*s%s%s", len, label, gap, paint_glyph(GLYPH_OPENS));
}

static void form_value_draw_secret(
	const struct settings *s, enum field_id id, int y, const struct layout *l, enum role role)
{
	const char *text = secret_text(settings_secret(s, id));
	struct line_edit secret;
	struct line_edit_view view;

	line_edit_set(&secret, text, strlen(text), true);
	secret.cursor = 0;
	line_edit_look(&secret, l->value_width, &view);
	paint_field(y, l->value_x, l->value_width, view.shown, role);
	line_edit_wipe(&secret);
}

/* The value of a field that is not under edit. */
static void form_value_draw_rest(const struct app *app, const struct form *f, enum field_id id,
	int y, const struct layout *l)
{
	const struct settings *s = &app->session.draft;
	const char *text = f->raw[id] ? f->raw[id] : settings_get(s, id);
	int width = form_value_width(id, l);
	bool focused = f->focus == (int)id;
	enum role role = focused ? ROLE_ACTIVE : ROLE_FIELD;
	char choice[words_max];
	struct str empty;

	str_init(&empty, words_max);
	if (!*text) {
		form_value_say_empty(app, id, l, &empty);
		width = form_value_stretch(empty.data, width, l);
		paint_field(y, l->value_x, width, empty.data, focused ? ROLE_ACTIVE : ROLE_EMPTY);
	} else if (fields[id].choices) {
		form_value_choice(field_display(id, text), form_value_room(l), choice);
		width = form_value_stretch(choice, width, l);
		paint_field(y, l->value_x, width, choice, role);
	} else if (fields[id].flags & FIELD_SECRET) {
		form_value_draw_secret(s, id, y, l, role);
	} else {
		paint_field(y, l->value_x, width, field_display(id, text), role);
	}
	str_fini(&empty);
}

static void form_value_draw_edit(
	struct app *app, const struct form *f, enum field_id id, int y, const struct layout *l)
{
	int width = form_value_width(id, l);
	struct line_edit_view view;
	struct str empty;

	str_init(&empty, words_max);
	form_value_say_empty(app, id, l, &empty);
	line_edit_look(&f->edit, width, &view);
	if (!f->edit.len)
		width = form_value_stretch(empty.data, width, l);
	paint_field(y, l->value_x, width, f->edit.len ? view.shown : empty.data, ROLE_ACTIVE);
	if (view.before)
		paint_run(y, l->value_x - 1, 1, GLYPH_LEFT, ROLE_FOCUS);
	if (view.behind)
		paint_run(y, l->value_x + width, 1, GLYPH_RIGHT, ROLE_FOCUS);
	stack_cursor(&app->stack, y, l->value_x + view.cursor);
	explicit_bzero(&view, sizeof(view));
	str_fini(&empty);
}

static void form_value_draw_source(
	struct app *app, const struct form *f, int y, const struct layout *l)
{
	enum field_id id = form_rows_source(app, f);
	char text[words_max];
	int width;

	for (int i = 0; i < form_sources_count; i++)
		if (form_sources[i].id == id)
			form_value_choice(form_sources[i].label, l->value_width, text);
	width = paint_columns(text, strlen(text)) + 1;
	paint_field(y, l->value_x, width < l->value_width ? width : l->value_width, text,
		f->focus == FORM_SOURCE ? ROLE_ACTIVE : ROLE_FIELD);
	if (f->focus == FORM_SOURCE)
		stack_cursor(&app->stack, y, l->value_x);
}

void form_value_draw(struct app *app, struct form *f, int row, int y, const struct layout *l)
{
	enum field_id id = (enum field_id)row;

	if (f->focus == row)
		f->place = (struct rect) {y, l->value_x, 1, l->value_width};
	if (row == FORM_SOURCE) {
		form_value_draw_source(app, f, y, l);
		return;
	}
	form_value_draw_note(app, f, id, y, l);
	if (f->focus == row && !fields[id].choices)
		form_value_draw_edit(app, f, id, y, l);
	else
		form_value_draw_rest(app, f, id, y, l);
	if (f->focus == row && fields[id].choices)
		stack_cursor(&app->stack, y, l->value_x);
}
