/*
 * Settings as a libconfig tree: one group for the first word of a key, and the group `tested`.
 * Types and ranges are checked here, since libconfig 1.5 wraps large integers and cuts what it
 * does not like without a word.
 */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include "base/err.h"
#include "base/str.h"
#include "model/settings.h"
#include "store/tested.h"

#include <libconfig.h>

/* Parses guarded text. Errors: EX_CONFIG with file, line and reason. */
int tree_parse(config_t *tree, const char *name, const char *text, struct err *e);

/* Reads every known setting. Errors: EX_CONFIG with file, line and reason. */
int tree_read(const config_t *tree, const char *name, struct settings *settings,
	struct tested *tested, struct err *e);

/*
 * Makes the text say these settings: what differs is changed in its place, a default that nobody
 * wrote is left out. Errors: EX_CONFIG, EX_SOFTWARE; what is in the text then is of no use.
 */
int tree_change(struct str *text, const char *name, const struct settings *settings,
	const struct tested *tested, struct err *e);

#endif
