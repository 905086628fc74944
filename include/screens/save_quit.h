/* Saving and leaving, with the questions that belong to them. */
#ifndef SCREENS_SAVE_QUIT_H
#define SCREENS_SAVE_QUIT_H

#include "screens/app.h"

void save_quit_save(struct app *app);

/* What follows, with a number of its own. */
struct sequel {
	void (*run)(struct app *app, size_t n);
	size_t n;
};

/* Saves, with all the questions; once it is saved, goes on with what follows. */
void save_quit_save_then(struct app *app, struct sequel then);

/* Goes on, asking first whether to save where something is not saved. */
void save_quit_ask_unsaved(struct app *app, struct sequel then);

void save_quit(struct app *app);

#endif
