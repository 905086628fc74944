/*
 * Keeps in the folder what is handed over: by this process, through the socket, or in the drop
 * folder, where the set-group-id program puts it. What another user hands over is read as if a
 * program had written it; only who they are is known, and they may have so many that wait.
 */
#ifndef SENDER_INTAKE_H
#define SENDER_INTAKE_H

#include "spool/spool.h"

#include <stdbool.h>

enum { intake_waiting_max = 1000 }; /* messages of one user that is not root */

struct intake {
	const struct spool *spool;
	struct spool_entry entry;
	long uid;       /* whose it is, whatever its ticket says */
	const char *id; /* that it gets; NULL: a new one */
};

/* A struct handover_target's; spool_drop() of the entry in any case. Errors: EX_TEMPFAIL, too many
 * of theirs wait; those of spool_begin(). */
int intake_begin(void *ctx, const struct ticket *t, struct err *e);
int intake_put(void *ctx, const char *bytes, size_t len, struct err *e);

/* Keeps what comes there. Errors: the same; EX_DATAERR, it is not whole, or no message. */
int intake_read(struct intake *in, int fd, struct err *e);

/* How many whole ones are in the drop folder? */
size_t intake_count_drops(const struct spool *s);

/*
 * Takes what is there, for who holds the run lock: nothing is taken twice. What there is no room
 * for now stays.
 */
void intake_drops(const struct spool *s);

#endif
