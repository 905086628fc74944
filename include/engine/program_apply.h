/*
 * Makes a program's files say our settings, whole or not at all: what was there is kept first,
 * all files are written beside their places, the program's own check looks at them, then they are
 * put in place, and a test message goes through it where that is wanted. At the first failure
 * everything is as it was; what a crash or a kill leaves half done is put back before anything else
 * is done with the program.
 */
#ifndef ENGINE_PROGRAM_APPLY_H
#define ENGINE_PROGRAM_APPLY_H

#include "engine/program.h"

struct program_result {
	bool changed;
	struct strlist paths, backups; /* of the files that were changed */
	struct strlist messages;       /* sentences: what is to be done, or was not */
	bool reloaded;
	bool left; /* half done: what was there could not be put back */
};

void program_result_fini(struct program_result *r);

/* What the person wants. */
struct program_wish {
	bool weak_too; /* a form that is less safe than what was tested */
	bool reload;
	bool check;       /* only says what would be done */
	const char *test; /* the address of a message that has to arrive; or NULL */
};

/*
 * Errors: those of codec_write(); EX_DATAERR, it is weaker and that was not wanted; EX_NOINPUT, no
 * such program here; EX_NOPERM; those of a test message (program_sent_code()); EX_CONFIG, the
 * program's own check refuses the files, or what it runs failed; EX_TEMPFAIL, locked, or changed
 * meanwhile. The result is filled in any case; program_result_fini() by the caller.
 */
int program_apply(const struct codec *codec, const struct program_where *where,
	const struct settings *s, struct program_wish wish, struct program_result *result,
	struct err *e);

/*
 * Puts back what the newest change replaced, and reloads what runs of the program. Errors:
 * EX_NOINPUT, nothing was applied; EX_CONFIG, somebody has changed a file since, and nothing is
 * touched; else as program_apply().
 */
int program_undo(const struct codec *codec, const struct program_where *where,
	struct program_result *result, struct err *e);

/* Puts back what was left half done. Nothing to do is no error. */
int program_recover(const struct codec *codec, const struct program_where *where, bool *recovered,
	struct err *e);

/* When the newest change was made; 0: none was, or it was undone. */
time_t program_applied_at(const struct codec *codec, const struct program_where *where);

/* For program_*.c: */

/* Under which name its changes are kept. The caller frees. */
char *program_key(const struct codec *codec, const struct program_where *where);

/* The codec of such a name, which may have a file's digest behind it; NULL: there is none. */
const struct codec *program_of_key(const char *key);

/* The path behind the root. The caller frees. */
char *program_whole(const struct program_where *where, const char *path);

/* program_recover() for who holds the lock of that key. */
int program_recover_locked(
	const char *key, const struct program_where *where, bool *recovered, struct err *e);

#endif
