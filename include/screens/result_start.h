/* Starting a test, with what is asked before it. */
#ifndef SCREENS_RESULT_START_H
#define SCREENS_RESULT_START_H

#include "screens/result_purpose.h"

/* Tests what is on the screen; asks first where a password would go out unencrypted. */
void result_start(struct app *app, const struct result_order *order);

/* A test that only tests; what it is for. */
void result_start_plain(struct app *app);
extern const struct result_purpose result_start_only_test;

/* Asks for an address and sends it a test message, or asks the server whether it would take one. */
void result_start_send(struct app *app);
void result_start_rehearse(struct app *app);

#endif
