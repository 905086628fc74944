/*
 * What root wants from a folder of mail that is another user's, and nothing else of what that user
 * may have planted there: it is done by a copy of the process that has become its owner.
 */
#ifndef SENDER_AS_OWNER_H
#define SENDER_AS_OWNER_H

#include "base/str.h"
#include "spool/spool.h"

struct as_owner {
	const char *place; /* the folder, as sender_place() */
	bool make;         /* it, where it is missing and would be one's own */
	/* Gets the folder open; what it writes to the descriptor is the answer. */
	void (*call)(void *ctx, const struct spool *s, int to);
	void *ctx;
};

/*
 * Appends the answer; nothing where the folder cannot be opened. What the call changes in memory
 * is not seen here. Errors: those of proc_call().
 */
int as_owner_ask(const struct as_owner *a, struct str *answer, struct err *e);

#endif
