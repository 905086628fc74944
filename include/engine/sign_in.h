/*
 * Signing in: gets what is needed of an issuer, then either a code that a person types on another
 * device, or an address that a person opens and pastes back, or nothing but the client's secret;
 * and keeps the tokens. Never blocks: it hangs in the listener's loop, which hears of each thing
 * that changed. What people are shown is clean.
 */
#ifndef ENGINE_SIGN_IN_H
#define ENGINE_SIGN_IN_H

#include "engine/sign_in_step.h"

/*
 * FLOW_COUNT: the way that is best. The listener hears from the loop. Fine on a zeroed struct; it
 * stays where it lies.
 */
void sign_in_start(struct sign_in *i, const struct settings *s, enum sign_in_flow flow,
	struct listener listener);

/* The address that the browser ended on. Errors: those of sign_in_take_code(); it waits on. */
int sign_in_paste(struct sign_in *i, const char *address, struct err *e);

/* Ends what runs and wipes. Fine on a zeroed struct, which is what it leaves. */
void sign_in_fini(struct sign_in *i);

#endif
