/*
 * Where lies what belongs to a file, its lock and its earlier versions: beside it, FILE.lock and
 * FILE.history. What belongs to the machine's own configuration lies where state and locks do
 * (FHS 3.0, 3.15 and 5.8), so that a tool that versions /etc takes no old passwords along; not
 * where its directory is a group's, which could write nothing there.
 */
#ifndef BASE_FILE_BESIDE_H
#define BASE_FILE_BESIDE_H

#include "base/str.h"

#include <stdbool.h>

enum file_beside { FILE_BESIDE_LOCK, FILE_BESIDE_HISTORY, FILE_BESIDE_COUNT };

/* Does it lie elsewhere than beside the file? */
bool file_beside_is_moved(const char *real);

/* Appends the path of it. */
void file_beside_path(const char *real, enum file_beside what, struct str *out);

/* The same where it lay once, and lies for other files. */
void file_beside_old_path(const char *real, enum file_beside what, struct str *out);

#endif
