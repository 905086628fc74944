#include "screens/app.h"

#include "screens/layout.h"
#include "tui/term.h"

#include <stdio.h>
#include <string.h>

void app_quit(struct app *app, int code)
{
	app->done = true;
	app->code = code;
}

bool app_has_room(void)
{
	struct rect r = paint_screen();

	return !layout_is_too_small(r.height, r.width);
}

static void app_draw_too_small(const struct app *app)
{
	struct rect r = paint_screen();
	char text[160];

	if (app->held)
		(void)snprintf(text, sizeof(text),
			"Unsaved changes: make the window larger to save or discard them.");
	else
		(void)snprintf(text, sizeof(text),
			"smtpsetup needs %d columns and %d lines; this window has %d and %d. "
			"Nothing is lost: make it larger.",
			layout_min_width, layout_min_height, r.width, r.height);
	(void)paint_paragraph(r, text, ROLE_WARN);
}

void app_draw(struct app *app)
{
	if (term_is_away())
		return;
	paint_begin();
	if (app_has_room()) {
		stack_draw(&app->stack);
		app->held = false;
	} else {
		stack_hide(&app->stack);
		app_draw_too_small(app);
	}
	paint_end(app->stack.cursor_y, app->stack.cursor_x);
	stack_drawn(&app->stack);
}
