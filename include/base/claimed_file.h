/*
 * A small file of one's own that a process holds as long as it lives, so that another one can tell
 * what is still worked on from what was left behind. Whole at every moment and 0600; not synced,
 * so that writing it never waits for the disk: a loss of power may cost it. Only a regular file
 * of this user that nobody else can read or change is ever read, and no link is followed.
 */
#ifndef BASE_CLAIMED_FILE_H
#define BASE_CLAIMED_FILE_H

#include "base/err.h"
#include "base/str.h"

#include <time.h>

struct claimed_file {
	int fd; /* -1: nothing is held */
};

/*
 * Appends what was left there and holds it; `at` gets the time it was written. Also clears away
 * what a writer that died has left beside it. -1: nothing is there that can be had: no file,
 * one that another process holds, one of more than max bytes, one that is not safe.
 */
int claimed_file_read(
	struct claimed_file *h, const char *path, size_t max, struct str *out, time_t *at);

/*
 * Puts the bytes there, in the place of whatever has the name, and holds that file. Missing
 * directories are made, 0700. Errors: those of file_put(); what was held still is.
 */
int claimed_file_write(
	struct claimed_file *h, const char *path, const char *bytes, size_t len, struct err *e);

/* Removes the file, if it still is the one that is held, and holds nothing any more. */
void claimed_file_drop(struct claimed_file *h, const char *path);

/* Leaves it behind for the next one. */
void claimed_file_release(struct claimed_file *h);

#endif
