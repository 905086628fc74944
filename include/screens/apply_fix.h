/* Putting the fix of the last verdict into the form, and testing it. Nothing is saved. */
#ifndef SCREENS_APPLY_FIX_H
#define SCREENS_APPLY_FIX_H

#include "screens/app.h"

/* From the form, and from the result on top, whose purpose the new test has. */
void apply_fix(struct app *app);
void apply_fix_again(struct app *app);

/* Puts another change into the form, from the result on top, and tests likewise. */
void apply_change_again(struct app *app, const struct change *change);

#endif
