/*
 * Trusting a certificate that no authority confirms: its key is pinned once the person has its
 * fingerprint from whoever runs the server, and has typed the end of it.
 */
#ifndef SCREENS_PIN_KEY_H
#define SCREENS_PIN_KEY_H

#include "screens/app.h"

/* Did the last test fail for a certificate whose key can be pinned? */
bool pin_key_is_possible(const struct app *app);

/* From the result on top: asks, pins, and tests again for the same purpose. Nothing is saved. */
void pin_key(struct app *app);

#endif
