/* The menu of all actions, filtered by typing: what has no key of its own is done from here. */
#ifndef SCREENS_ACTION_MENU_H
#define SCREENS_ACTION_MENU_H

#include "screens/app.h"

void action_menu_open(struct app *app);

#endif
