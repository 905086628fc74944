/*
 * A clock of one's own for a loop: it stands still but for a wait, which jumps to its end when
 * nothing is there to be read. A wait without an end is a real one.
 */
#ifndef TESTS_FAKE_CLOCK_H
#define TESTS_FAKE_CLOCK_H

#include "unit.h"

#include "base/loop.h"

enum { fake_clock_patience_ms = 120000 };

static int64_t fake_clock_us;

static inline int64_t fake_clock_now(void *ctx)
{
	(void)ctx;
	return fake_clock_us;
}

static inline int fake_clock_wait(void *ctx, struct pollfd *fds, size_t n, int64_t us)
{
	int ready = poll(fds, n, us < 0 ? fake_clock_patience_ms : 0);

	(void)ctx;
	if (us < 0)
		assert_int_not_equal(ready, 0);
	else if (ready == 0)
		fake_clock_us += us;
	return ready;
}

static const struct loop_clock fake_clock = {fake_clock_now, fake_clock_wait, NULL};

#endif
