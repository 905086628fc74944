/* The buttons below the result of a test: what can be done with it now. */
#ifndef SCREENS_RESULT_BUTTONS_H
#define SCREENS_RESULT_BUTTONS_H

#include "screens/result_purpose.h"

/*
 * Fix it first, where that is known, or save what passed; then what the purpose offers, then the
 * rest.
 */
enum {
	RESULT_OFFER_FIX,
	RESULT_OFFER_PIN,
	RESULT_OFFER_SAVE,
	RESULT_OFFER_PURPOSE,
	RESULT_OFFER_SEND,
	RESULT_OFFER_REHEARSE,
	RESULT_OFFER_COMMANDS,
	RESULT_OFFER_TEXT,
	RESULT_OFFER_COUNT
};

struct result_offer {
	const char *label; /* NULL: those of the purpose */
	bool (*when)(const struct app *app, const struct result_purpose *purpose);
	void (*run)(struct app *app);
};

extern const struct result_offer result_offers[RESULT_OFFER_COUNT];

enum { result_offered_max = result_buttons_max + RESULT_OFFER_COUNT - 1 };

/* Did these settings pass their test, and does the file have them? */
bool result_is_saved(const struct app *app);

/* Those that make sense now; none while the test runs. Returns how many. */
int result_buttons(const struct app *app, const struct result_purpose *purpose,
	struct button out[result_offered_max]);

/* The rows that so many of them take in so many columns. */
int result_buttons_rows(const struct button *offered, int n, int width);

/* Draws them, so that the one in focus is seen. */
void result_buttons_draw(
	struct app *app, struct rect r, const struct button *offered, int n, int focus);

#endif
