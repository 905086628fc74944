/*
 * The ini files of programs written in Go: values in three double quotes or in backticks, between
 * which nothing is special, but %(name)s, which stands for another value of the file.
 */
#ifndef FORMAT_FLAT_INI_H
#define FORMAT_FLAT_INI_H

#include "format/codec.h"

/* Takes the quotes off, in place; else a comment that stands behind. */
char *flat_ini_unquote(char *value);

/* Would something else be put in for a part of it? */
bool flat_ini_refers(const struct settings *s, const char *text);

/* A switch: the key's sentence where it is off, or, of what weakens the check, where it is on. */
void flat_ini_take_enabled(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);
void flat_ini_take_unchecked(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);

#endif
