/*
 * Something is shown for a moment: until the next key, for so long at most, and never when the
 * terminal is given back.
 */
#ifndef SCREENS_MOMENT_H
#define SCREENS_MOMENT_H

#include "screens/app.h"

/* end() is called when the moment is over. */
void moment_begin(struct app *app, int ms, void (*end)(struct app *app));

/* Is over now. Returns whether there was one. */
bool moment_end(struct app *app);

/* The same if its time has come. */
bool moment_check(struct app *app);

/* How long may be waited: ms (-1: for ever), less where the moment is over before. */
int moment_wait(const struct app *app, int ms);

#endif
