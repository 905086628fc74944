/* Test Server on the screen: the steps as they come, then the verdict and what to do with it. */
#ifndef SCREENS_RESULT_H
#define SCREENS_RESULT_H

#include "screens/app.h"
#include "screens/form_page.h"

enum { result_buttons_max = 3 };

/* Whose test it is: what follows from its end. */
struct test_purpose {
	/* What is done behind the login; NULL: nothing, a plain test. */
	void (*start)(struct tester *t, const struct settings *settings, const char *to);
	/* The verdict is there. Takes over by popping the view and returning true. NULL: never */
	bool (*judged)(struct app *app);
	/* What can be done with a verdict, beside fixing it; the first one closes. */
	struct button buttons[result_buttons_max + 1];
	bool leads_on;                   /* a good test leads to sending mail */
	void (*closed)(struct app *app); /* it could not begin, or was closed; NULL: nothing */
};

/* Tests what is on the screen; asks first where a password would go out unencrypted. */
void test_view_start(struct app *app);
void test_view_run(struct app *app, const struct test_purpose *purpose);

/* The same behind a fix. changed: what it changed, as struct test_content has it. */
void test_view_run_fixed(struct app *app, const struct test_purpose *purpose, const char *changed);

/* Asks for an address and sends it a test message, or asks the server whether it would take one. */
void test_view_send(struct app *app);
void test_view_rehearse(struct app *app);

/* In the place of the view: the fix, and another test for the same purpose. */
void test_view_fix(struct app *app);

/* Ends the view and says so to its purpose. */
void test_view_close(struct app *app);

/* The purpose of a test that only tests. */
const struct test_purpose *result_plain_test(void);

/* For test_start.c: the view of a test that was just started. */
void test_view_open(struct app *app, const struct test_purpose *purpose, const char *changed);

#endif
