#include "screens/result_buttons.h"

#include <stdio.h>
#include <string.h>

static int result_button_text(const struct button *button, char text[64])
{
	(void)snprintf(text, 64, "[%s]", button->label);
	return paint_columns(text, strlen(text)) + 1;
}

/* Where they do not all fit, the first to be shown, so that the one in focus is. */
static int result_first_button(const struct button *buttons, int focus, int width)
{
	int first = 0, used = 0;
	char text[64];

	for (int i = 0; i <= focus; i++)
		used += result_button_text(&buttons[i], text);
	while (first < focus && used > width + 1)
		used -= result_button_text(&buttons[first++], text);
	return first;
}

int result_buttons(const struct app *app, const struct result_purpose *purpose,
	struct button out[result_offered_max])
{
	int n = 0;

	if (app->tester.running)
		return 0;
	for (int i = 0; i < RESULT_OFFER_COUNT; i++) {
		const struct result_offer *offer = &result_offers[i];

		if (offer->label && offer->when(app, purpose))
			out[n++] = (struct button) {offer->label, NULL, offer->run};
		for (const struct button *b = purpose->buttons; !offer->label && b->label; b++)
			out[n++] = *b;
	}
	return n;
}

void result_buttons_draw(
	struct app *app, struct rect r, const struct button *buttons, int n, int focus)
{
	int x = r.x, end = r.x + r.width;
	char text[64];

	for (int i = result_first_button(buttons, focus, r.width); i < n; i++) {
		int width = result_button_text(&buttons[i], text);

		if (i == focus)
			stack_cursor(&app->stack, r.y, x + 1);
		paint_text(r.y, x, end - x, text, i == focus ? ROLE_SELECTED : ROLE_BUTTON);
		stack_spot(&app->stack, r.y, x, width - 1, i);
		x += width;
	}
}
