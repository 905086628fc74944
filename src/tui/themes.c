#include "tui/themes.h"

#include "base/mem.h"
#include "tui/form.h"
#include "tui/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { list_width = 70, name_width = 20 };

struct one {
	struct theme theme;
	struct err e; /* code 0: it can be used */
};

/* While the list is open: all themes, and the one there was before. */
static struct one *all;
static size_t count;
static struct theme before;

static void load_all(void)
{
	struct strlist names;

	theme_list(&names);
	count = names.n;
	all = mem_zero(count ? count : 1, sizeof(*all));
	for (size_t i = 0; i < count; i++) {
		if (theme_load(&all[i].theme, names.items[i], &all[i].e) == 0)
			all[i].e.code = 0;
		(void)snprintf(all[i].theme.name, sizeof(all[i].theme.name), "%s", names.items[i]);
	}
	strlist_fini(&names);
}

static void show(struct app *app, const struct theme *t)
{
	app->theme = *t;
	paint_theme(&app->theme);
}

static void draw_row(const struct app *app, struct rect line, size_t n, bool marked)
{
	const struct one *one = &all[n];
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	int x = line.x + 3;

	(void)app;
	paint_cell(line.y, line.x, line.width, "", role);
	if (strcmp(one->theme.name, before.name) == 0)
		paint_text(line.y, line.x + 1, 1, paint_glyph(GLYPH_YES), role);
	paint_text(line.y, x, name_width - 1, one->theme.name, role);
	paint_text(line.y, x + name_width, line.width - name_width - 4,
		one->e.code ? "cannot be used" : one->theme.about, role);
}

static void details(const struct app *app, size_t n, struct str *out)
{
	(void)app;
	if (all[n].e.code)
		str_text(out, all[n].e.message);
	else
		str_text(out, "This is how it looks. Enter keeps it, Esc takes it back.");
}

/* One that cannot be used shows what there was before. */
static void mark(struct app *app, size_t n)
{
	show(app, all[n].e.code ? &before : &all[n].theme);
}

/* What happened below in the meantime is made known now. */
static void end(struct app *app)
{
	free(all);
	all = NULL;
	if (app->top->ops->news)
		app->top->ops->news(app, app->top);
}

static void choose(struct app *app, size_t n)
{
	char sentence[form_notice_max];
	struct err e = all[n].e;

	if (e.code) {
		form_say(app, ROLE_BAD, e.message);
	} else {
		(void)snprintf(sentence, sizeof(sentence), "Theme: %s", app->theme.name);
		form_say(app, ROLE_TEXT, sentence);
		(void)theme_remember(app->theme.name, &e); /* a comfort: no reason to complain */
	}
	end(app);
}

static void take_back(struct app *app)
{
	show(app, &before);
	end(app);
}

void themes_open(struct app *app)
{
	static const struct list_model model = {
		.title = "Theme",
		.passes = true,
		.draw_row = draw_row,
		.details = details,
		.details_rows = 3,
		.mark = mark,
		.choose = choose,
		.close = take_back,
	};
	size_t next = 0;

	if (list_turn(app, &model))
		return;
	load_all();
	before = app->theme;
	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].theme.name, before.name) == 0)
			next = (i + 1) % count;
	if (count)
		list_open(app, &model, count, next, list_width);
	else
		form_say(app, ROLE_WARN, "There are no themes where they should be.");
}
