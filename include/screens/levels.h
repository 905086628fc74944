/*
 * The two levels on the form: Options, and the districts that lie over them. A row of tabs says
 * which one is shown, a list goes to another (asking first where something is not saved), and one
 * key gives a value back to what is inherited.
 */
#ifndef SCREENS_LEVELS_H
#define SCREENS_LEVELS_H

#include "screens/app.h"

/* Are there any districts? */
bool levels_are_there(const struct app *app);

/* Looks for them anew. */
void levels_look(struct app *app);

/* Opens the list of levels. */
void levels_open(struct app *app);

/* Has the district a value of its own in the focus? Gives it back to what is inherited. */
bool levels_can_inherit(const struct app *app);
void levels_inherit(struct app *app);

/* The row of tabs, of which the one that is shown can always be seen. */
void levels_draw(const struct app *app, int y, int width);

/*
 * Where a value comes from, for the place beside it, in at most so many columns: "inherited from
 * Options", or shorter; empty where it is its own, or where there is no room.
 */
const char *levels_origin(const struct settings *s, enum field_id id, int room);

/* The same for the hint line, with the key that changes it; nothing outside of a district. */
void levels_hint(const struct app *app, enum field_id id, struct str *out);

/* Whose settings are shown, for the title. */
void levels_title(const struct app *app, const char *title, bool short_form, struct str *out);

#endif
