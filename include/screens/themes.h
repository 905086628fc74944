/*
 * The list of themes: what is marked is shown at once, Esc takes it back, a choice is remembered.
 * A theme that cannot be read is in the list with the line and the reason.
 */
#ifndef SCREENS_THEMES_H
#define SCREENS_THEMES_H

#include "screens/app.h"

/* Opens the list, the next theme marked; while it is open: marks the next one. */
void themes_open(struct app *app);

#endif
