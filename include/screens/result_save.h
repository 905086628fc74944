/* The report of a test as a text file, for whoever is asked for help: 0600, without a secret. */
#ifndef SCREENS_RESULT_SAVE_H
#define SCREENS_RESULT_SAVE_H

#include "screens/app.h"

/* Asks where to; a file that is there is replaced only when that is wanted. */
void result_save(struct app *app);

#endif
