/*
 * The poll loop of a program: descriptors, signals and timers, each with a callback and a context.
 * A turn waits until something is due and calls back: signals first, then descriptors in the order
 * in which they were added, then timers by their time. A callback may add and remove whatever it
 * likes: what is removed is not called any more, what is added waits for the next turn. What is
 * added has a handle, which is never used twice; 0 is none.
 */
#ifndef BASE_LOOP_H
#define BASE_LOOP_H

#include "base/err.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/signalfd.h>

/* Time as the loop knows it. Both in microseconds of a clock that never jumps. */
struct loop_clock {
	int64_t (*now)(void *ctx);
	int (*wait)(
		void *ctx, struct pollfd *fds, size_t n, int64_t us); /* as poll(); -1: no end */
	void *ctx;
};

struct loop_entry;

struct loop {
	const struct loop_clock *clock;
	struct loop_entry *entries; /* those of signals first */
	size_t n, signals;
	struct pollfd *fds; /* of the turn, with their handles */
	uint64_t *handles;
	uint64_t last; /* handle */
};

/*
 * Who hears of something that takes time, and in which loop. The call is the last thing that the
 * caller does: it may end what it hears of.
 */
struct listener {
	struct loop *loop;
	void (*hear)(void *ctx); /* NULL: nobody */
	void *ctx;
};

/* clock NULL: the machine's. It stays the caller's; loop_fini() by the caller. */
void loop_init(struct loop *l, const struct loop_clock *clock);
void loop_fini(struct loop *l);

/* Microseconds. */
int64_t loop_now(const struct loop *l);

/* Calls when poll() reports one of the events, an error or the other end's absence. */
uint64_t loop_fd(struct loop *l, int fd, short events, void (*call)(void *ctx), void *ctx);

/* Calls once, after that many milliseconds. */
uint64_t loop_timer(struct loop *l, int64_t ms, void (*call)(void *ctx), void *ctx);

/*
 * Blocks the signals and calls for each that comes. Whoever removes them decides what becomes of
 * one that came and was not called for: they stay blocked. Returns 0 with an error: EX_OSERR.
 */
uint64_t loop_signals(struct loop *l, const sigset_t *set,
	void (*call)(void *ctx, const struct signalfd_siginfo *info), void *ctx, struct err *e);

/* Calls for the signals that have come by now. From a callback as well, but theirs. */
void loop_hear_signals(struct loop *l);

/* Takes it out, and sets the handle to 0; one that is not there any more does no harm. */
void loop_remove(struct loop *l, uint64_t *handle);

/* Waits and calls. Not from a callback. A signal with a handler may end it with nothing called. */
void loop_turn(struct loop *l);

void listener_tell(const struct listener *listener);

#endif
