/*
 * The loop of the verbs and of the plain questions, with the signals that end a wait. A signal that
 * is watched is only noted, at any moment, and looked at by wait_while() and wait_readable(), so
 * that none is missed and none ends the program in the midst of a save. One that ends the program
 * does so within half a second even if its terminal takes no output: then at once, without the
 * last words.
 */
#ifndef CLI_WAIT_H
#define CLI_WAIT_H

#include "base/loop.h"

#include <signal.h>
#include <stdbool.h>

struct wait {
	struct loop loop;
	int signal; /* the one that came and is not forgotten; 0: none */
	bool watched[NSIG];
	int wakes; /* the loop, from a handler */
};

/* Where it lies it stays. */
void wait_init(struct wait *w);
void wait_fini(struct wait *w); /* what is watched is still only noted */

/* Puts the terminal right where the program has to end at once: called from a handler. */
void wait_on_end(void (*restore)(void));

/*
 * From now on the signal ends a wait instead of the program. One that is ignored stays ignored
 * (nohup), but for SIGINT, by which a test is cancelled.
 */
void wait_watch(struct wait *w, int signal);

/* The signal that came was for something that is over now, not for the program. */
void wait_forget(struct wait *w);

/* What the signal does by default holds again; one that came meanwhile does it at once. */
void wait_unwatch(struct wait *w, int signal);

/* The same of all that are watched. */
void wait_unwatch_all(struct wait *w);

/* Serves the loop as long as that is true. False when a signal has come and is not forgotten. */
bool wait_while(struct wait *w, const bool *running);

/* Waits until there is something to read. False when a signal has come and is not forgotten. */
bool wait_readable(struct wait *w, int fd);

#endif
