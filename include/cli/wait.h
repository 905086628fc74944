/*
 * The loop of the verbs and of the plain questions, with the signals that end a wait. A signal that
 * is watched is blocked and only looked at while wait_while() or wait_readable() waits, so that
 * none is missed and none comes in the midst of a save. It is remembered until it is forgotten.
 */
#ifndef CLI_WAIT_H
#define CLI_WAIT_H

#include "base/loop.h"

#include <stdbool.h>

struct wait {
	struct loop loop;
	int signal; /* the one that came and is not forgotten; 0: none. To forget it, set it to 0 */
	uint64_t watched[NSIG]; /* in the loop */
};

void wait_init(struct wait *w);
void wait_fini(struct wait *w); /* what is watched stays blocked */

/*
 * From now on the signal ends a wait instead of the program. One that is ignored stays ignored
 * (nohup), but for SIGINT, by which a test is cancelled.
 */
void wait_watch(struct wait *w, int signal);

/* What the signal does by default holds again; one that came meanwhile does it at once. */
void wait_unwatch(struct wait *w, int signal);

/* The same of all that are watched. */
void wait_unwatch_all(struct wait *w);

/* Serves the loop as long as that is true. False when a signal has come and is not forgotten. */
bool wait_while(struct wait *w, const bool *running);

/* Waits until there is something to read. False when a signal has come and is not forgotten. */
bool wait_readable(struct wait *w, int fd);

#endif
