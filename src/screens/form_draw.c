#include "screens/form.h"

#include "base/text.h"
#include "model/password.h"
#include "screens/layout.h"
#include "screens/levels.h"
#include "screens/verdict_field.h"
#include "tui/scroll.h"

#include <stdio.h>
#include <string.h>

enum { message_max = 1200 };

/* What stands below a field. */
struct message {
	enum role role;
	enum glyph glyph;
	char text[message_max];
};

static void set_message(struct message *m, enum role role, enum glyph glyph, const char *text)
{
	m->role = role;
	m->glyph = glyph;
	(void)snprintf(m->text, sizeof(m->text), "%s", text);
	text_capital(m->text);
}

static void set_rule(struct message *m, const struct rule *rule, const struct settings *s)
{
	bool error = rule->severity == SEVERITY_ERROR;
	struct str text;

	str_init(&text, message_max);
	rule_text(rule->sentence, s, &text);
	set_message(m, error ? ROLE_BAD : ROLE_WARN, error ? GLYPH_NO : GLYPH_NOTE, text.data);
	str_fini(&text);
}

/* What a provider wants to be known before a password is typed. */
static const char *form_draw_requirement(const struct settings *s, enum field_id id)
{
	const struct provider *p = id == FIELD_PASSWORD ? provider_of(s) : NULL;

	return p && !password_is_given(s) ? p->requirement : NULL;
}

/* Whom a password was given for that the draft leads away from; the wizard says it above. */
static bool set_elsewhere(
	const struct app *app, const struct form *f, enum field_id id, struct message *m)
{
	const struct session *s = &app->session;
	struct str text;

	if (f->page->guided || !s->given.elsewhere || id != password_source(&s->given.then))
		return false;
	str_init(&text, message_max);
	password_say_elsewhere(&s->given, &s->draft, &text);
	set_message(m, ROLE_WARN, GLYPH_NOTE, text.data);
	str_fini(&text);
	return true;
}

/* Why the last test failed, at the setting that it failed for. */
static bool set_verdict(const struct app *app, enum field_id id, struct message *m)
{
	struct str text;
	bool said;

	str_init(&text, message_max);
	said = verdict_field_say(app, id, &text);
	if (said)
		set_message(m, ROLE_BAD, GLYPH_NO, text.data);
	str_fini(&text);
	return said;
}

/*
 * An error first, then what the test found, the provider's word, and advice; nothing of what is
 * being typed. Returns false for none.
 */
static bool message_of(
	const struct app *app, const struct form *f, enum field_id id, struct message *m)
{
	const struct settings *s = &app->session.draft;
	const struct rule *error = rules_first(s, id, SEVERITY_ERROR);
	const struct rule *advice = rules_first(s, id, SEVERITY_ADVICE);
	const char *words = f->page->guided ? NULL : form_draw_requirement(s, id);

	if (f->focus == (int)id && f->edit.touched)
		return false;
	if (f->errors[id].code)
		set_message(m, ROLE_BAD, GLYPH_NO, f->errors[id].message);
	else if (error)
		set_rule(m, error, s);
	else if (set_verdict(app, id, m) || set_elsewhere(app, f, id, m))
		return true;
	else if (words)
		set_message(m, ROLE_WARN, GLYPH_NOTE, words);
	else if (advice && !(f->page->guided && settings_is_empty(s, id)))
		set_rule(m, advice, s);
	else
		return false;
	return true;
}

/* Where the rows of a field lie in the body. */
struct part {
	int header; /* row of the section's title, or -1 */
	int row, message_row, end;
};

struct plan {
	struct layout layout;
	char said[form_page_said_max], echo[form_page_said_max]; /* above and below the fields */
	int said_rows;
	bool cut; /* there is more to be said than there is room for */
	struct part parts[FIELD_COUNT];
	int content;
};

static int said_width(const struct layout *l, struct rect r)
{
	return r.width - 2 * l->label_x < 76 ? r.width - 2 * l->label_x : 76;
}

static void plan_words(const struct app *app, const struct form *f, struct plan *p)
{
	struct str said, echo;

	str_init(&said, sizeof(p->said) - 1);
	str_init(&echo, sizeof(p->echo) - 1);
	if (f->page->say)
		f->page->say(app, &said);
	if (f->page->echo && f->focus == (int)f->page->asks[0])
		f->page->echo(app, f->edit.text, &echo);
	memcpy(p->said, said.data, said.len + 1);
	memcpy(p->echo, echo.data, echo.len + 1);
	str_fini(&said);
	str_fini(&echo);
}

static void plan_parts(const struct app *app, const struct form *f, struct plan *p)
{
	const struct section *section = NULL;
	struct message m;
	int row = p->said_rows ? p->said_rows + 1 : 0;

	for (const enum field_id *id = f->page->asks; *id != FIELD_COUNT; id++) {
		struct part *part = &p->parts[*id];
		bool first = !f->page->guided && field_section(*id) != section;

		section = field_section(*id);
		row += first && row && p->layout.spacious;
		part->header = first ? row++ : -1;
		part->row = row;
		part->message_row = row += p->layout.stacked ? 2 : 1;
		if (message_of(app, f, *id, &m))
			row += paint_wrap_count(m.text, p->layout.value_width - 2);
		part->end = row;
	}
	p->content = row;
}

/* What is said is cut before the fields are out of sight; a page to be read is scrolled. */
static void fit_said(const struct form *f, struct plan *p, int width)
{
	int lines = p->said[0] ? paint_wrap_count(p->said, width) : 0;
	int echo = p->echo[0] ? paint_wrap_count(p->echo, width) + 1 : 0;
	int room = p->layout.body_height - p->content - 1 - echo;

	p->cut = form_page_fields(f->page) && lines > room;
	p->said_rows = !p->cut ? lines : room > 1 ? room : 1;
}

static bool has_tabs(const struct app *app, const struct form *f)
{
	return levels_are_there(app) && !f->page->guided;
}

static void make_plan(const struct app *app, const struct form *f, struct plan *p)
{
	struct rect r = paint_screen();
	struct parts parts = {.sections = (int)section_count, .tabs = has_tabs(app, f)};

	layout_make(&p->layout, r.height, r.width, parts);
	p->layout.spacious = false;
	p->said_rows = 0;
	plan_words(app, f, p);
	plan_parts(app, f, p);
	if (p->said[0])
		fit_said(f, p, said_width(&p->layout, r));
	plan_parts(app, f, p);
	parts = (struct parts) {p->content, (int)section_count - 1, parts.tabs};
	layout_make(&p->layout, r.height, r.width, parts);
	plan_parts(app, f, p);
}

/* The screen's row of a body row, or -1 when it is out of sight. */
static int screen_row(const struct plan *p, const struct form *f, int row)
{
	int y = row - f->scroll;

	return y >= 0 && y < p->layout.body_height ? p->layout.body + y : -1;
}

/* Where a password comes from that is not typed. */
static const char *const other_sources[FIELD_COUNT] = {
	[FIELD_PASSWORD_COMMAND] = "from Password Command",
	[FIELD_PASSWORD_FILE] = "from Password File",
	[FIELD_PASSWORD_CREDENTIAL] = "from Password Credential",
};

static const char *form_draw_placeholder(const struct app *app, enum field_id id)
{
	const struct settings *s = &app->session.draft;
	const struct provider *p = provider_of(s);

	if (id == FIELD_USER && p && settings_is_empty(s, id))
		return p->username;
	if (id == FIELD_PASSWORD && password_is_given(s) && settings_is_empty(s, id))
		return other_sources[password_source(s)];
	if (settings_is_hidden(s, id))
		return settings_hidden_words;
	if (session_misses(&app->session, id))
		return "needed";
	return fields[id].empty ? fields[id].empty : "";
}

/* Behind the value. */
static void draw_origin(
	const struct settings *s, enum field_id id, int y, int used, const struct layout *l)
{
	const char *words = levels_origin(s, id, l->value_width - used - 2);
	int width = (int)strlen(words);

	paint_text(y, l->value_x + l->value_width - width, width, words, ROLE_DIM);
}

/* The value of a field that is not under edit. */
static void form_draw_value(const struct app *app, const struct form *f, enum field_id id, int y,
	const struct layout *l)
{
	const struct settings *s = &app->session.draft;
	const char *text = f->raw[id] ? f->raw[id] : settings_get(s, id);
	bool focused = f->focus == (int)id;
	enum role role = focused ? ROLE_ACTIVE : ROLE_FIELD;
	struct line_edit secret;
	struct line_edit_view view;
	char choice[value_line_max];

	if (!*text) {
		paint_field(y, l->value_x, l->value_width, form_draw_placeholder(app, id),
			focused ? ROLE_ACTIVE : ROLE_EMPTY);
	} else if (fields[id].choices) {
		(void)snprintf(choice, sizeof(choice), "%s %s", field_display(id, text),
			paint_glyph(GLYPH_OPENS));
		paint_field(y, l->value_x, l->value_width, choice, role);
	} else if (fields[id].flags & FIELD_SECRET) {
		text = secret_text(settings_secret(s, id));
		line_edit_set(&secret, text, strlen(text), true);
		secret.cursor = 0;
		line_edit_look(&secret, l->value_width, &view);
		paint_field(y, l->value_x, l->value_width, view.shown, role);
		line_edit_wipe(&secret);
	} else {
		paint_field(y, l->value_x, l->value_width, field_display(id, text), role);
	}
	if (!f->raw[id])
		draw_origin(s, id, y, paint_columns(text, strlen(text)), l);
}

static void draw_edit(
	struct app *app, const struct form *f, enum field_id id, int y, const struct layout *l)
{
	struct line_edit_view view;

	line_edit_look(&f->edit, l->value_width, &view);
	paint_field(y, l->value_x, l->value_width,
		f->edit.len ? view.shown : form_draw_placeholder(app, id), ROLE_ACTIVE);
	if (view.before)
		paint_run(y, l->value_x - 1, 1, GLYPH_LEFT, ROLE_FOCUS);
	if (view.behind)
		paint_run(y, l->value_x + l->value_width, 1, GLYPH_RIGHT, ROLE_FOCUS);
	stack_cursor(&app->stack, y, l->value_x + view.cursor);
	explicit_bzero(&view, sizeof(view));
}

static const char *label_of(const struct form *f, enum field_id id)
{
	return f->page->label && f->page->asks[0] == id ? f->page->label : fields[id].label;
}

static void draw_field(struct app *app, struct form *f, const struct plan *p, enum field_id id)
{
	const struct layout *l = &p->layout;
	int y = screen_row(p, f, p->parts[id].row), star_x = l->value_x - 2;
	bool focused = f->focus == (int)id;

	if (y >= 0) {
		paint_text(y, l->label_x, l->stacked ? 36 : l->value_x - 3 - l->label_x + 1,
			label_of(f, id), focused ? ROLE_FOCUS : ROLE_LABEL);
		if (l->stacked)
			star_x = l->label_x +
				 paint_columns(label_of(f, id), strlen(label_of(f, id))) + 1;
		if (form_field_changed(app, f, id))
			paint_text(y, star_x, 1, "*", ROLE_FOCUS);
		stack_spot(&app->stack, y, 0, l->value_x + l->value_width + 1, (int)id);
	}
	y = screen_row(p, f, p->parts[id].message_row - 1);
	if (y < 0)
		return;
	stack_spot(&app->stack, y, 0, l->value_x + l->value_width + 1, (int)id);
	if (focused) {
		paint_run(y, 1, 1, GLYPH_FOCUS, ROLE_FOCUS);
		f->place = (struct rect) {y, l->value_x, 1, l->value_width};
	}
	if (focused && !fields[id].choices)
		draw_edit(app, f, id, y, l);
	else
		form_draw_value(app, f, id, y, l);
	if (focused && fields[id].choices)
		stack_cursor(&app->stack, y, l->value_x);
}

static void draw_message(
	const struct app *app, const struct form *f, const struct plan *p, enum field_id id)
{
	char line[value_line_max];
	struct message m;

	if (!message_of(app, f, id, &m))
		return;
	for (int i = 0; i < p->parts[id].end - p->parts[id].message_row; i++) {
		int y = screen_row(p, f, p->parts[id].message_row + i);

		if (y < 0 || !paint_wrap(m.text, p->layout.value_width - 2, i, line, sizeof(line)))
			continue;
		if (!i)
			paint_run(y, p->layout.value_x, 1, m.glyph, m.role);
		paint_text(y, p->layout.value_x + 2, p->layout.value_width - 2, line, ROLE_TEXT);
	}
}

static void draw_said(const struct form *f, const struct plan *p, struct rect r)
{
	char line[value_line_max];
	int width = said_width(&p->layout, r);

	for (int i = 0; i < p->said_rows; i++) {
		int y = screen_row(p, f, i), x;

		if (y < 0 || !paint_wrap(p->said, width, i, line, sizeof(line)))
			continue;
		x = p->layout.label_x;
		x += paint_text(y, x, width, line + (line[0] == '#'),
			line[0] == '#' ? ROLE_SECTION : ROLE_TEXT);
		if (i && p->cut && i == p->said_rows - 1)
			paint_run(y, x, 1, GLYPH_MORE, ROLE_DIM);
	}
}

static void draw_echo(const struct form *f, const struct plan *p, struct rect r)
{
	int y = screen_row(p, f, p->content + 1);
	int end = p->layout.body + p->layout.body_height;

	if (y >= 0)
		paint_paragraph(
			(struct rect) {y, p->layout.label_x, end - y, said_width(&p->layout, r)},
			p->echo, ROLE_TEXT);
}

static void draw_body(struct app *app, struct form *f, const struct plan *p, struct rect r)
{
	const struct layout *l = &p->layout;

	draw_said(f, p, r);
	draw_echo(f, p, r);
	for (const enum field_id *id = f->page->asks; *id != FIELD_COUNT; id++) {
		int y = p->parts[*id].header < 0 ? -1 : screen_row(p, f, p->parts[*id].header);

		if (y >= 0)
			paint_heading(y, 1, r.width - 2, field_section(*id)->title);
		draw_field(app, f, p, *id);
		draw_message(app, f, p, *id);
	}
	if (f->scroll > 0)
		paint_run(l->body, r.width - 1, 1, GLYPH_UP, ROLE_FOCUS);
	if (f->scroll + l->body_height < p->content)
		paint_run(l->body + l->body_height - 1, r.width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
}

void form_draw(struct stack *st, struct screen *s)
{
	struct form *f = (struct form *)(void *)s;
	struct app *app = f->app;
	struct rect r = paint_screen();
	struct plan p;

	(void)st;
	make_plan(app, f, &p);
	if (f->focus < FIELD_COUNT) {
		const struct part *part = &p.parts[f->focus];

		f->scroll =
			scroll_to(f->scroll, p.layout.body_height, p.content, part->row, part->end);
		f->scroll = scroll_to(f->scroll, p.layout.body_height, p.content,
			part->header >= 0 ? part->header : part->row, part->message_row);
	} else {
		f->scroll =
			scroll_to(f->scroll, p.layout.body_height, p.content, f->scroll, f->scroll);
	}
	draw_body(app, f, &p, r);
	form_draw_frame(app, f, &p.layout);
}
