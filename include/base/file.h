/*
 * Files that are whole. file_read() takes a regular file of bounded size and remembers which
 * one it was; file_replace() puts new bytes in its place so that every reader sees the old file
 * or the new one: temporary beside it, 0600 at birth, written, synced, read back, renamed,
 * directory synced. file_lock() keeps two writers apart with a sidecar that stays; in it stands
 * who holds it.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

enum { file_digest_size = 32 };

/* SHA-256. */
void file_digest(const char *bytes, size_t len, unsigned char out[file_digest_size]);

/* Which file, and with what in it, was read. */
struct file_state {
	bool exists;
	bool denied; /* it may be there, and this person may not read it */
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec modified;
	mode_t mode; /* permission bits only */
	uid_t owner;
	gid_t group;
	nlink_t links;                          /* the names it has */
	unsigned char digest[file_digest_size]; /* SHA-256 of the bytes */
};

/*
 * Appends the file's bytes to out. A missing file is no error: state->exists is false.
 * Errors: EX_CONFIG (not a regular file, larger than max bytes, not readable).
 */
int file_read(
	const char *path, size_t max, struct str *out, struct file_state *state, struct err *e);

/* The same where path led to real before: a link that lies there now is not followed. */
int file_read_real(const char *real, const char *path, size_t max, struct str *out,
	struct file_state *state, struct err *e);

/* The same for what is open already; path is its name in what is said. */
int file_read_open(int fd, const char *path, size_t max, struct str *out, struct file_state *state,
	struct err *e);

/* Is what lies at path still what the state describes? Compares the bytes too. */
bool file_is_same(const char *path, const struct file_state *state);

/* Appends all that is still to be read there. Returns -1 with errno. */
int file_read_all(int fd, struct str *out);

/* Writes them all. Returns -1 with errno. */
int file_write_all(int fd, const char *bytes, size_t len);

/* The same to a file that is empty, synced and read back: a disk that lies is found out. */
int file_write_whole(int fd, const char *bytes, size_t len);

/*
 * Gives a file the access list and the security context of another one: of path, or, where that is
 * NULL, of what is open as `from`. Returns -1 with errno where the access list cannot be had.
 */
int file_copy_attributes(int to, const char *path, int from);

/*
 * Where the bytes go, along symbolic links, whether their target is there yet or not. A link that
 * is neither root's nor this person's is not followed: it is then itself the result. Owned.
 */
char *file_resolve(const char *path);

/*
 * Puts the bytes in place of the file, with its old owner, mode (never wider than 0640), access
 * list and security context; a new one is 0600, or 0640 in the directory of a group. A symbolic
 * link keeps pointing. Missing directories are made, 0700.
 * Errors: EX_CANTCREAT, EX_IOERR, EX_NOPERM, EX_TEMPFAIL when it is not the old file any more;
 * it is then untouched, unless the very last step failed, the sync of its directory: then the
 * new one is in place, whole.
 */
int file_replace(const char *path, const char *bytes, size_t len, const struct file_state *old,
	struct err *e);

/*
 * Writes a file of its own at exactly that name, 0600 whatever was there: a new one (O_EXCL), or,
 * with `instead`, one in the place of what has the name. No link is followed, and no directory
 * made. Errors as file_replace(); what was there is then untouched.
 */
int file_create(const char *path, const char *bytes, size_t len, bool instead, struct err *e);

/* Does anything have that name, be it a link to nowhere? */
bool file_exists(const char *path);

/* The same where path has been resolved already: a link that lies there now is not followed. */
int file_put(const char *real, const char *bytes, size_t len, const struct file_state *old,
	struct err *e);

/* Is the directory of path one that root has given to a group (root:GROUP 2770)? */
bool file_is_shared(const char *path);

/*
 * Can nobody but its owner replace the file? Its directory and all above it are then neither
 * their group's nor everybody's to change, unless sticky or shared. Errors: EX_CONFIG with the
 * repair.
 */
int file_check_place(const char *path, struct err *e);

/*
 * Why this person may not put a file at path, as a save does, in its directory or in the first one
 * above that is there; NULL: nothing speaks against it.
 */
const char *file_read_only(const char *path);

/* The same as an error, which is the one that file_put() would have. */
int file_check_writable(const char *path, struct err *e);

/*
 * Could only this person, or root, have written what was read there? Not where the file is
 * another's, nor where its directory is another's or shared, or one above it can be changed by
 * others.
 */
bool file_is_trusted(const char *real, const struct file_state *state);

/*
 * Takes from others what they should not have: a file with more than 0640 becomes 0600, and its
 * directory keeps only its owner's right to change it. note gets a sentence for each.
 * Errors: EX_CONFIG when it is no regular file, EX_NOPERM.
 */
int file_repair(const char *path, struct str *note, struct err *e);

/* Makes the directories above path, 0700. Errors as file_replace(). */
int file_make_parents(const char *path, struct err *e);

/*
 * Locks PATH.lock for this process, and clears away what a save that died has left. Returns a
 * descriptor for file_unlock(), or -1 with e: EX_TEMPFAIL when somebody held it for 10 seconds,
 * with their name, else as file_replace().
 */
int file_lock(const char *path, struct err *e);
void file_unlock(int lock);

/* Removes the temporaries beside the file: for who knows that no other writer is at it. */
void file_sweep(const char *real);

/* "cannot WHAT PATH", errno in words and what can be done about it; returns -1. */
int file_error(struct err *e, const char *what, const char *path);

#endif
