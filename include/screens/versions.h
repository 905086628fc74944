/* The earlier versions of the file, to look at and to put back into the form. */
#ifndef SCREENS_VERSIONS_H
#define SCREENS_VERSIONS_H

#include "screens/app.h"

bool versions_are_kept(const struct app *app);

/* Opens the list. What is chosen goes into the form; the file stays as it is until a save. */
void versions_open(struct app *app);

#endif
