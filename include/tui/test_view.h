/* Test Server on the screen: the steps as they come, then the verdict and what to do with it. */
#ifndef TUI_TEST_VIEW_H
#define TUI_TEST_VIEW_H

#include "tui/app.h"
#include "tui/page.h"

enum { test_buttons_max = 3 };

/* Whose test it is: what follows from its end. */
struct test_purpose {
	/* What is done behind the login; NULL: nothing, a plain test. */
	void (*errand)(struct tester *t, const struct settings *settings, const char *to);
	/* The verdict is there. Takes over by popping the view and returning true. NULL: never */
	bool (*judged)(struct app *app);
	/* What can be done with a verdict, beside mending it; the last one closes. */
	struct button buttons[test_buttons_max + 1];
	void (*closed)(struct app *app); /* it could not begin, or was closed; NULL: nothing */
};

/* Tests what is on the screen; asks first where a password would go out unencrypted. */
void test_view_start(struct app *app);
void test_view_run(struct app *app, const struct test_purpose *purpose);

/* Asks for an address and sends it a test message. */
void test_view_send(struct app *app);

/* Ends the view and says so to its purpose. */
void test_view_close(struct app *app);

#endif
