/*
 * Hands a message to who keeps it for this machine: the service behind its socket, or, where it
 * does not listen, the set-group-id program that puts it into the drop folder.
 */
#ifndef SENDER_HAND_OVER_H
#define SENDER_HAND_OVER_H

#include "mail/handover.h"

#include <sys/types.h>

struct hand_over {
	int to;
	pid_t drop; /* 0: the service has it */
	struct str out;
};

/* False: nobody takes mail for this machine. hand_over_close() in any case. */
bool hand_over_open(struct hand_over *h);
void hand_over_close(struct hand_over *h);

/* A struct handover_target's. Errors: EX_TEMPFAIL, who takes it has gone. */
int hand_over_begin(void *ctx, const struct ticket *t, struct err *e);
int hand_over_put(void *ctx, const char *bytes, size_t len, struct err *e);

/*
 * It is whole: kept, and on the disk, when this returns 0. Errors: what was said instead, and
 * EX_TEMPFAIL. Also for what failed before, as who takes it may have said why.
 */
int hand_over_end(struct hand_over *h, bool whole, struct err *e);

#endif
