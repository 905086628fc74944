/*
 * Using the saved settings in other programs of the machine, from wherever it is wanted: what is to
 * be asked first, then the work, which goes on beside the screen, and what became of it.
 */
#ifndef SCREENS_PROGRAMS_USE_H
#define SCREENS_PROGRAMS_USE_H

#include "screens/app.h"

/* Looks at the programs of the machine again: app->programs. */
void programs_look(struct app *app);

/* Asks, and writes into those that are chosen. */
void programs_use(struct app *app);

/* Asks, and puts back what the newest change of program n replaced. */
void programs_undo(struct app *app, size_t n);

/* Asks for an address, and sends a test message to it through program n. */
void programs_send(struct app *app, size_t n);

/* The work has news: an answer, or its end. */
void programs_on_news(struct app *app);

#endif
