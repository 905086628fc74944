/*
 * Choosing a sign-in with the client id that the administrator has put into clients.cfg: next to
 * the settings, else of the machine. What the settings have themselves stays.
 */
#ifndef ENGINE_SIGN_IN_CLIENT_H
#define ENGINE_SIGN_IN_CLIENT_H

#include "engine/session.h"
#include "model/sign_in_choice.h"

/* Fills the draft, where it has a sign-in and no client id. Errors: those of clients_fill(). */
int sign_in_client_fill(struct session *s, struct err *e);

/* sign_in_choose() for the draft, and that; a file that cannot be used is left out. */
bool sign_in_client_choose(struct session *s, const struct provider *p);

#endif
