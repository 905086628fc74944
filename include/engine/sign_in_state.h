/* What there is to say of a sign-in without asking anybody: who is in, and whether it may end. */
#ifndef ENGINE_SIGN_IN_STATE_H
#define ENGINE_SIGN_IN_STATE_H

#include "model/settings.h"

/* Appends a sentence where there is something to do; nothing where all is well. */
void sign_in_state(const struct settings *s, struct str *out);

/* Is one wanted, and nobody signed in? */
bool sign_in_is_due(const struct settings *s);

#endif
