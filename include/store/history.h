/*
 * The last versions of the configuration: a directory FILE.history, 0700, beside the file, or for
 * the machine's own where file_beside_path() says, in which each version is a file 0600 with a
 * number that grows. Keeping one is one rename and taking away the oldest one unlink, so that a
 * crash loses none, and a program that watches the directory of the file sees one name more. Of the
 * versions, 1 is the newest.
 */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "base/file.h"

#include <time.h>

enum { history_max = 5, history_path_max = 4200 };

struct version {
	char path[history_path_max];
	time_t saved; /* when this version became the file */
};

/* Fills versions, the newest first, and returns how many there are. */
size_t history_list(const char *real, struct version versions[history_max]);

/* Appends its bytes to out. Errors and a missing one as with file_read(). */
int history_read(const char *real, const struct version *version, struct str *out,
	struct file_state *state, struct err *e);

/*
 * Keeps these bytes, which were the file of that state, as the newest version, unless they are
 * it already; the oldest one goes. The caller holds the lock. Errors: those of file_put(), and
 * EX_CANTCREAT when somebody else has put something in the place of the directory.
 */
int history_keep(
	const char *real, const struct str *bytes, const struct file_state *of, struct err *e);

#endif
