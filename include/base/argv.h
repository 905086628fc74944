/*
 * A command line as words, split as a shell splits it: blanks between words, quotes of both kinds
 * and backslashes. Nothing is expanded: a dollar, a tilde or a star stands for itself.
 */
#ifndef BASE_ARGV_H
#define BASE_ARGV_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct argv {
	char **words; /* ended by NULL, as exec wants them */
	size_t n;
};

/* Errors: EX_DATAERR (a quote is not closed, nothing behind a backslash); out is then empty. */
int argv_split(const char *text, struct argv *out, struct err *e);

/* Is there, outside quotes, what only a shell would obey: a pipe, a redirection, a variable? */
bool argv_wants_shell(const char *text);

/* Fine on a zeroed struct. */
void argv_fini(struct argv *a);

#endif
