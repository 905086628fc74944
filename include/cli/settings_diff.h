/* How settings differ, for scripts and for people; of a secret only that it does. */
#ifndef CLI_SETTINGS_DIFF_H
#define CLI_SETTINGS_DIFF_H

#include "model/settings.h"

#include <jansson.h>

/* [{"key", "before", "after"}] of what is not the same; nothing is "". The caller's. */
json_t *settings_diff(const struct settings *before, const struct settings *after);

/* The same on stdout: -KEY=VALUE of what was there, +KEY=VALUE of what is. */
void settings_diff_print(const json_t *diff);

#endif
