/* What stands around the settings: the title with its badge, the buttons, the hint. */
#include "engine/state_words.h"
#include "screens/action.h"
#include "screens/form.h"
#include "screens/layout.h"
#include "screens/levels.h"
#include "tui/buttons.h"

#include <stdio.h>
#include <string.h>

static void form_draw_buttons(
	struct app *app, const struct form *f, const struct layout *l, struct rect r)
{
	struct buttons row = {.focus = f->focus - FIELD_COUNT, .primary = -1, .narrow = l->stacked};
	int x = l->stacked ? 0 : l->label_x;

	while (form_button(f, FIELD_COUNT + row.n)) {
		row.labels[row.n] = form_button(f, FIELD_COUNT + row.n)->label;
		row.n++;
	}
	buttons_draw(&app->stack, (struct rect) {l->buttons, x, 1, r.width - x}, &row, FIELD_COUNT);
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

static void form_badge(const struct app *app, const struct form *f, char *out, size_t size)
{
	static const enum glyph glyphs[STATE_COUNT] = {
		[STATE_NOT_TESTED] = GLYPH_DOT,
		[STATE_ESTABLISHED] = GLYPH_YES,
		[STATE_FAILED] = GLYPH_NO,
		[STATE_CHANGED] = GLYPH_DOT,
		[STATE_INCOMPLETE] = GLYPH_DOT,
	};
	enum session_state state = session_state(&app->session, &app->session.draft);
	enum glyph glyph;
	struct tm local;
	const struct tested *tested = session_tested(&app->session, &app->session.draft);
	char at[8] = "";

	if (decides_otherwise(f) && tested->id[0])
		state = STATE_CHANGED;
	if (state == STATE_ESTABLISHED && session_local_time(tested, &local))
		(void)strftime(at, sizeof(at), " %H:%M", &local);
	glyph = glyphs[state];
	if (state == STATE_ESTABLISHED &&
		!diagnosis_is(diagnosis_find(tested->id), DIAGNOSIS_CONFIRMED))
		glyph = GLYPH_NOTE; /* it works, but without encryption, or without a login */
	(void)snprintf(out, size, "%s %s%s ", paint_glyph(glyph), state_words[state].badge, at);
}

static void form_draw_title(
	const struct app *app, const struct form *f, const struct layout *l, struct rect r)
{
	const char *path = app->session.store.path;
	int x = 1, columns, room;
	struct str title;
	char right[80];

	paint_cell(l->title, 0, r.width, "", ROLE_TITLE);
	form_badge(app, f, right, sizeof(right));
	columns = paint_columns(right, strlen(right));
	paint_text(l->title, r.width - columns, columns, right, ROLE_TITLE);
	str_init(&title, value_max);
	if (f->page->trail)
		f->page->trail(app, r.width - columns - 2, &title);
	else
		levels_title(
			app, l->stacked ? "SMTP settings" : f->page->title, l->stacked, &title);
	x += 3 + paint_text(l->title, x, r.width - columns - 2, title.data, ROLE_TITLE);
	str_fini(&title);
	room = r.width - columns - 3 - x;
	if (!l->stacked && !f->page->trail && paint_columns(path, strlen(path)) <= room)
		paint_text(l->title, x, room, path, ROLE_TITLE);
}

/* Who sees the program for the first time is shown the short way. */
static bool is_first_time(const struct app *app, const struct form *f)
{
	return !app->session.store.state.exists && !f->page->guided &&
	       settings_is_empty(&app->session.draft, FIELD_HOST) && f->focus == FIELD_HOST &&
	       !f->edit.len;
}

/* What the focus is on, in one line; a page under a list has none. */
static const char *hint_of(const struct app *app, const struct form *f)
{
	const struct button *button = form_button(f, f->focus);

	if (button)
		return button->help;
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

/* One that is too long for its line has the blank one above it too, where there is one. */
static void draw_notice(const struct form *f, const struct layout *l, struct rect r)
{
	bool two = l->hint - 1 > l->buttons && paint_wrap_count(f->notice, r.width - 2) > 1;
	const char *rest = f->notice;
	char line[value_line_max];

	if (two && paint_wrap(f->notice, r.width - 2, 0, line, sizeof(line))) {
		paint_text(l->hint - 1, 1, r.width - 2, line, f->notice_role);
		rest += strlen(line);
		rest += strspn(rest, " \n");
	}
	paint_text(l->hint, 1, r.width - 2, rest, f->notice_role);
}

static void draw_hint(
	const struct app *app, const struct form *f, const struct layout *l, struct rect r)
{
	char offer[160], key[12];

	if (f->notice[0]) {
		draw_notice(f, l, r);
	} else if (is_first_time(app, f)) {
		action_key_name(&actions[ACTION_WIZARD], key);
		(void)snprintf(offer, sizeof(offer),
			"First time? %s asks you step by step, beginning with your address.", key);
		paint_text(l->hint, 1, r.width - 2, offer, ROLE_GOOD);
	} else {
		draw_own_hint(app, f, l->hint, r.width - 2);
	}
}

void form_draw_frame(struct app *app, const struct form *f, const struct layout *l)
{
	struct rect r = paint_screen();

	if (l->tabs >= 0)
		levels_draw(app, l->tabs, r.width);
	form_draw_title(app, f, l, r);
	form_draw_buttons(app, f, l, r);
	draw_hint(app, f, l, r);
}
