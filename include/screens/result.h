/* Test Server on the screen: the steps as they come, then the verdict and what to do with it. */
#ifndef SCREENS_RESULT_H
#define SCREENS_RESULT_H

#include "screens/result_purpose.h"

/* Shows a test that was just started. changed: by a fix before it, as struct test_content has it.
 */
void result_open(struct app *app, const struct result_purpose *purpose, const char *changed);

/* What the test of the view on top is for. */
const struct result_purpose *result_purpose(const struct app *app);

/* Ends the view and says so to its purpose. */
void result_close(struct app *app);

#endif
