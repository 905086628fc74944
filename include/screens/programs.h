/*
 * The box of the machine's programs: how each stands to the saved settings, what would be written
 * into which of its files, and from here it is written into several, or undone.
 */
#ifndef SCREENS_PROGRAMS_H
#define SCREENS_PROGRAMS_H

#include "screens/app.h"

/* Are these settings the machine's, and not a district's? */
bool programs_can(const struct app *app);

/* What is written there is what is saved, whatever the form has. */
void programs_open(struct app *app);

/* The mark of how a program stands, here and on the page after a save. */
enum glyph programs_glyph(enum tone tone);

#endif
