/* Saving and leaving, with the questions that belong to them. */
#ifndef SCREENS_SAVE_QUIT_H
#define SCREENS_SAVE_QUIT_H

#include "screens/app.h"

void save_quit_save(struct app *app);

/* Saves, with all the questions; once it is saved, goes on with what follows. */
void save_quit_save_then(struct app *app, void (*then)(struct app *app));

/* Save (0), Discard (1) or Stay (2)? */
void save_quit_ask_unsaved(struct app *app, void (*answer)(struct app *app, int button));

void save_quit(struct app *app);

#endif
