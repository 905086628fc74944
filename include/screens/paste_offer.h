/*
 * A paste that looks like settings is offered to be filled in as such, instead of going into one
 * field as text; so is what a file of another program has.
 */
#ifndef SCREENS_PASTE_OFFER_H
#define SCREENS_PASTE_OFFER_H

#include "screens/app.h"

/* Opens the box where the paste looks like settings; false: it is text, and nothing happens. */
bool paste_offer(struct app *app, const struct key *key);

/* Asks for a file of another program, and offers what it has in the same way. */
void paste_offer_file(struct app *app);

#endif
