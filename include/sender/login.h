/* What the login needs, got from where it is kept: a password, or a token of a sign-in. */
#ifndef SENDER_LOGIN_H
#define SENDER_LOGIN_H

#include "model/settings.h"

/*
 * The settings with it, flat, in an initialised *with. The service, which can read neither, has
 * what root hands to it (sender_secret). Errors: EX_CONFIG, it cannot be had.
 */
int login_settings(const struct settings *saved, struct settings *with, struct err *e);

#endif
