/* The value of a row of the form, what stands there while it is empty, and the note beside it. */
#ifndef SCREENS_FORM_VALUE_H
#define SCREENS_FORM_VALUE_H

#include "screens/form_rows.h"
#include "screens/layout.h"

/* Draws the value of a setting, or of FORM_SOURCE; keeps its place while it has the focus. */
void form_value_draw(struct app *app, struct form *f, int row, int y, const struct layout *l);

#endif
