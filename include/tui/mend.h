/* Putting the fix of the last verdict into the form, and testing it. Nothing is saved. */
#ifndef TUI_MEND_H
#define TUI_MEND_H

#include "tui/test_view.h"

/* Is there a fix that would change what is on the form? */
bool mend_is_known(const struct app *app);

/* Applies it and tests for that purpose; the screen tells what was changed, from what to what. */
void mend_for(struct app *app, const struct test_purpose *purpose);

/* For the key: a plain test. */
void mend(struct app *app);

/* What is to be remembered when the result is closed: how to fix it, what ends soon; or nothing. */
void mend_remind(struct app *app);

#endif
