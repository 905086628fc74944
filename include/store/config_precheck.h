/*
 * What must not reach libconfig: its parser is quadratic, follows @include and cuts strings at
 * a NUL byte. One pass over the bytes, aware of strings and comments.
 */
#ifndef STORE_CONFIG_PRECHECK_H
#define STORE_CONFIG_PRECHECK_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	config_size_max = 256 * 1024, /* bytes of a file */
	config_depth_max = 32,        /* nested groups, lists and arrays */
	config_settings_max = 4096,   /* assignments */
	/* The parser compares each name with those before it: assignments x bytes of their names.
	 */
	config_work_max = 128 * 1024 * 1024,
};

/*
 * Is the text fit for the parser? name is the file's name for the sentence.
 * Errors: EX_CONFIG with file and line.
 */
int config_precheck(const char *name, const char *text, size_t len, struct err *e);

#endif
