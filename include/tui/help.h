/* The help screen: the setting in focus, then all keys. */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "tui/app.h"

void help_open(struct app *app);

#endif
