/* The buttons below the result of a test: what can be done with it now. */
#ifndef SCREENS_RESULT_BUTTONS_H
#define SCREENS_RESULT_BUTTONS_H

#include "screens/result.h"

enum { result_offered_max = result_buttons_max + 4 };

/* Those that make sense now; none while the test runs. Returns how many. */
int result_buttons(const struct app *app, const struct test_purpose *purpose,
	struct button out[result_offered_max]);

/* Draws them in one line, so that the one in focus is seen; n is at least 1. */
void result_buttons_draw(
	struct app *app, struct rect r, const struct button *buttons, int n, int focus);

#endif
