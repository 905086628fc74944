/*
 * The mouse: a screen says while it draws which of its places can be clicked on (app_spot), and
 * hears of a click on one of them; the wheel is Up and Down.
 */
#ifndef SCREENS_MOUSE_H
#define SCREENS_MOUSE_H

#include "screens/app.h"

/* Does what the key of the mouse means; false when it is none. */
bool mouse_key(struct app *app, const struct key *key);

#endif
