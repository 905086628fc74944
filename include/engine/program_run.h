/*
 * What programs bring along for their own files: a check, a build, a reload. They are looked for in
 * the system's directories only, and what they print is dropped, as it may hold a password.
 */
#ifndef ENGINE_PROGRAM_RUN_H
#define ENGINE_PROGRAM_RUN_H

#include "base/err.h"

#include <stdbool.h>

/*
 * Runs the command: %s is `file`, %d is `directory`. 0 also where the command is not there, which
 * *missing says. Errors: EX_CONFIG with how it ended.
 */
int program_run(const char *const *command, const char *name, const char *file,
	const char *directory, bool *missing, struct err *e);

#endif
