/*
 * Whose message goes next: in turn by user, so that one user alone cannot take the whole hour. The
 * turn is that of the user of whom least was sent by the book, and theirs the oldest message.
 */
#ifndef SENDER_TURNS_H
#define SENDER_TURNS_H

#include "base/str.h"
#include "spool/ledger.h"
#include "spool/spool.h"

struct turn {
	char *id; /* borrowed */
	long uid;
};

/* Puts n turns, the oldest first, in order. */
void turns_order(struct turn *turns, size_t n, const struct ledger_user *users, size_t users_n);

/* The same for what waits. Where it cannot be found out they stay as they are. */
void turns_of(const struct spool *s, const struct ledger *l, struct strlist *ids);

#endif
