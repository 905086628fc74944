/* What stands around the settings: the title with its badge, the buttons, the hint. */
#include "engine/state_words.h"
#include "screens/action.h"
#include "screens/form_rows.h"
#include "screens/layout.h"
#include "screens/levels.h"
#include "tui/buttons.h"

#include <stdio.h>
#include <string.h>

/* Gmail, Hotmail and Yahoo are the six rows of the original menu. */
enum { welcome_named = 6 };

static void form_draw_buttons(struct app *app, const struct form *f, const struct layout *l)
{
	struct buttons row = {.focus = form_button(f, f->focus) ? f->focus - FIELD_COUNT : -1,
		.primary = -1,
		.narrow = l->narrow};
	int x = l->narrow ? 0 : l->label_x;

	while (form_button(f, FIELD_COUNT + row.n)) {
		row.labels[row.n] = form_button(f, FIELD_COUNT + row.n)->label;
		row.n++;
	}
	buttons_draw(
		&app->stack, (struct rect) {l->buttons, x, 1, l->width - x}, &row, FIELD_COUNT);
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

struct badge {
	enum role role;
	char text[80];
};

static const struct {
	enum glyph glyph;
	enum role role;
} badges[STATE_COUNT] = {
	[STATE_NOT_TESTED] = {GLYPH_OPEN, ROLE_TITLE},
	[STATE_ESTABLISHED] = {GLYPH_YES, ROLE_CHIP_GOOD},
	[STATE_FAILED] = {GLYPH_NO, ROLE_CHIP_BAD},
	[STATE_CHANGED] = {GLYPH_STALE, ROLE_CHIP_WARN},
	[STATE_INCOMPLETE] = {GLYPH_OPEN, ROLE_TITLE},
};

static void form_badge(const struct app *app, const struct form *f, struct badge *badge)
{
	const struct tested *tested = session_tested(&app->session, &app->session.draft);
	enum session_state state = session_state(&app->session, &app->session.draft);
	char at[8] = "";
	enum glyph glyph;
	struct tm local;

	if (app->tester.running) {
		badge->role = ROLE_TITLE;
		(void)snprintf(badge->text, sizeof(badge->text), " %s testing %d s ",
			paint_glyph(GLYPH_MORE),
			(int)(tester_elapsed_us(&app->tester) / us_per_ms / 1000));
		return;
	}
	if (decides_otherwise(f) && tested->id[0])
		state = STATE_CHANGED;
	if ((state == STATE_ESTABLISHED || state == STATE_FAILED) &&
		session_local_time(tested, &local))
		(void)strftime(at, sizeof(at), " %H:%M", &local);
	glyph = badges[state].glyph;
	badge->role = badges[state].role;
	if (state == STATE_ESTABLISHED &&
		!diagnosis_is(diagnosis_find(tested->id), DIAGNOSIS_CONFIRMED)) {
		glyph = GLYPH_ALERT; /* it works, but without encryption, or without a login */
		badge->role = ROLE_CHIP_WARN;
	}
	(void)snprintf(badge->text, sizeof(badge->text), " %s %s%s ", paint_glyph(glyph),
		state_words[state].badge, at);
}

/* The middle of a path goes where there is no room for it, not the name of the file. */
static void form_shorten_path(const char *path, int room, struct str *out)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') : path;
	int columns = paint_columns(path, strlen(path));
	int before = room - 1 - paint_columns(name, strlen(name));

	if (columns <= room) {
		str_text(out, path);
		return;
	}
	str_add(out, path, before > 0 ? paint_fit(path, before) : 0);
	str_format(out, "%s%s", paint_glyph(GLYPH_MORE), name);
}

/* "*FILE (new)": it has changes that are not saved, and is not there yet. */
static void form_draw_file(const struct app *app, int y, int x, int room)
{
	const struct session *s = &app->session;
	const char *mark = form_is_changed(app) ? "*" : "",
		   *new = s->store.state.exists ? "" : " (new)";
	struct str path, text;

	str_init(&path, value_max);
	str_init(&text, value_max);
	form_shorten_path(s->store.path, room - (int)strlen(mark) - (int)strlen(new), &path);
	str_format(&text, "%s%s%s", mark, path.data, new);
	paint_text(y, x, room, text.data, ROLE_TITLE);
	str_fini(&text);
	str_fini(&path);
}

static void form_draw_title(
	const struct app *app, const struct form *f, const struct layout *l, struct rect r)
{
	int x = 1, columns, room;
	struct badge badge;
	struct str title;

	paint_cell(l->title, 0, r.width, "", ROLE_TITLE);
	form_badge(app, f, &badge);
	columns = paint_columns(badge.text, strlen(badge.text));
	paint_text(l->title, r.width - columns, columns, badge.text, badge.role);
	room = r.width - columns - 2;
	str_init(&title, value_max);
	if (f->page->trail)
		f->page->trail(app, room, &title);
	else if (!l->narrow || app->session.district)
		levels_title(app, f->page->title, l->narrow, &title);
	if (title.len)
		x += paint_text(l->title, x, room, title.data, ROLE_TITLE) + (l->narrow ? 1 : 3);
	if (!f->page->trail && room - x > 8)
		form_draw_file(app, l->title, x, room - x + 1);
	str_fini(&title);
}

bool form_is_first_time(const struct app *app, const struct form *f)
{
	return !app->session.store.state.exists && !f->page->guided && !f->begun &&
	       settings_is_empty(&app->session.draft, FIELD_HOST);
}

/* Who sees the program for the first time is shown the short way. */
static void form_draw_welcome(const struct layout *l)
{
	char line[160], key[action_key_max];
	int y = l->welcome, x = l->label_x;

	action_key_name(&actions[ACTION_WIZARD], key);
	(void)snprintf(line, sizeof(line),
		"%s asks step by step, starting with your e-mail address.", key);
	x += paint_text(y, x, l->width - x, "First time?", ROLE_TEXT) + 2;
	paint_text(y, x, l->width - x, line, ROLE_TEXT);
	action_key_name(&actions[ACTION_PROVIDERS], key);
	(void)snprintf(line, sizeof(line),
		"%s fills in Gmail, Hotmail, Yahoo or one of %zu others.", key,
		provider_count - welcome_named);
	paint_text(y + 1, x, l->width - x, line, ROLE_TEXT);
}

/* What the focus is on, in one line; a page under a list has none. */
static const char *hint_of(const struct app *app, const struct form *f)
{
	const struct button *button = form_button(f, f->focus);

	if (button)
		return button->help;
	if (f->focus == FORM_SOURCE)
		return "Typed and stored here, or read from elsewhere for each login.";
	if (f->focus == FORM_MORE)
		return "Enter shows or hides the settings that few people need.";
	if (f->focus == FIELD_PASSWORD && settings_use_token(&app->session.draft))
		return "An OAuth 2 access token, which this login method sends.";
	return f->focus < FIELD_COUNT ? fields[f->focus].hint : "";
}

static void draw_own_hint(const struct app *app, const struct form *f, int y, int width)
{
	struct str hint;

	str_init(&hint, form_notice_max);
	if (f->focus < FIELD_COUNT)
		levels_hint(app, (enum field_id)f->focus, &hint);
	str_text(&hint, hint_of(app, f));
	paint_text(y, 1, width, hint.data, ROLE_TEXT);
	str_fini(&hint);
}

static const struct {
	bool marked;
	enum glyph glyph;
} notices[ROLE_COUNT] = {
	[ROLE_GOOD] = {true, GLYPH_YES},
	[ROLE_WARN] = {true, GLYPH_ALERT},
	[ROLE_BAD] = {true, GLYPH_NO},
};

/* One that is too long for its line has the one above it too, where that is free. */
static void draw_notice(const struct form *f, const struct layout *l, int y)
{
	bool marked = notices[f->notice_role].marked;
	int x = 1 + 2 * marked, width = l->width - x - 1, lines;
	const char *rest = f->notice;
	char line[value_line_max];

	lines = l->line >= 0 && paint_wrap_count(f->notice, width) > 1 ? 2 : 1;
	if (lines > 1)
		paint_cell(y - 1, 0, l->width, "", ROLE_TEXT);
	if (marked)
		paint_run(y - lines + 1, 1, 1, notices[f->notice_role].glyph, f->notice_role);
	if (lines > 1 && paint_wrap(f->notice, width, 0, line, sizeof(line))) {
		paint_text(y - 1, x, width, line, ROLE_TEXT);
		rest += strlen(line);
		rest += strspn(rest, " \n");
	}
	paint_text(y, x, width, rest, ROLE_TEXT);
}

/* Where there is no line for it, it takes the last one while it stands. */
static void draw_hint(struct app *app, const struct form *f, const struct layout *l)
{
	if (f->notice[0] && l->hint < 0) {
		paint_cell(l->bar, 0, l->width, "", ROLE_TEXT);
		draw_notice(f, l, l->bar);
		stack_take_bar(&app->stack);
	} else if (f->notice[0]) {
		draw_notice(f, l, l->hint);
	} else if (l->hint >= 0) {
		draw_own_hint(app, f, l->hint, l->width - 2);
	}
}

void form_draw_frame(struct app *app, const struct form *f, const struct layout *l)
{
	struct rect r = paint_screen();

	if (l->tabs >= 0)
		levels_draw(app, l->tabs, r.width);
	form_draw_title(app, f, l, r);
	form_draw_buttons(app, f, l);
	if (l->welcome >= 0)
		form_draw_welcome(l);
	if (l->line >= 0)
		paint_line(l->line, 1, l->width - 2);
	draw_hint(app, f, l);
}
