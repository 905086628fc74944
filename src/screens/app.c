#include "screens/app.h"

#include "screens/layout.h"

#include <stdio.h>
#include <string.h>

void app_quit(struct app *app, int code)
{
	app->done = true;
	app->code = code;
}

static void app_draw_too_small(struct rect r)
{
	char text[160];

	(void)snprintf(text, sizeof(text),
		"smtpsetup needs %d columns and %d lines; this window has %d and %d. Nothing is "
		"lost: make it larger.",
		layout_min_width, layout_min_height, r.width, r.height);
	(void)paint_paragraph(r, text, ROLE_WARN);
}

void app_draw(struct app *app)
{
	struct rect r = paint_screen();

	paint_begin();
	if (layout_is_too_small(r.height, r.width)) {
		stack_hide(&app->stack);
		app_draw_too_small(r);
	} else {
		stack_draw(&app->stack);
	}
	paint_end(app->stack.cursor_y, app->stack.cursor_x);
	stack_drawn(&app->stack);
}
