/* Test Server on the screen: the steps as they come, then the verdict and what to do with it. */
#ifndef SCREENS_RESULT_H
#define SCREENS_RESULT_H

#include "screens/result_purpose.h"

/* Shows a test that was just started. */
void result_open(struct app *app, const struct result_order *order);

/* The test of the view on top. */
const struct result_order *result_order(const struct app *app);

/* Ends the view and says so to its purpose. */
void result_close(struct app *app);

#endif
