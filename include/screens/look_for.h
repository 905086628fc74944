/*
 * Looks for the server of a domain that no provider is known for: tries its usual names without a
 * login, and lists what answers.
 */
#ifndef SCREENS_LOOK_FOR_H
#define SCREENS_LOOK_FOR_H

#include "screens/app.h"

/* Opens the list; what is chosen there is filled in. */
void look_for_server(struct app *app, const char *domain);

#endif
