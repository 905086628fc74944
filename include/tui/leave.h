/* Saving and leaving, with the questions that belong to them. */
#ifndef TUI_LEAVE_H
#define TUI_LEAVE_H

#include "tui/app.h"

void leave_save(struct app *app);

/* Saves, with all the questions; once it is saved, goes on with what follows. */
void leave_save_then(struct app *app, void (*then)(struct app *app));

/* Save (0), Discard (1) or Stay (2)? */
void leave_ask_unsaved(struct app *app, void (*answer)(struct app *app, int button));

void leave_quit(struct app *app);

#endif
