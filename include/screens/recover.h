/* Edits outlive the program, however it ends: they are kept, and offered at the next start. */
#ifndef SCREENS_RECOVER_H
#define SCREENS_RECOVER_H

#include "screens/app.h"

/* Brings the draft up to date, which costs nothing where nothing changed. Trouble is told once. */
void recover_keep(struct app *app);

/* Asks what to do with what was left; nothing where nothing was. */
void recover_offer(struct app *app);

/* The last words of the program: that what was typed is kept, and how to go on with it. */
void recover_say_how(struct app *app);

#endif
