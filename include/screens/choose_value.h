/* The list of the values of a choice, under its field: the present one has a mark. */
#ifndef SCREENS_CHOOSE_VALUE_H
#define SCREENS_CHOOSE_VALUE_H

#include "screens/app.h"

/* The values of the field in focus. */
void choose_value(struct app *app);

/* Where the password comes from. */
void choose_source(struct app *app);

#endif
