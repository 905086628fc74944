/* What writing a program's files would change in them, for people: no password is in it. */
#ifndef ENGINE_PROGRAM_DIFF_H
#define ENGINE_PROGRAM_DIFF_H

#include "engine/program.h"

/* Appends the lines that go and come, file by file, of a program that was looked at like this. */
void program_diff(const struct program *p, const struct program_where *where,
	const struct settings *s, struct str *out);

/*
 * Appends the files as they would be, each after its path. Unless they are to be revealed, lines
 * that may have a password are hidden, and those that stay in a file of logins.
 */
void program_show(const struct program *p, const struct program_where *where,
	const struct settings *s, bool reveal, struct str *out);

/* The settings with a word in the place of their password, where they have one. */
void program_mask(struct settings *masked, const struct settings *s);

#endif
