/*
 * A script file as lines, and a line as words. Words are split as a shell does: '...' is taken as
 * it is; "..." and bare text know \n \t \r \e \xHH, a backslash before anything else, and $NAME or
 * ${NAME}; # begins a comment where a word could begin. A variable that is not set is an error,
 * because a test that looks for "" always passes.
 */
#ifndef TUI_SCRIPT_H
#define TUI_SCRIPT_H

#include "bytes.h"
#include "vars.h"

#include <stdbool.h>

struct script {
	struct script *outer; /* the one that includes this one, or NULL */
	char *name;           /* as it was given, for messages */
	char *dir;            /* absolute: where its goldens and includes are */
	struct bytes text;
	char *next;
	int line; /* the number of the line that was read last */
};

/* 0, or -1 with errno set. */
int script_open(struct script *s, const char *path);
void script_close(struct script *s);

/* The next line without its end, borrowed; NULL after the last. */
char *script_line(struct script *s);

/* The path as seen from the script's folder; the caller frees it. */
char *script_path(const struct script *s, const char *path);

struct words {
	char **v; /* NULL behind the last */
	int n;
	char *here;    /* the END of <<END, or NULL */
	bool verbatim; /* it was quoted: nothing is expanded */
};

/* 0, or -1 with the reason in why. Finish w in both cases. */
int words_split(struct words *w, const char *line, const struct vars *vars, struct bytes *why);
void words_add(struct words *w, const char *text, size_t len);
void words_fini(struct words *w);

/*
 * Reads the lines up to the one that is w->here and adds them as one word. 0, or -1 with the reason
 * in why.
 */
int words_here(struct words *w, struct script *s, const struct vars *vars, struct bytes *why);

#endif
