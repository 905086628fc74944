/* A configuration file that cannot be used: begin anew, or leave. */
#ifndef SCREENS_BROKEN_FILE_H
#define SCREENS_BROKEN_FILE_H

#include "screens/app.h"

/* Asks what to do; e: what is wrong with it. */
void broken_file_ask(struct app *app, const struct err *e);

#endif
