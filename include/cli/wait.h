/*
 * Waiting for a descriptor or for a signal, whichever comes first. A signal that is watched is
 * blocked but while wait_for() waits, so that none is missed and none comes in the midst of a
 * save. It is remembered until somebody asks for it.
 */
#ifndef CLI_WAIT_H
#define CLI_WAIT_H

#include "engine/tester.h"

/*
 * From now on the signal ends wait_for() instead of the program. One that is ignored stays
 * ignored (nohup), but for SIGINT, by which a test is cancelled.
 */
void wait_watch(int signal);

/* What the signal does by default holds again; one that came meanwhile does it at once. */
void wait_unwatch(int signal);

/* The signal that came and is not forgotten; 0: none. */
int wait_signal(void);
void wait_forget(void);

/*
 * Waits until there is something to read. Returns 1 then, 0 after that many seconds (negative:
 * never), -1 when a watched signal has come and is not forgotten.
 */
int wait_for(int fd, int seconds);

/*
 * Follows a test to its end. Any signal cancels it, and is remembered. heard() is called after
 * everything that the worker said; NULL: nobody.
 */
void wait_follow(
	struct tester *t, void (*heard)(void *context, const struct tester *t), void *context);

#endif
