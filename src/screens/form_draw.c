#include "screens/form.h"

#include "screens/form_message.h"
#include "screens/form_pane.h"
#include "screens/form_value.h"
#include "screens/levels.h"
#include "tui/scroll.h"

#include <stdio.h>
#include <string.h>

enum { message_lines = 2, said_widest = 76, more_max = 60 };

/* Where a row of the form lies in the body. */
struct part {
	int row;    /* of the form: a setting, FORM_SOURCE, FORM_MORE */
	int header; /* of its section, or -1 */
	int at, message_at, end;
};

struct plan {
	struct layout layout;
	char said[form_page_said_max], echo[form_page_said_max]; /* above and below the rows */
	int said_rows;
	bool cut; /* there is more to be said than there is room for */
	struct part parts[form_rows_max];
	int n;
	int content;
};

static int said_width(const struct layout *l)
{
	int room = l->width - 2 * l->label_x;

	return room < said_widest ? room : said_widest;
}

/* From the value on to the margin. */
static int message_width(const struct layout *l)
{
	return l->width - l->value_x - 3;
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

/* What few people need, and what joins the section before, has no heading. */
static bool plan_has_header(const struct form *f, const struct plan *p, int row)
{
	return !f->page->guided && !p->layout.narrow && row < FIELD_COUNT &&
	       !(fields[row].flags & FIELD_FOLDED) && !field_section((enum field_id)row)->joined;
}

static int plan_message_rows(
	const struct app *app, const struct form *f, const struct plan *p, int row)
{
	struct message m;
	int lines;

	if (row >= FIELD_COUNT || !form_message(app, f, (enum field_id)row, &m))
		return 0;
	lines = paint_wrap_count(m.text, message_width(&p->layout));
	return lines < message_lines ? lines : message_lines;
}

static void plan_parts(const struct app *app, const struct form *f, struct plan *p)
{
	int rows[form_rows_max], at = p->said_rows ? p->said_rows + 1 : 0;
	const struct section *section = NULL;

	p->n = form_rows(app, f, rows);
	for (int i = 0; i < p->n; i++) {
		struct part *part = &p->parts[i];

		*part = (struct part) {.row = rows[i], .header = -1};
		if (plan_has_header(f, p, rows[i]) &&
			section != field_section((enum field_id)rows[i])) {
			section = field_section((enum field_id)rows[i]);
			part->header = at++;
		}
		part->at = at++;
		part->message_at = at;
		at += plan_message_rows(app, f, p, rows[i]);
		part->end = at;
	}
	p->content = at;
}

/* What is said is cut before the fields are out of sight; a page to be read is scrolled. */
static void fit_said(const struct form *f, struct plan *p, int room)
{
	int width = said_width(&p->layout);
	int lines = p->said[0] ? paint_wrap_count(p->said, width) : 0;
	int echo = p->echo[0] ? paint_wrap_count(p->echo, width) + 1 : 0;

	room -= p->content + 1 + echo;
	p->cut = form_page_fields(f->page) && lines > room;
	p->said_rows = !p->cut ? lines : room > 1 ? room : 1;
}

static void plan_make(const struct app *app, const struct form *f, struct plan *p)
{
	struct rect r = paint_screen();
	struct parts parts = {
		.content = r.height,
		.tabs = levels_are_there(app) && !f->page->guided,
		.apart = f->page->guided,
		.welcome = form_is_first_time(app, f),
	};
	int echo;

	layout_make(&p->layout, r.height, r.width, parts);
	p->said_rows = 0;
	p->cut = false;
	plan_words(app, f, p);
	plan_parts(app, f, p);
	if (p->said[0])
		fit_said(f, p, p->layout.body_height);
	plan_parts(app, f, p);
	echo = p->echo[0] ? paint_wrap_count(p->echo, said_width(&p->layout)) + 1 : 0;
	parts.content = p->content + echo;
	layout_make(&p->layout, r.height, r.width, parts);
}

/* The screen's row of a body row, or -1 when it is out of sight. */
static int screen_row(const struct plan *p, const struct form *f, int row)
{
	int y = row - f->scroll;

	return y >= 0 && y < p->layout.body_height ? p->layout.body + y : -1;
}

static const char *label_of(const struct form *f, const struct layout *l, int row)
{
	if (row == FORM_SOURCE)
		return l->narrow ? "Source" : "Password from";
	if (f->page->label && (int)f->page->asks[0] == row && !l->narrow)
		return f->page->label;
	return field_label((enum field_id)row, l->narrow);
}

/* "More settings (6)", what they are about, and how many are not as they were made. */
static void draw_more(struct app *app, const struct form *f, const struct layout *l, int y)
{
	bool focused = f->focus == FORM_MORE;
	int changed, n = form_rows_folded(&app->session.draft, &changed);
	int mark_x = l->narrow ? 0 : 1, x = mark_x + 2, width = l->width - l->value_x - 1;
	char text[more_max];

	(void)snprintf(text, sizeof(text), "More settings (%d)", n);
	if (focused)
		paint_run(y, l->narrow ? l->width - 1 : 0, 1, GLYPH_FOCUS, ROLE_FOCUS);
	paint_run(y, mark_x, 1, f->unfolded ? GLYPH_UNFOLDED : GLYPH_FOLDED, ROLE_FOCUS);
	x += paint_text(y, x, l->width - x, text, focused ? ROLE_FOCUS : ROLE_LABEL);
	text[0] = '\0';
	if (changed)
		(void)snprintf(text, sizeof(text), "(%d changed)", changed);
	else if (!l->narrow && !f->unfolded)
		(void)snprintf(text, sizeof(text),
			"hosting, HELO name, login method, "
			"certificates ...");
	paint_text(y, l->narrow ? x + 1 : l->value_x, l->narrow ? l->width - x - 1 : width, text,
		ROLE_DIM);
	if (focused)
		stack_cursor(&app->stack, y, mark_x + 2);
	stack_spot(&app->stack, y, 0, l->width, FORM_MORE);
}

static void draw_row(struct app *app, struct form *f, const struct plan *p, const struct part *part)
{
	const struct layout *l = &p->layout;
	int y = screen_row(p, f, part->at), row = part->row;
	bool focused = f->focus == row;

	if (y < 0)
		return;
	if (row == FORM_MORE) {
		draw_more(app, f, l, y);
		return;
	}
	paint_text(y, l->label_x, l->value_x - l->label_x - 1, label_of(f, l, row),
		focused ? ROLE_FOCUS : ROLE_LABEL);
	if (row < FIELD_COUNT && form_field_changed(app, f, (enum field_id)row))
		paint_text(y, l->value_x - 2 + l->narrow, 1, "*", ROLE_FOCUS);
	stack_spot(&app->stack, y, 0, l->value_x + l->value_width + 1, row);
	if (focused)
		paint_run(y, l->label_x == 1 ? 0 : 1, 1, GLYPH_FOCUS, ROLE_FOCUS);
	form_value_draw(app, f, row, y, l);
}

static void draw_message(
	const struct app *app, const struct form *f, const struct plan *p, const struct part *part)
{
	int x = p->layout.value_x, width = message_width(&p->layout);
	char line[value_line_max];
	struct message m;

	if (part->end == part->message_at || !form_message(app, f, (enum field_id)part->row, &m))
		return;
	for (int i = 0; i < part->end - part->message_at; i++) {
		int y = screen_row(p, f, part->message_at + i), used;

		if (y < 0 || !paint_wrap(m.text, width, i, line, sizeof(line)))
			continue;
		if (!i)
			paint_run(y, x, 1, m.glyph, m.role);
		used = paint_text(y, x + 2, width, line, ROLE_TEXT);
		if (i == message_lines - 1 && paint_wrap_count(m.text, width) > message_lines)
			paint_run(y, x + 2 + (used < width ? used : width - 1), 1, GLYPH_MORE,
				ROLE_TEXT);
	}
}

static void draw_said(const struct form *f, const struct plan *p)
{
	char line[value_line_max];
	int width = said_width(&p->layout);

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

static void draw_echo(const struct form *f, const struct plan *p)
{
	int y = screen_row(p, f, p->content + 1);
	int end = p->layout.body + p->layout.body_height;

	if (y >= 0)
		paint_paragraph(
			(struct rect) {y, p->layout.label_x, end - y, said_width(&p->layout)},
			p->echo, ROLE_TEXT);
}

static void draw_body(struct app *app, struct form *f, const struct plan *p)
{
	const struct layout *l = &p->layout;

	draw_said(f, p);
	draw_echo(f, p);
	for (int i = 0; i < p->n; i++) {
		const struct part *part = &p->parts[i];
		int y = part->header < 0 ? -1 : screen_row(p, f, part->header);

		if (y >= 0)
			paint_heading(
				y, 1, l->width - 2, field_section((enum field_id)part->row)->title);
		draw_row(app, f, p, part);
		draw_message(app, f, p, part);
	}
	if (f->scroll > 0)
		paint_run(l->body, l->width - 1, 1, GLYPH_UP, ROLE_FOCUS);
	if (f->scroll + l->body_height < p->content)
		paint_run(l->body + l->body_height - 1, l->width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
}

/* What has the focus is seen, with its message and its heading where there is room for them. */
static void scroll_body(struct form *f, const struct plan *p)
{
	int height = p->layout.body_height;

	f->scroll = scroll_to(f->scroll, height, p->content, f->scroll, f->scroll);
	for (int i = 0; i < p->n; i++) {
		const struct part *part = &p->parts[i];

		if (part->row != f->focus)
			continue;
		f->scroll = scroll_to(f->scroll, height, p->content, part->at,
			part->row == FORM_MORE ? p->content : part->end);
		f->scroll = scroll_to(f->scroll, height, p->content,
			part->header >= 0 ? part->header : part->at, part->message_at);
	}
}

void form_draw(struct stack *st, struct screen *s)
{
	struct form *f = (struct form *)(void *)s;
	struct app *app = f->app;
	struct plan p;

	(void)st;
	plan_make(app, f, &p);
	f->said_cut = p.cut;
	scroll_body(f, &p);
	draw_body(app, f, &p);
	form_draw_frame(app, f, &p.layout);
	if (form_pane_place().width)
		form_pane_draw(app, f);
}
