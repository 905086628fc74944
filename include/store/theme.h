/*
 * A theme: what each role of the screen looks like. A libconfig file with one group a role, and
 * "about", a few words; nothing else in the program names a colour. What a file does not say stays
 * the terminal's own.
 */
#ifndef STORE_THEME_H
#define STORE_THEME_H

#include "base/err.h"
#include "base/str.h"
#include "base/style.h"

#include <stdbool.h>

struct theme {
	char name[64];
	char about[64]; /* a few words for the list */
	struct style styles[ROLE_COUNT];
};

/* The terminal's own looks, for when no file can be read. */
void theme_plain(struct theme *t);

/* The theme "default", which is not read from a file. */
extern const struct theme theme_default;

/* Reads a theme from its file. Errors as of theme_load(). */
int theme_read(struct theme *t, const char *name, const char *path, struct err *e);

/* The names of all themes there are, sorted. The caller finishes the list. */
void theme_list(struct strlist *names);

/* Errors: EX_USAGE (no such theme), EX_CONFIG (file, line, reason); t untouched. */
int theme_load(struct theme *t, const char *name, struct err *e);

/* The theme a person chose last ("default" where none), and remembering a choice. */
void theme_recall(char *name, size_t size);
int theme_remember(const char *name, struct err *e);

#endif
