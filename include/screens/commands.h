/* The settings as a command for the next machine, to be read here and copied after leaving. */
#ifndef SCREENS_COMMANDS_H
#define SCREENS_COMMANDS_H

#include "screens/app.h"

bool commands_are_there(const struct app *app);
void commands_show(struct app *app);

#endif
