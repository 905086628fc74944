/*
 * The book of what has left within the last hour, so that never more than so many recipients get
 * mail in any 60 minutes, whatever process sends it. An entry is on the disk before a recipient is
 * named to the server, and counts until an hour after the server had the message; one whose process
 * died counts as long as it can have been under way. The wall clock decides nothing: an entry has
 * the time since the machine was started, and one of another start of it counts until this one is
 * an hour old. A book that was put back from elsewhere is known by its inode, and counts as full.
 * A day is counted likewise where there is a limit for it, except that the wall clock may show that
 * an entry of another start is old enough.
 */
#ifndef SPOOL_LEDGER_H
#define SPOOL_LEDGER_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum {
	ledger_hour_ms = 60 * 60 * 1000,
	ledger_day_ms = 24 * ledger_hour_ms,
	ledger_way_ms = 15 * 60 * 1000, /* a message is not longer under way */
	ledger_boot_size = 37,          /* the name of one start of the machine */
};

struct ledger_clock {
	int64_t (*now)(void *ctx);  /* ms since the machine was started, sleep included */
	int64_t (*wall)(void *ctx); /* s since 1970, as far as that is right */
	void *ctx;
	char boot[ledger_boot_size];
};

/* The machine's. */
void ledger_clock_init(struct ledger_clock *clock);

struct ledger {
	int dir; /* of the folder; borrowed */
	const struct ledger_clock *clock;
};

/* Recipients; 0: there is no limit. */
struct ledger_limit {
	size_t hour, day;
};

struct ledger_room {
	size_t used;     /* recipients within the hour */
	size_t of_day;   /* within the day, as far as they are kept: see ledger_enter() */
	size_t room;     /* that may be named now; with no limit SIZE_MAX */
	int64_t next_ms; /* until there is more room; 0 where there is room */
};

/* Errors: EX_IOERR. */
int ledger_look(
	const struct ledger *l, struct ledger_limit limit, struct ledger_room *room, struct err *e);

/*
 * Enters n recipients of a user's mail, if there is room for them: else *entry is -1 and nothing is
 * entered. With a limit for the day entries are kept for a day, else for an hour. Errors: EX_IOERR,
 * and nothing may be sent.
 */
int ledger_enter(const struct ledger *l, struct ledger_limit limit, long uid, size_t n, long *entry,
	struct err *e);

/* The server has it, or did not take it: `n` of them were named to it; 0 strikes the entry. */
int ledger_settle(const struct ledger *l, long entry, size_t n, struct err *e);

/* How many recipients of that user's mail are in the book. */
struct ledger_user {
	long uid;
	size_t used;
};

/* Each user that the book has; the caller frees. Errors: EX_IOERR. */
int ledger_users(const struct ledger *l, struct ledger_user **users, size_t *n, struct err *e);

#endif
