#include "tui/form.h"

#include "base/text.h"
#include "tui/action.h"
#include "tui/layout.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

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
static const char *requirement(const struct settings *s, enum field_id id)
{
	const struct provider *p = id == FIELD_PASSWORD ? provider_of(s) : NULL;

	return p && settings_is_empty(s, id) ? p->requirement : NULL;
}

/* An error first, then the provider's word, then advice. Returns false for none. */
static bool message_of(
	const struct app *app, const struct form *f, enum field_id id, struct message *m)
{
	const struct settings *s = &app->session.draft;
	const struct rule *error = rules_first(s, id, SEVERITY_ERROR);
	const struct rule *advice = rules_first(s, id, SEVERITY_ADVICE);
	const char *words = requirement(s, id);

	if (f->errors[id].code)
		set_message(m, ROLE_BAD, GLYPH_NO, f->errors[id].message);
	else if (error)
		set_rule(m, error, s);
	else if (words)
		set_message(m, ROLE_WARN, GLYPH_NOTE, words);
	else if (advice)
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
	struct part parts[FIELD_COUNT];
	int content;
};

static void plan_parts(const struct app *app, const struct form *f, struct plan *p)
{
	const struct section *section = NULL;
	struct message m;
	int row = 0;

	for (int i = 0; i < FIELD_COUNT; i++) {
		struct part *part = &p->parts[i];
		enum field_id id = (enum field_id)i;
		bool first = field_section(id) != section;

		section = field_section(id);
		row += first && i && p->layout.spacious;
		part->header = first ? row++ : -1;
		part->row = row;
		part->message_row = row += p->layout.stacked ? 2 : 1;
		if (message_of(app, f, id, &m))
			row += paint_wrap_count(m.text, p->layout.value_width - 2);
		part->end = row;
	}
	p->content = row;
}

static void make_plan(const struct app *app, const struct form *f, struct plan *p)
{
	struct rect r = paint_screen();

	layout_make(&p->layout, r.height, r.width, 0, (int)section_count);
	p->layout.spacious = false;
	plan_parts(app, f, p);
	layout_make(&p->layout, r.height, r.width, p->content, (int)section_count - 1);
	plan_parts(app, f, p);
}

/* The screen's row of a body row, or -1 when it is out of sight. */
static int screen_row(const struct plan *p, const struct form *f, int row)
{
	int y = row - f->scroll;

	return y >= 0 && y < p->layout.body_height ? p->layout.body + y : -1;
}

static const char *placeholder(const struct settings *s, enum field_id id)
{
	const struct provider *p = provider_of(s);

	if (id == FIELD_USER && p && settings_is_empty(s, id))
		return p->username;
	return rules_missing(s, id) ? "needed" : "";
}

/* The value of a field that is not under edit. */
static void draw_value(const struct app *app, const struct form *f, enum field_id id, int y,
	const struct layout *l)
{
	const struct settings *s = &app->session.draft;
	const char *text = f->raw[id] ? f->raw[id] : settings_get(s, id);
	struct edit secret;
	struct edit_view view;

	if (fields[id].choices) {
		paint_text(y, l->value_x, l->value_width - 2, field_display(id, text), ROLE_TEXT);
		paint_run(y, l->value_x + l->value_width - 1, 1, GLYPH_OPENS, ROLE_DIM);
	} else if (!*text) {
		paint_text(y, l->value_x, l->value_width, placeholder(s, id), ROLE_DIM);
	} else if (fields[id].flags & FIELD_SECRET) {
		text = secret_text(settings_secret(s, id));
		edit_set(&secret, text, strlen(text), true);
		secret.cursor = 0;
		edit_look(&secret, l->value_width, &view);
		paint_text(y, l->value_x, l->value_width, view.shown, ROLE_TEXT);
		edit_wipe(&secret);
	} else {
		paint_text(y, l->value_x, l->value_width, text, ROLE_TEXT);
	}
}

static void draw_edit(
	struct app *app, const struct form *f, enum field_id id, int y, const struct layout *l)
{
	struct edit_view view;

	edit_look(&f->edit, l->value_width, &view);
	if (f->edit.len)
		paint_text(y, l->value_x, l->value_width, view.shown, ROLE_TEXT);
	else
		paint_text(y, l->value_x, l->value_width, placeholder(&app->session.draft, id),
			ROLE_DIM);
	app_cursor(app, y, l->value_x + view.cursor);
	explicit_bzero(&view, sizeof(view));
}

static void draw_focus(int y, const struct layout *l)
{
	paint_run(y, 1, 1, GLYPH_MARK, ROLE_FOCUS);
	paint_text(y, l->value_x - 1, 1, "[", ROLE_FOCUS);
	paint_text(y, l->value_x + l->value_width, 1, "]", ROLE_FOCUS);
}

static void draw_field(
	struct app *app, const struct form *f, const struct plan *p, enum field_id id)
{
	const struct layout *l = &p->layout;
	int y = screen_row(p, f, p->parts[id].row), star_x = l->value_x - 2;
	bool focused = f->focus == (int)id;

	if (y >= 0) {
		paint_text(y, l->label_x, l->stacked ? 36 : l->value_x - 3 - l->label_x + 1,
			fields[id].label, ROLE_LABEL);
		if (l->stacked)
			star_x = l->label_x + (int)strlen(fields[id].label) + 1;
		if (form_field_changed(app, f, id))
			paint_text(y, star_x, 1, "*", ROLE_FOCUS);
	}
	y = screen_row(p, f, p->parts[id].message_row - 1);
	if (y < 0)
		return;
	if (focused)
		draw_focus(y, l);
	if (focused && !fields[id].choices)
		draw_edit(app, f, id, y, l);
	else
		draw_value(app, f, id, y, l);
	if (focused && fields[id].choices)
		app_cursor(app, y, l->value_x);
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
		if (i == 0)
			paint_run(y, p->layout.value_x, 1, m.glyph, m.role);
		paint_text(y, p->layout.value_x + 2, p->layout.value_width - 2, line, m.role);
	}
}

static void draw_body(struct app *app, struct form *f, const struct plan *p, struct rect r)
{
	const struct layout *l = &p->layout;

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;
		int y = p->parts[i].header < 0 ? -1 : screen_row(p, f, p->parts[i].header);

		if (y >= 0)
			paint_text(y, 1, r.width - 2, field_section(id)->title, ROLE_SECTION);
		draw_field(app, f, p, id);
		draw_message(app, f, p, id);
	}
	if (f->scroll > 0)
		paint_run(l->body, r.width - 1, 1, GLYPH_UP, ROLE_FOCUS);
	if (f->scroll + l->body_height < p->content)
		paint_run(l->body + l->body_height - 1, r.width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
}

static void draw_buttons(
	struct app *app, const struct form *f, const struct layout *l, struct rect r)
{
	int x = l->stacked ? 0 : l->label_x;
	char text[40];

	for (int i = FIELD_COUNT; form_button(i); i++) {
		bool focused = f->focus == i;

		(void)snprintf(
			text, sizeof(text), l->stacked ? "[%s]" : "[ %s ]", form_button(i)->button);
		if (focused)
			app_cursor(app, l->buttons, x + 1 + !l->stacked);
		x += paint_text(l->buttons, x, r.width - x, text,
			     focused ? ROLE_SELECTED : ROLE_BUTTON) +
		     1 + !l->stacked;
	}
}

/* "19:42" on this machine's clock, from RFC 3339 UTC. */
static void local_time(const char *at, char *out, size_t size)
{
	struct tm utc = {0}, local;
	time_t then;

	out[0] = '\0';
	if (!strptime(at, "%Y-%m-%dT%H:%M:%SZ", &utc))
		return;
	then = timegm(&utc);
	(void)strftime(out, size, " %H:%M", localtime_r(&then, &local));
}

/* Is there a text on the screen, not in the draft yet, that decides what a test would say? */
static bool decides_otherwise(const struct form *f)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (fields[i].flags & FIELD_DECIDES &&
			(f->raw[i] || (f->focus == i && f->edit.touched)))
			return true;
	return false;
}

static void badge(const struct app *app, const struct form *f, char *out, size_t size)
{
	static const struct {
		enum glyph glyph;
		const char *words;
		bool time;
	} rows[] = {
		[STATE_NOT_TESTED] = {GLYPH_DOT, "not tested", false},
		[STATE_ESTABLISHED] = {GLYPH_YES, "tested OK", true},
		[STATE_FAILED] = {GLYPH_NO, "test failed", false},
		[STATE_CHANGED] = {GLYPH_DOT, "changed since the test", false},
		[STATE_INCOMPLETE] = {GLYPH_DOT, "not tested", false},
	};
	enum session_state state = session_state(&app->session, &app->session.draft);
	enum glyph glyph;
	char at[8] = "";

	if (decides_otherwise(f) && app->session.tested.id[0])
		state = STATE_CHANGED;
	if (rows[state].time)
		local_time(app->session.tested.at, at, sizeof(at));
	glyph = rows[state].glyph;
	if (state == STATE_ESTABLISHED && strcmp(app->session.tested.id, "ok.authenticated") != 0)
		glyph = GLYPH_NOTE; /* it works, but without encryption, or without a login */
	(void)snprintf(out, size, "%s %s%s ", paint_glyph(glyph), rows[state].words, at);
}

static void draw_title(
	const struct app *app, const struct form *f, const struct layout *l, struct rect r)
{
	const char *title = l->stacked ? " SMTP settings" : " Set up SMTP settings";
	const char *path = app->session.store.path;
	int x = (int)strlen(title) + 3, columns, room;
	char right[80];

	paint_cell(l->title, 0, r.width, title, ROLE_TITLE);
	badge(app, f, right, sizeof(right));
	columns = paint_columns(right, strlen(right));
	paint_text(l->title, r.width - columns, columns, right, ROLE_TITLE);
	room = r.width - columns - 3 - x;
	if (!l->stacked && paint_columns(path, strlen(path)) <= room)
		paint_text(l->title, x, room, path, ROLE_TITLE);
}

static void draw_hint(const struct form *f, const struct layout *l, struct rect r)
{
	const struct action *button = form_button(f->focus);

	if (f->notice[0])
		paint_text(l->hint, 1, r.width - 2, f->notice, f->notice_role);
	else
		paint_text(l->hint, 1, r.width - 2, button ? button->help : fields[f->focus].hint,
			ROLE_DIM);
}

void form_draw(struct app *app, struct screen *s)
{
	struct form *f = (struct form *)(void *)s;
	struct rect r = paint_screen();
	struct plan p;

	make_plan(app, f, &p);
	if (f->focus < FIELD_COUNT) {
		const struct part *part = &p.parts[f->focus];

		f->scroll = layout_scroll(
			f->scroll, p.layout.body_height, p.content, part->row, part->end);
		f->scroll = layout_scroll(f->scroll, p.layout.body_height, p.content,
			part->header >= 0 ? part->header : part->row, part->message_row);
	} else {
		f->scroll = layout_scroll(
			f->scroll, p.layout.body_height, p.content, f->scroll, f->scroll);
	}
	draw_title(app, f, &p.layout, r);
	draw_body(app, f, &p, r);
	draw_buttons(app, f, &p.layout, r);
	draw_hint(f, &p.layout, r);
}
