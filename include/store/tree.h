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
#include <stdbool.h>

/* What a text says; content_fini() by the caller, also after an error. */
struct content {
	struct settings settings;
	struct tested tested;
	bool there[FIELD_COUNT]; /* it stands in the text, be it the default */
};

void content_init(struct content *c, const struct settings *base);
void content_fini(struct content *c);

/* Reads guarded text into content that is fresh. Errors: EX_CONFIG with file, line and reason. */
int content_read(struct content *c, const char *name, const char *text, struct err *e);

/*
 * Makes a text that says `was` say these settings: what differs is changed in its place, a default
 * that nobody wrote is left out. Errors: EX_SOFTWARE; what is in the text then is of no use.
 */
int content_change(struct str *text, const char *name, const struct content *was,
	const struct settings *settings, const struct tested *tested, struct err *e);

/* For other texts of libconfig: parses guarded text. Errors as content_read(). */
int tree_parse(config_t *tree, const char *name, const char *text, struct err *e);

#endif
