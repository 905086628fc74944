/* The trail of the wizard: the words of its steps with marks on what is done, without numbers. */
#ifndef SCREENS_WIZARD_TRAIL_H
#define SCREENS_WIZARD_TRAIL_H

#include "screens/app.h"

/* Appends it; where it takes more than width columns it begins later, so that the step is seen. */
void wizard_trail(const struct app *app, int width, struct str *out);

/* The same after the save, where the programs of the machine are the last step. */
void wizard_trail_saved(const struct app *app, int width, struct str *out);

#endif
