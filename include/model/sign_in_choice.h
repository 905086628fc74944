/*
 * When a preset chooses the sign-in in the place of a password: where passwords end, as the
 * provider's row says, and no password is given. What is only chosen by it, and nobody can use as
 * there is no client id, makes room for a password.
 */
#ifndef MODEL_SIGN_IN_CHOICE_H
#define MODEL_SIGN_IN_CHOICE_H

#include "model/provider.h"
#include "model/sign_in_provider.h"

/*
 * Chooses it. To be done after password_follow(), which may have taken out the password of the
 * provider before. Returns whether it is chosen.
 */
bool sign_in_choose(const struct provider *p, struct settings *s);

/* Before a password is given: takes out what was only chosen by the row. */
void sign_in_make_room(struct settings *s);

/* The sign-in that the row chooses, where the settings have no client id for it; or NULL. */
const struct sign_in_provider *sign_in_lacking(const struct provider *p, const struct settings *s);

#endif
