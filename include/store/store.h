/*
 * The configuration file: the only place that knows libconfig. Loading is guarded: a regular
 * file of at most 256 KiB that nobody else may change or read, without NUL bytes, @include or
 * deep nesting, with the types and ranges checked here (libconfig 1.5 checks neither). Saving
 * changes what differs and leaves every other byte (comments, order, unknown settings), goes
 * through memory, is parsed again and compared before it replaces the old file, and writes
 * nothing where nothing changed.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/file.h"
#include "model/settings.h"
#include "store/history.h"
#include "store/tested.h"

#include <stdbool.h>

struct store {
	char *path;
	char *real;              /* where path led to when it was read, along symbolic links */
	struct str text;         /* the bytes that were loaded */
	struct file_state state; /* of the file that they came from */
	const char *keep_reason; /* why the old file is kept as FILE.bak at a save; NULL: no need */
	bool history;            /* a save keeps what the file was (store/history.h) */
	bool wrote;              /* the last store_save() changed the file */
	bool broken;             /* not to be overwritten unless store_start_anew() was called */
};

void store_init(struct store *st, const char *path);
void store_fini(struct store *st);

/*
 * Reads the file into settings and tested; both get the defaults where there is no file.
 * Errors: EX_CONFIG with file, line and reason; outputs are then the defaults.
 */
int store_load(struct store *st, struct settings *settings, struct tested *tested, struct err *e);

/* The same for an earlier version of the file at real, into a store with the path of that version.
 */
int store_load_version(struct store *st, const char *real, const struct version *version,
	struct settings *settings, struct tested *tested, struct err *e);

/* Is it broken in a way that this person can see, and so give it up? */
bool store_can_start_anew(const struct store *st);

/* A broken file may be given up: the next save begins anew and keeps the old one as FILE.bak. */
void store_start_anew(struct store *st);

/*
 * Writes the settings, if that changes anything. The caller holds the lock (file_lock()).
 * note, when it is not NULL, gets a sentence where there is something to say (FILE.bak).
 * Errors: EX_TEMPFAIL when the file is no longer the one that was loaded, EX_CONFIG when it is
 * broken, has more names than one, or others can change its directory; else those of file_put().
 * The file is untouched then.
 */
int store_save(struct store *st, const struct settings *settings, const struct tested *tested,
	struct str *note, struct err *e);

/* Is its place fit for a file with a password? Errors: EX_CONFIG, as store_save() has them. */
int store_check_place(const struct store *st, struct err *e);

/* Would such a save change the file? */
bool store_would_write(
	const struct store *st, const struct settings *settings, const struct tested *tested);

/* Would such a save not be able to change the file in its places, and write it anew? */
bool store_rewrites(
	const struct store *st, const struct settings *settings, const struct tested *tested);

/*
 * Does the file differ from that earlier one in more than these settings: in comments, in layout,
 * in what is not ours? settings and tested are what the file says now.
 */
bool store_differs_beyond(const struct store *now, const struct store *then,
	const struct settings *settings, const struct tested *tested);

/*
 * Puts the text of an earlier version in place, byte for byte; it was loaded by a store of its own,
 * so that it is known to be sound. Else as store_save().
 */
int store_restore(struct store *st, const struct str *text, struct str *note, struct err *e);

/* Is that what the file was when it was read? */
bool store_has_text(const struct store *st, const struct str *text);

#endif
