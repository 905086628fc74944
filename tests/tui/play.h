/*
 * Plays a script: line by line, until one of them fails, and says so.
 */
#ifndef TUI_PLAY_H
#define TUI_PLAY_H

#include "drive.h"

/*
 * For the driver and for include. BROKEN: a line failed and d->failed says that it was reported; or
 * the file could not be played at all, and d->why says why.
 */
enum outcome play_file(struct drive *d, const char *path);

#endif
