/* The end of the wizard: left half-way, or after a save. */
#ifndef SCREENS_WIZARD_END_H
#define SCREENS_WIZARD_END_H

#include "screens/app.h"

/* Leaves the whole program; asks whether to keep the answers as a draft where there are any. */
void wizard_leave(struct app *app);

/*
 * After a save: the page that shows what was saved and what can be done with it; from it back to
 * the form, or out of the program where it was only the wizard.
 */
void wizard_finish(struct app *app);

#endif
