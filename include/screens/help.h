/*
 * The help: of the setting in focus, of a provider, of a box or a page, and behind all of them the
 * page of all keys.
 */
#ifndef SCREENS_HELP_H
#define SCREENS_HELP_H

#include "screens/app.h"

/* Before the first screen: the key of the help works on all of them. */
void help_init(struct app *app);

/* Of the setting in focus; of the keys where there is none. */
void help_open(struct app *app);

void help_of_field(struct app *app, enum field_id id);
void help_of_provider(struct app *app, const struct provider *p);

/* The keys that no action has, for the help and the manual; ended by a row of NULLs. */
struct help_key {
	const char *keys, *what;
};

extern const struct help_key help_moving[], help_editing[];

#endif
