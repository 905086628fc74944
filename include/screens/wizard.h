/* The wizard: the steps of engine/steps on the screen, each a page of the form or a list. */
#ifndef SCREENS_WIZARD_H
#define SCREENS_WIZARD_H

#include "screens/app.h"

/* Begins, or goes on where it was left; from a step back to the whole form. */
void wizard_toggle(struct app *app);

#endif
