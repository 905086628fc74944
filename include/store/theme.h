/*
 * A theme: what each role of the screen looks like. A libconfig file with one group a role, and
 * "about", a few words; nothing else in the program names a colour. What a file does not say stays
 * the terminal's own.
 */
#ifndef STORE_THEME_H
#define STORE_THEME_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum role {
	ROLE_TEXT,    /* what is neither of the others */
	ROLE_TITLE,   /* the bar on top */
	ROLE_SECTION, /* headings */
	ROLE_LABEL,   /* the names of settings */
	ROLE_FOCUS,   /* marks around what has the focus */
	ROLE_DIM,     /* hints, placeholders */
	ROLE_GOOD,
	ROLE_WARN,
	ROLE_BAD,
	ROLE_BUTTON,
	ROLE_SELECTED, /* the focused button, the chosen row of a list */
	ROLE_FRAME,    /* borders of dialogs */
	ROLE_KEY,      /* the names of keys in the bar below */
	ROLE_COUNT
};

enum { COLOUR_DEFAULT = -1 };

/* A colour is a number from 0 to 255, for fewer colours one from 0 to 7; -1: the terminal's. */
struct style {
	int fg, bg;
	int basic_fg, basic_bg;
	bool bold, reverse, underline, dim;
};

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
