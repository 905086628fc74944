#include "screens/mouse.h"

void app_spot(struct app *app, int y, int x, int width, int what)
{
	if (app->n_spots < spots_max)
		app->spots[app->n_spots++] = (struct spot) {y, x, width, what};
}

static void mouse_click(struct app *app, const struct key *key)
{
	struct screen *top = app->top;

	for (int i = app->n_spots - 1; i >= 0 && top->ops->click; i--) {
		const struct spot *spot = &app->spots[i];

		if (key->y != spot->y || key->x < spot->x || key->x >= spot->x + spot->width)
			continue;
		top->ops->click(app, top, spot->what);
		return;
	}
}

/* A step of the wheel is a step on the form, more where text or a list is scrolled. */
static void mouse_wheel(struct app *app, int code)
{
	const struct key key = {.code = code == KEYCODE_WHEEL_UP ? KEYCODE_UP : KEYCODE_DOWN};
	struct screen *top = app->top;

	for (int i = 0; i < (top == app->form ? 1 : 3); i++)
		top->ops->key(app, top, &key);
}

bool mouse_key(struct app *app, const struct key *key)
{
	if (key->code == KEYCODE_CLICK)
		mouse_click(app, key);
	else if (key->code == KEYCODE_WHEEL_UP || key->code == KEYCODE_WHEEL_DOWN)
		mouse_wheel(app, key->code);
	else
		return false;
	return true;
}
