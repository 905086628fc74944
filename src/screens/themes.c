#include "screens/themes.h"

#include "base/mem.h"
#include "screens/form.h"
#include "tui/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { list_width = 70, name_width = 20 };

struct one {
	struct theme theme;
	struct err e; /* code 0: it can be used */
};

struct shown_themes {
	struct app *app;
	struct theme before; /* what there was when the list was opened */
	size_t n;
	struct one all[];
};

static struct shown_themes *themes_load_all(struct app *app)
{
	struct shown_themes *shown;
	struct strlist names;

	theme_list(&names);
	shown = mem_zero(1, sizeof(*shown) + names.n * sizeof(shown->all[0]));
	shown->app = app;
	shown->before = app->theme;
	for (; shown->n < names.n; shown->n++) {
		struct one *one = &shown->all[shown->n];

		if (theme_load(&one->theme, names.items[shown->n], &one->e) == 0)
			one->e.code = 0;
		(void)snprintf(
			one->theme.name, sizeof(one->theme.name), "%s", names.items[shown->n]);
	}
	strlist_fini(&names);
	return shown;
}

static void themes_show(struct app *app, const struct theme *t)
{
	app->theme = *t;
	paint_styles(app->theme.styles);
}

static void themes_draw_row(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct shown_themes *shown = ctx;
	const struct one *one = &shown->all[n];
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;
	int x = line.x + 3;

	paint_cell(line.y, line.x, line.width, "", role);
	if (strcmp(one->theme.name, shown->before.name) == 0)
		paint_text(line.y, line.x + 1, 1, paint_glyph(GLYPH_YES), role);
	paint_text(line.y, x, name_width - 1, one->theme.name, role);
	paint_text(line.y, x + name_width, line.width - name_width - 4,
		one->e.code ? "cannot be used" : one->theme.about, role);
}

static void themes_details(const void *ctx, size_t n, struct str *out)
{
	const struct shown_themes *shown = ctx;
	const struct err *e = &shown->all[n].e;

	if (e->code)
		str_text(out, e->message);
	else
		str_text(out, "This is how it looks. Enter keeps it, Esc restores the old one.");
}

/* One that cannot be used shows what there was before. */
static void themes_mark(void *ctx, size_t n)
{
	const struct shown_themes *shown = ctx;

	themes_show(shown->app, shown->all[n].e.code ? &shown->before : &shown->all[n].theme);
}

static void themes_choose(void *ctx, size_t n)
{
	const struct shown_themes *shown = ctx;
	struct app *app = shown->app;
	char sentence[form_notice_max];
	struct err e = shown->all[n].e;

	if (e.code) {
		form_say(app, ROLE_BAD, e.message);
	} else {
		(void)snprintf(sentence, sizeof(sentence), "Theme: %s", app->theme.name);
		form_say(app, ROLE_TEXT, sentence);
		(void)theme_remember(app->theme.name, &e); /* a comfort: no reason to complain */
	}
	stack_news(&app->stack); /* what happened below in the meantime is made known now */
}

static void take_back(void *ctx)
{
	const struct shown_themes *shown = ctx;

	themes_show(shown->app, &shown->before);
	stack_news(&shown->app->stack);
}

void themes_open(struct app *app)
{
	static const struct list_ops ops = {
		.draw_row = themes_draw_row,
		.details = themes_details,
		.mark = themes_mark,
		.choose = themes_choose,
		.close = take_back,
		.free = free,
	};
	struct shown_themes *shown;
	size_t next = 0;

	if (list_turn(&app->stack, &ops))
		return;
	shown = themes_load_all(app);
	for (size_t i = 0; i < shown->n; i++)
		if (strcmp(shown->all[i].theme.name, app->theme.name) == 0)
			next = (i + 1) % shown->n;
	if (!shown->n) {
		free(shown);
		form_say(app, ROLE_WARN, "The themes directory was not found.");
		return;
	}
	list_open(&app->stack,
		&(struct list_spec) {
			.title = "Theme",
			.about = "The marked theme is shown at once. Enter keeps it for "
				 "the next time, Esc takes the old one back.",
			.ops = &ops,
			.ctx = shown,
			.count = shown->n,
			.at = next,
			.width = list_width,
			.details_rows = 3,
			.clear = true,
			.passes = true,
		});
}
