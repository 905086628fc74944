/*
 * What programs bring along: a check of their files, a build, a reload; a command that takes a
 * message, one that lists a queue. They are looked for in the system's directories only.
 */
#ifndef ENGINE_PROGRAM_RUN_H
#define ENGINE_PROGRAM_RUN_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/* What stands for %s, %d, %f, %t and %q in a command; NULL: none of it is there. */
struct run_values {
	const char *file, *directory, *from, *to, *queued;
};

/*
 * Runs the command; what it prints is dropped, as it may hold a password. 0 also where the command
 * is not there, which *missing says. Errors: EX_CONFIG with how it ended.
 */
int program_run(const char *const *command, const char *name, const char *file,
	const char *directory, bool *missing, struct err *e);

/*
 * Runs the command with `in` (-1: nothing) as its standard input, and appends what it prints. 0
 * whatever its exit is. Errors: EX_UNAVAILABLE, it is not there; EX_SOFTWARE; EX_TEMPFAIL, it did
 * not end in time.
 */
int program_hear(const char *const *command, const struct run_values *values, int in,
	struct str *out, int *status, struct err *e);

#endif
