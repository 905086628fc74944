/* The password of a verb, asked for on a terminal. */
#ifndef CLI_ASK_PASSWORD_H
#define CLI_ASK_PASSWORD_H

#include "base/str.h"

#include <stdbool.h>

/*
 * Reads a line from standard input, a terminal, without echo; the prompt goes to stderr. False
 * where nothing was typed. A signal ends the program as it would without us, with the echo back.
 * Wipe the line.
 */
bool ask_password(struct str *into);

#endif
