/*
 * A server for an address whose domain no preset knows: the guesses are tried, without a login,
 * and the first that answers, encrypted and with a certificate that is right, is taken.
 */
#ifndef CLI_GUESS_H
#define CLI_GUESS_H

#include "engine/session.h"

/*
 * Puts the server into the settings and says on stderr that it is a guess. Returns 0, or an exit
 * code after a sentence (EX_UNAVAILABLE: none answers); the settings are untouched then.
 */
int guess_server(const char *address, struct settings *settings);

#endif
