/* Putting the fix of the last verdict into the form, and testing it. Nothing is saved. */
#ifndef SCREENS_APPLY_FIX_H
#define SCREENS_APPLY_FIX_H

#include "screens/result.h"

/* Is there a fix that would change what is on the form? */
bool apply_fix_is_known(const struct app *app);

/* Applies it and tests for that purpose; the screen tells what was changed, from what to what. */
void apply_fix_for(struct app *app, const struct test_purpose *purpose);

/* For the key: a plain test. */
void apply_fix(struct app *app);

/* What is to be remembered when the result is closed: how to fix it, what ends soon; or nothing. */
void apply_fix_remind(struct app *app);

#endif
