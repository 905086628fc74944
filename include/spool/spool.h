/*
 * The folder of messages that wait. A message is there whole and on the disk, or not at all; its
 * ticket and its bytes never change, and what became of it lies beside it. Who delivers holds the
 * run lock. The folder belongs to one user alone, and is refused where another one could write;
 * root may look at one that is another's.
 */
#ifndef SPOOL_SPOOL_H
#define SPOOL_SPOOL_H

#include "base/err.h"
#include "mail/ticket.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum {
	spool_id_size = 17, /* 16 hexadecimal digits; in the order of their coming */
	spool_name_max = 40,
};

struct spool {
	char *path;
	int fd;
	uid_t owner;
};

/*
 * Makes the folder where there is none and `make` is set. spool_close() in any case. Errors:
 * EX_NOINPUT, there is none; EX_CANTCREAT; EX_NOPERM, it is another's, or others can write to it.
 */
int spool_open(struct spool *s, const char *path, bool make, struct err *e);
void spool_close(struct spool *s); /* fine on a zeroed struct with fd -1 */

/* A message on its way in. */
struct spool_entry {
	const struct spool *spool;
	char id[spool_id_size];
	int fd;      /* -1: none */
	size_t body; /* where ticket_body() goes */
};

/*
 * id NULL: a new one; else one that it had elsewhere. Errors: EX_CANTCREAT, EX_IOERR; also of a
 * disk that is full. spool_drop() in any case.
 */
int spool_begin(struct spool_entry *n, const struct spool *s, const char *id,
	const struct ticket *t, struct err *e);
int spool_put(struct spool_entry *n, const char *bytes, size_t len, struct err *e);

/* It is on the disk, and waits, when this returns 0. */
int spool_keep(struct spool_entry *n, bool eight_bit, struct err *e);

/* Nothing of it is left where it was not kept. */
void spool_drop(struct spool_entry *n);

/* The ids of all that wait, the oldest first; strlist_fini() by the caller. */
int spool_list(const struct spool *s, struct strlist *ids, struct err *e);
bool spool_is_id(const char *text);

/* Those that something is known of, in the same order. */
int spool_list_tried(const struct spool *s, struct strlist *ids, struct err *e);

/* The names of what is not whole. */
int spool_list_halves(const struct spool *s, struct strlist *names, struct err *e);

/* Who handed it over; -1: it cannot be read. */
long spool_uid(const struct spool *s, const char *id);

/* How many of that user's wait; it is not looked at all where fewer than `enough` wait. */
size_t spool_count_of(const struct spool *s, long uid, size_t enough);

/* How many wait there; 0 where there is no such folder. */
size_t spool_count(const char *path);

/* Is there any, whoever the folder belongs to? */
bool spool_holds_mail(const char *path);

/*
 * Opens a message and reads its ticket; *size is that of the message, which stands behind it. -1
 * with an error.
 */
int spool_read(
	const struct spool *s, const char *id, struct ticket *t, size_t *size, struct err *e);

/* What became of it; zeroed where nothing is known yet. The name may be `server`, too. */
int spool_progress(const struct spool *s, const char *id, struct progress *p, struct err *e);
int spool_set_progress(
	const struct spool *s, const char *id, const struct progress *p, struct err *e);
void spool_forget_progress(const struct spool *s, const char *id);

/* It waits no more, as everybody got it or was refused; for good behind spool_sync(). */
int spool_remove(const struct spool *s, const char *id, struct err *e);
void spool_sync(const struct spool *s);

/*
 * Who delivers? A descriptor to be closed, with what was left half by who died cleared away; -1:
 * somebody does already.
 */
int spool_lock(const struct spool *s);

/* For the two files of this module: what a file is called, and "cannot WHAT in FOLDER", -1. */
extern const char spool_mail_end[], spool_new_end[];
void spool_name(char name[spool_name_max], const char *id, const char *end);
int spool_error(const struct spool *s, struct err *e, const char *what);

/* A line for the log, which is kept at 1 MB and once more as log.1. */
void spool_log(const struct spool *s, const char *line);

#endif
