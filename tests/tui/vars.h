/*
 * The variables of one script: what $NAME stands for, and the environment that its programs get.
 * They begin as a copy of the driver's own environment, so that one script never sees what
 * another one set.
 */
#ifndef TUI_VARS_H
#define TUI_VARS_H

#include <stdbool.h>
#include <stddef.h>

struct var {
	char *text; /* NAME=VALUE */
	size_t name_len;
	bool exported;
};

struct vars {
	struct var *v;
	size_t n;
};

void vars_init(struct vars *vs);
void vars_fini(struct vars *vs);

/* The value of the name of len bytes, borrowed; NULL when it is not set. */
const char *vars_find(const struct vars *vs, const char *name, size_t len);
const char *vars_get(const struct vars *vs, const char *name);

void vars_set(struct vars *vs, const char *name, const char *value, bool exported);

/* Sets from NAME=VALUE; false, and nothing done, when the text is not of that form. */
bool vars_assign(struct vars *vs, const char *text, bool exported);
void vars_unset(struct vars *vs, const char *name);

/* The length of the name at the start of text: 0 when there is none. */
size_t vars_name_length(const char *text);

/* The exported ones as an environment. The caller frees the array, not its texts. */
char **vars_environment(const struct vars *vs);

#endif
