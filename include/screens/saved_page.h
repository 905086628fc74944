/*
 * The page after a save: what was saved, the programs of the machine that could use it, and what
 * else can be done with it. From it back to the form, or out of the program after the wizard.
 */
#ifndef SCREENS_SAVED_PAGE_H
#define SCREENS_SAVED_PAGE_H

#include "screens/app.h"

/* trail: of the wizard, as in struct form_page; NULL: it was a save on the form. */
void saved_page_show(
	struct app *app, void (*trail)(const struct app *app, int width, struct str *out));

/* After a save on the form: is it the first one of the settings that the machine uses? */
bool saved_page_is_due(const struct app *app);

#endif
