/*
 * The setting that the verdict of the last test is about: where the focus goes after it, and the
 * reason that stands beneath it until the setting is another one.
 */
#ifndef SCREENS_VERDICT_FIELD_H
#define SCREENS_VERDICT_FIELD_H

#include "screens/app.h"

/* Appends the reason; false, with nothing appended, where there is none to be shown there. */
bool verdict_field_say(const struct app *app, enum field_id id, struct str *out);

/* Puts the focus there, so that the first character typed replaces the value. */
void verdict_field_focus(struct app *app);

#endif
