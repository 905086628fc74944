/* Saving and leaving, with the questions that belong to them. */
#ifndef TUI_LEAVE_H
#define TUI_LEAVE_H

#include "tui/app.h"

void leave_save(struct app *app);
void leave_quit(struct app *app);

#endif
