#include "screens/app.h"

#include "screens/layout.h"

#include <stdio.h>
#include <string.h>

void app_take(struct app *app, struct screen *s)
{
	s->below = app->top;
	app->top = s;
	app->dirty = true;
}

void app_pop(struct app *app)
{
	struct screen *s = app->top;

	app->top = s->below;
	s->ops->free(s);
	app->dirty = true;
}

void app_quit(struct app *app, int code)
{
	app->done = true;
	app->code = code;
}

void app_cursor(struct app *app, int y, int x)
{
	app->cursor_y = y;
	app->cursor_x = x;
}

/* The stack of screens, and the bar at the bottom */

static void draw_stack(struct app *app, struct screen *s)
{
	if (s->below)
		draw_stack(app, s->below);
	app_cursor(app, -1, -1);
	app->n_spots = 0;
	s->ops->draw(app, s);
}

static void draw_too_small(struct rect r)
{
	char text[160];

	(void)snprintf(text, sizeof(text),
		"smtpsetup needs %d columns and %d lines; this window has %d and %d. Nothing is "
		"lost: make it larger.",
		layout_min_width, layout_min_height, r.width, r.height);
	(void)paint_paragraph(r, text, ROLE_WARN);
}

static int hint_width(const struct hint *h)
{
	return paint_columns(h->key, strlen(h->key)) + 1 + paint_columns(h->name, strlen(h->name)) +
	       2;
}

/* Those of the lowest rank first, as many as fit into the width. */
static void choose_hints(const struct hint *hints, int n, int width, bool shown[hints_max])
{
	for (int rank = 0; rank <= hint_rank_max; rank++)
		for (int i = 0; i < n; i++)
			if (hints[i].rank == rank && hint_width(&hints[i]) <= width) {
				shown[i] = true;
				width -= hint_width(&hints[i]);
			}
}

static void draw_bar(struct app *app, struct rect r)
{
	struct hint hints[hints_max];
	int n = app->top->ops->hints(app, app->top, hints), x = 1, y = r.height - 1;
	bool shown[hints_max] = {false};

	choose_hints(hints, n, r.width, shown);
	paint_cell(y, 0, r.width, "", ROLE_TEXT);
	for (int i = 0; i < n; i++) {
		if (!shown[i])
			continue;
		x += paint_text(y, x, r.width - x, hints[i].key, ROLE_KEY) + 1;
		x += paint_text(y, x, r.width - x, hints[i].name, ROLE_TEXT) + 2;
	}
}

void app_draw(struct app *app)
{
	struct rect r = paint_screen();

	paint_begin();
	app_cursor(app, -1, -1);
	app->n_spots = 0;
	if (layout_is_too_small(r.height, r.width)) {
		draw_too_small(r);
	} else {
		draw_stack(app, app->top);
		draw_bar(app, r);
	}
	paint_end(app->cursor_y, app->cursor_x);
	app->dirty = false;
	if (app->top->ops->drawn)
		app->top->ops->drawn(app, app->top);
}
