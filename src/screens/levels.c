#include "screens/levels.h"

#include "base/mem.h"
#include "screens/action.h"
#include "screens/broken_file.h"
#include "screens/form.h"
#include "screens/recover.h"
#include "screens/save_quit.h"
#include "store/district.h"
#include "tui/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { list_width = 44, tab_gap = 1 };

static const char options_name[] = "Options";

/* Level 0 is Options, the others are the districts. */
static const char *levels_name(const struct app *app, size_t n)
{
	return n ? app->districts.items[n - 1] : options_name;
}

static size_t levels_count(const struct app *app)
{
	return app->districts.n + 1;
}

static size_t levels_current(const struct app *app)
{
	const char *name = app->session.district;

	for (size_t i = 1; name && i < levels_count(app); i++)
		if (strcmp(levels_name(app, i), name) == 0)
			return i;
	return 0;
}

bool levels_are_there(const struct app *app)
{
	return app->districts.n;
}

/* One that is open is there, though the person may not list the others. */
void levels_look(struct app *app)
{
	strlist_fini(&app->districts);
	district_list(app->session.options_path, &app->districts);
	if (app->session.district && !levels_current(app))
		strlist_add(&app->districts, app->session.district, app->districts.n + 1);
}

/* Going to another level */

static int try_level(struct app *app, const char *options, const char *district, struct err *e)
{
	struct err ignored;
	int result;

	(void)draft_keep(&app->draft, &app->session, &ignored);
	draft_close(&app->draft);
	session_close(&app->session);
	result = session_open(&app->session, (struct level) {options, district}, SESSION_READ, e);
	draft_open(&app->draft, &app->session);
	form_restart(app);
	levels_look(app);
	return result;
}

static void show_level(struct app *app)
{
	form_tell_rights(app);
	recover_offer(app);
}

/* A level that is gone, or not for this person to read, leaves them where they were. */
static void open_level(struct app *app, const char *options, const char *district, const char *from)
{
	struct err e, back;

	if (try_level(app, options, district, &e) == 0) {
		show_level(app);
	} else if (store_can_start_anew(&app->session.store)) {
		broken_file_ask(app, &e);
	} else if (try_level(app, options, from, &back) == 0) {
		show_level(app);
		form_say(app, ROLE_BAD, e.message);
	} else {
		broken_file_ask(app, &back);
	}
}

/* What a test or the steps of the wizard found was true of the level that is left. */
static void levels_go(struct app *app, size_t n)
{
	const struct session *s = &app->session;
	char *options = mem_text(s->options_path),
	     *from = s->district ? mem_text(s->district) : NULL;
	char *to = n ? mem_text(levels_name(app, n)) : NULL;

	tester_fini(&app->tester);
	steps_fini(&app->steps);
	open_level(app, options, to, from);
	free(to);
	free(from);
	free(options);
}

static void choose_level(void *ctx, size_t n)
{
	struct app *app = ctx;

	if (n != levels_current(app))
		save_quit_ask_unsaved(app, (struct sequel) {levels_go, n});
}

static void levels_draw_row(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct app *app = ctx;
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;

	paint_cell(line.y, line.x, line.width, "", role);
	paint_text(line.y, line.x + 1, line.width - 2, levels_name(app, n), role);
}

static void levels_words(const void *ctx, size_t n, struct str *out)
{
	str_text(out, levels_name(ctx, n));
}

void levels_open(struct app *app)
{
	static const struct list_ops ops = {
		.words = levels_words,
		.draw_row = levels_draw_row,
		.choose = choose_level,
	};

	list_open(&app->stack, &(struct list_spec) {
				       .title = "Options and districts",
				       .about = "Options are the settings that count everywhere. A "
						"district overrides some of them and inherits the "
						"rest.",
				       .ops = &ops,
				       .ctx = app,
				       .count = levels_count(app),
				       .at = levels_current(app),
				       .width = list_width,
				       .filter = true,
			       });
}

/* Inheriting */

bool levels_can_inherit(const struct app *app)
{
	enum field_id id = form_field(app);

	return app->session.district && id < FIELD_COUNT &&
	       (settings_is_own(&app->session.draft, id) || form_has_trouble(app, id));
}

void levels_inherit(struct app *app)
{
	enum field_id id = form_field(app);
	struct change change = {id, NULL};
	char sentence[form_notice_max];
	struct err e;

	form_forget(app, id);
	(void)settings_apply(&app->session.draft, &change, 1, &e); /* always possible */
	form_reload(app);
	(void)snprintf(sentence, sizeof(sentence), "%s is inherited again.", fields[id].label);
	form_say(app, ROLE_GOOD, sentence);
}

const char *levels_origin(const struct settings *s, enum field_id id, int room)
{
	static const char *const words[] = {"inherited from Options", "inherited", ""};
	size_t i = 0;

	if (settings_origin(s, id) != ORIGIN_OPTIONS)
		return "";
	while (*words[i] && (int)strlen(words[i]) > room)
		i++;
	return words[i];
}

void levels_hint(const struct app *app, enum field_id id, struct str *out)
{
	const struct settings *s = &app->session.draft;
	char key[12];

	if (!app->session.district)
		return;
	action_key_name(&actions[ACTION_INHERIT], key);
	if (settings_is_own(s, id))
		str_format(out, "The district's own; %s inherits. ", key);
	else if (settings_origin(s, id) == ORIGIN_OPTIONS)
		str_text(out, "Inherited from Options. ");
}

void levels_title(const struct app *app, const char *title, bool short_form, struct str *out)
{
	if (!app->session.district)
		str_text(out, title);
	else
		str_format(out, short_form ? "%s" : "District Options: %s", app->session.district);
}

/* The tabs */

static int tab_width(const struct app *app, size_t n)
{
	const char *name = levels_name(app, n);

	return paint_columns(name, strlen(name)) + 2 + tab_gap;
}

/* The first tab to be drawn, so that the one of the level has room. */
static size_t first_tab(const struct app *app, int width)
{
	size_t first = levels_current(app);
	int used = tab_width(app, first);

	while (first > 0 && used + tab_width(app, first - 1) <= width)
		used += tab_width(app, --first);
	return first;
}

void levels_draw(const struct app *app, int y, int width)
{
	size_t n = first_tab(app, width - 2);
	int x = 1;

	if (n)
		paint_run(y, 0, 1, GLYPH_MORE, ROLE_DIM);
	for (; n < levels_count(app) && x + tab_width(app, n) <= width; n++) {
		enum role role = n == levels_current(app) ? ROLE_SELECTED : ROLE_BUTTON;
		char text[district_name_max + 4];

		(void)snprintf(text, sizeof(text), " %s ", levels_name(app, n));
		paint_text(y, x, width - x, text, role);
		x += tab_width(app, n);
	}
	if (n < levels_count(app))
		paint_run(y, width - 1, 1, GLYPH_MORE, ROLE_DIM);
}
