/*
 * Where a person's own files lie, by the XDG base directory specification: a variable that is not
 * an absolute path is ignored, and the place below the home directory counts.
 */
#ifndef BASE_XDG_H
#define BASE_XDG_H

#include "base/str.h"

#include <stdbool.h>

/* Appends the home directory; false, and nothing is appended, where $HOME is not set. */
bool xdg_home(struct str *path);

/* Append the directory, without a slash at its end. False: no home is known, and / stands for it.
 */
bool xdg_config(struct str *path); /* $XDG_CONFIG_HOME, ~/.config */
bool xdg_state(struct str *path);  /* $XDG_STATE_HOME, ~/.local/state */

#endif
