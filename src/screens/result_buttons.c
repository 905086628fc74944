#include "screens/result_buttons.h"

#include "screens/apply_fix.h"
#include "screens/result_save.h"

#include <stdio.h>
#include <string.h>

/* Mail is worth a try only where the test went well. */
static bool is_good(const struct app *app, const struct test_purpose *purpose)
{
	const struct tester *t = &app->tester;

	return purpose->leads_on && t->judged &&
	       (t->verdict.diagnosis->outcome == OUTCOME_OK ||
		       t->verdict.diagnosis->outcome == OUTCOME_WARNING);
}

static bool result_has_fix(const struct app *app, const struct test_purpose *purpose)
{
	(void)purpose;
	return apply_fix_is_known(app);
}

static bool is_judged(const struct app *app, const struct test_purpose *purpose)
{
	(void)purpose;
	return app->tester.judged;
}

static void send_instead(struct app *app)
{
	app_pop(app);
	test_view_send(app);
}

static void rehearse_instead(struct app *app)
{
	app_pop(app);
	test_view_rehearse(app);
}

/* Fix it first, where that is known; then what the purpose offers, then the rest. */
static const struct offer {
	const char *label; /* NULL: those of the purpose */
	bool (*when)(const struct app *app, const struct test_purpose *purpose);
	void (*run)(struct app *app);
} offers[] = {
	{"Fix and test again", result_has_fix, test_view_fix},
	{NULL, NULL, NULL},
	{"Send a test message", is_good, send_instead},
	{"Try an address", is_good, rehearse_instead},
	{"Save as text", is_judged, result_save},
};

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

int result_buttons(const struct app *app, const struct test_purpose *purpose,
	struct button out[result_offered_max])
{
	int n = 0;

	if (app->tester.running)
		return 0;
	for (size_t i = 0; i < sizeof(offers) / sizeof(offers[0]); i++) {
		if (offers[i].label && offers[i].when(app, purpose))
			out[n++] = (struct button) {offers[i].label, NULL, offers[i].run};
		for (const struct button *b = purpose->buttons; !offers[i].label && b->label; b++)
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
			app_cursor(app, r.y, x + 1);
		paint_text(r.y, x, end - x, text, i == focus ? ROLE_SELECTED : ROLE_BUTTON);
		app_spot(app, r.y, x, width - 1, i);
		x += width;
	}
}
