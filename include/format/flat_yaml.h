/*
 * The lines `name: value` that this program writes into YAML, with values in single quotes. What
 * others write there may mean more than a line shows, so only lines of our own are ever read.
 */
#ifndef FORMAT_FLAT_YAML_H
#define FORMAT_FLAT_YAML_H

#include "format/codec.h"

extern const struct scan_style flat_yaml_style;

/* In single quotes nothing is special but those, which are doubled (YAML 1.2.2, 7.3.2). */
const char *flat_yaml_quote(struct str *out, const char *value);
char *flat_yaml_unquote(char *value); /* in place */

#endif
