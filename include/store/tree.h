/*
 * Settings as a libconfig tree: one group for the first word of a key, and the group `tested`.
 * Types and ranges are checked here, since libconfig 1.5 wraps large integers and cuts what it
 * does not like without a word.
 */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include "store/store.h"

#include <libconfig.h>

/* Parses guarded text. Errors: EX_CONFIG with file, line and reason. */
int tree_parse(config_t *tree, const char *name, const char *text, struct err *e);

/* Reads every known setting. Errors: EX_CONFIG with file, line and reason. */
int tree_read(const config_t *tree, const char *name, struct settings *settings,
	struct tested *tested, struct err *e);

/* Puts in what differs from the defaults or is there already; the rest is taken out. */
void tree_write(config_t *tree, const struct settings *settings, const struct tested *tested);

/* Appends the tree as text. Errors: EX_SOFTWARE. */
int tree_print(const config_t *tree, struct str *out, struct err *e);

#endif
