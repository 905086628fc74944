/*
 * Where another program's file lies, held by its directory: the way there is taken component by
 * component and never again, so that nobody can turn it elsewhere meanwhile. In a directory that
 * others can write in, everything is done with the rights of that directory's owner alone, and a
 * link there leads only to what belongs to the same owner: what root writes can be aimed nowhere.
 */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include "base/file.h"

struct place {
	char *path;     /* as it was given, for sentences */
	char *name;     /* in the directory; no link */
	int fd;         /* of the directory */
	bool by_others; /* others than root and this person can change it */
	uid_t owner;    /* of the directory */
	gid_t group;
	uid_t own_user; /* to come back to */
	gid_t own_group;
};

/*
 * Finds the place of an absolute path; the file need not be there, its directory must. Errors:
 * EX_NOINPUT, no such directory; EX_NOPERM, a link that is not followed, or a directory that may
 * not be entered.
 */
int place_open(struct place *p, const char *path, struct err *e);
void place_close(struct place *p); /* fine on a zeroed struct */

/* Appends the bytes of the file, as file_read(). A missing file is no error. */
int place_read(
	struct place *p, size_t max, struct str *out, struct file_state *state, struct err *e);

/* What a file is to be; of one that is there, owner and group stay. */
struct place_file {
	const char *bytes;
	size_t len;
	mode_t mode;
	uid_t owner; /* of a new file; where root may not act, it is whoever may */
	gid_t group;
};

/*
 * Writes the file beside its place, synced and read back, with its mode, owner, access list and
 * security context. `name` gets its name there, for place_commit() or place_drop(). Errors as
 * file_replace(); the place is then as it was.
 */
int place_stage(struct place *p, const struct place_file *file, const struct file_state *old,
	struct str *name, struct err *e);

/*
 * Puts what was staged in its place, and syncs the directory. Errors as file_replace(): EX_TEMPFAIL
 * when it is not the old file any more.
 */
int place_commit(struct place *p, const char *name, const struct file_state *old, struct err *e);

/* Removes what was staged. */
void place_drop(struct place *p, const char *name);

/* Removes what was staged by who was cut off. */
void place_sweep(struct place *p);

/* Removes the file, if it still is that one. Errors as place_commit(). */
int place_remove(struct place *p, const struct file_state *old, struct err *e);

#endif
