/* The provider menu. */
#ifndef SCREENS_CHOOSE_H
#define SCREENS_CHOOSE_H

#include "screens/app.h"

void choose_provider(struct app *app);

/* One line of a list: the provider, its server, what its login takes. */
void choose_draw_provider(struct rect line, const struct provider *p, bool marked);

#endif
