#include "screens/result_buttons.h"

#include "tui/buttons.h"

enum { narrow = 48 /* columns, below which buttons have no blanks inside */ };

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

_Static_assert((int)result_offered_max <= (int)buttons_max, "all that is offered has a button");

static struct buttons result_buttons_row(const struct button *offered, int n, int focus, int width)
{
	struct buttons row = {.n = n, .focus = focus, .primary = 0, .narrow = width < narrow};

	for (int i = 0; i < n; i++)
		row.labels[i] = offered[i].label;
	return row;
}

int result_buttons_rows(const struct button *offered, int n, int width)
{
	const struct buttons row = result_buttons_row(offered, n, 0, width);

	return buttons_rows(&row, width);
}

void result_buttons_draw(
	struct app *app, struct rect r, const struct button *offered, int n, int focus)
{
	const struct buttons row = result_buttons_row(offered, n, focus, r.width);

	buttons_draw(&app->stack, r, &row, 0);
}
