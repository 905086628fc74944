#include "screens/choose_value.h"

#include "screens/form_rows.h"
#include "screens/help.h"
#include "tui/list.h"

#include <string.h>

enum { beside_label = 6 /* the sides of the box, the mark, blanks */, narrowest = 30 };

static void choose_draw_value(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct app *app = ctx;
	enum field_id id = form_field(app);
	const struct choice *c = &fields[id].choices[n];
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;

	paint_cell(line.y, line.x, line.width, "", role);
	if (settings_is(&app->session.draft, id, c->value))
		paint_text(line.y, line.x + 1, 1, paint_glyph(GLYPH_YES), role);
	paint_text(line.y, line.x + 3, line.width - 3, c->label, role);
}

static void help_of_value(void *ctx, size_t n)
{
	struct app *app = ctx;

	(void)n;
	help_of_field(app, form_field(app));
}

static void choose_take_value(void *ctx, size_t n)
{
	struct app *app = ctx;
	enum field_id id = form_field(app);
	struct change change = {id, fields[id].choices[n].value};
	struct err e;

	if (settings_apply(&app->session.draft, &change, 1, &e) < 0)
		form_say(app, ROLE_BAD, e.message);
	form_reload(app);
}

static int choose_value_width(const struct choice *choices)
{
	int widest = narrowest;

	for (; choices->value; choices++) {
		int columns = paint_columns(choices->label, strlen(choices->label)) + beside_label;

		widest = columns > widest ? columns : widest;
	}
	return widest;
}

void choose_value(struct app *app)
{
	static const struct list_ops ops = {
		.draw_row = choose_draw_value, .choose = choose_take_value, .help = help_of_value};
	enum field_id id = form_field(app);
	const struct choice *choices = fields[id].choices;
	size_t n = 0, at = 0;

	for (; choices[n].value; n++)
		if (settings_is(&app->session.draft, id, choices[n].value))
			at = n;
	list_open(&app->stack, &(struct list_spec) {
				       .title = fields[id].label,
				       .ops = &ops,
				       .ctx = app,
				       .count = n,
				       .at = at,
				       .width = choose_value_width(choices),
				       .under = form_place(app),
			       });
}

/* Where the password comes from */

static void choose_draw_source(const void *ctx, struct rect line, size_t n, bool marked)
{
	const struct app *app = ctx;
	const struct form *f = (const struct form *)(const void *)app->form;
	enum role role = marked ? ROLE_SELECTED : ROLE_TEXT;

	paint_cell(line.y, line.x, line.width, "", role);
	if (form_sources[n].id == form_rows_source(app, f))
		paint_text(line.y, line.x + 1, 1, paint_glyph(GLYPH_YES), role);
	paint_text(line.y, line.x + 3, line.width - 3, form_sources[n].label, role);
}

static void choose_take_source(void *ctx, size_t n)
{
	struct app *app = ctx;

	form_rows_choose_source(app, form_sources[n].id);
	form_focus(app, form_sources[n].id);
}

static void help_of_source(void *ctx, size_t n)
{
	help_of_field(ctx, form_sources[n].id);
}

void choose_source(struct app *app)
{
	static const struct list_ops ops = {
		.draw_row = choose_draw_source,
		.choose = choose_take_source,
		.help = help_of_source,
	};
	const struct form *f = (const struct form *)(const void *)app->form;
	size_t at = 0;

	for (size_t i = 0; i < form_sources_count; i++)
		if (form_sources[i].id == form_rows_source(app, f))
			at = i;
	list_open(&app->stack, &(struct list_spec) {
				       .title = "Password from",
				       .ops = &ops,
				       .ctx = app,
				       .count = form_sources_count,
				       .at = at,
				       .width = narrowest,
				       .under = form_place(app),
			       });
}
