/* Signing in from the form: a box with a code that is entered on another device. */
#ifndef SCREENS_SIGN_IN_BOX_H
#define SCREENS_SIGN_IN_BOX_H

#include "screens/app.h"

bool sign_in_box_is_wanted(const struct app *app);
void sign_in_box_open(struct app *app);

/* The same as a step of something else, which hears of its end in the place of the form. */
void sign_in_box_open_for(struct app *app, void (*over)(struct app *app, bool done));

#endif
