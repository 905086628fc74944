/* The fix that the last verdict named, while it is not applied. */
#ifndef SCREENS_KNOWN_FIX_H
#define SCREENS_KNOWN_FIX_H

#include "screens/app.h"

/* Is there a fix that would change what is on the form? */
bool known_fix_is_new(const struct app *app);

/* What is to be remembered when the result is closed: how to fix it, what ends soon; or nothing. */
void known_fix_remind(struct app *app);

#endif
