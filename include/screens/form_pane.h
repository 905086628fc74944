/* The right pane of a wide form: help of what has the focus, and the provider's card. */
#ifndef SCREENS_FORM_PANE_H
#define SCREENS_FORM_PANE_H

#include "screens/form.h"

/* Where it is; of no width: there is none. */
struct rect form_pane_place(void);

void form_pane_draw(const struct app *app, const struct form *f);

#endif
