/*
 * The settings as one command of a shell, for the next machine: what is not at its default, quoted
 * for sh. A stored password is left out, and is to be given on standard input.
 */
#ifndef ENGINE_AS_COMMAND_H
#define ENGINE_AS_COMMAND_H

#include "model/settings.h"

enum { as_command_max = 16 * 1024 };

/* Appends it, without a line end. What is not for this person to read is left out. */
void as_command(const struct settings *s, struct str *out);

/* Appends sentences on what the command needs beside itself; nothing where it needs nothing. */
void as_command_say_needs(const struct settings *s, struct str *out);

#endif
