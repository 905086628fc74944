#include "base/loop.h"

#include "base/mem.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { us_of_ms = 1000, us_of_second = 1000000, ns_of_us = 1000 };

struct loop_entry {
	uint64_t handle;
	int fd; /* -1: a timer */
	short events;
	int64_t due; /* of a timer */
	void (*call)(void *ctx);
	void (*signal)(void *ctx, const struct signalfd_siginfo *info); /* or NULL */
	void *ctx;
};

/* The machine's clock */

static int64_t loop_machine_now(void *ctx)
{
	struct timespec now;

	(void)ctx;
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * us_of_second + now.tv_nsec / ns_of_us;
}

static int loop_machine_wait(void *ctx, struct pollfd *fds, size_t n, int64_t us)
{
	const struct timespec time = {
		.tv_sec = us / us_of_second, .tv_nsec = us % us_of_second * ns_of_us};

	(void)ctx;
	return ppoll(fds, n, us < 0 ? NULL : &time, NULL);
}

static const struct loop_clock loop_machine_clock = {loop_machine_now, loop_machine_wait, NULL};

void loop_init(struct loop *l, const struct loop_clock *clock)
{
	*l = (struct loop) {.clock = clock ? clock : &loop_machine_clock};
}

int64_t loop_now(const struct loop *l)
{
	return l->clock->now(l->clock->ctx);
}

/* What is in it */

static struct loop_entry *loop_find(const struct loop *l, uint64_t handle)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->entries[i].handle == handle)
			return &l->entries[i];
	return NULL;
}

static uint64_t loop_insert(struct loop *l, size_t at, struct loop_entry entry)
{
	entry.handle = ++l->last;
	l->entries = mem_grow(l->entries, l->n + 1, sizeof(*l->entries));
	memmove(&l->entries[at + 1], &l->entries[at], (l->n - at) * sizeof(*l->entries));
	l->entries[at] = entry;
	l->n++;
	return entry.handle;
}

uint64_t loop_fd(struct loop *l, int fd, short events, void (*call)(void *ctx), void *ctx)
{
	return loop_insert(l, l->n,
		(struct loop_entry) {.fd = fd, .events = events, .call = call, .ctx = ctx});
}

uint64_t loop_timer(struct loop *l, int64_t ms, void (*call)(void *ctx), void *ctx)
{
	return loop_insert(l, l->n,
		(struct loop_entry) {
			.fd = -1,
			.due = loop_now(l) + ms * us_of_ms,
			.call = call,
			.ctx = ctx,
		});
}

uint64_t loop_signals(struct loop *l, const sigset_t *set,
	void (*call)(void *ctx, const struct signalfd_siginfo *info), void *ctx, struct err *e)
{
	int fd = signalfd(-1, set, SFD_NONBLOCK | SFD_CLOEXEC);

	if (fd < 0) {
		(void)err_set(e, EX_OSERR, "cannot watch for signals: %s", strerror(errno));
		return 0;
	}
	(void)sigprocmask(SIG_BLOCK, set, NULL);
	return loop_insert(l, l->signals++,
		(struct loop_entry) {.fd = fd, .events = POLLIN, .signal = call, .ctx = ctx});
}

static void loop_drop(struct loop *l, struct loop_entry *entry)
{
	size_t behind = l->n - (size_t)(entry - l->entries) - 1;

	if (entry->signal) {
		(void)close(entry->fd);
		l->signals--;
	}
	memmove(entry, entry + 1, behind * sizeof(*entry));
	l->n--;
}

void loop_remove(struct loop *l, uint64_t *handle)
{
	struct loop_entry *entry = *handle ? loop_find(l, *handle) : NULL;

	if (entry)
		loop_drop(l, entry);
	*handle = 0;
}

void loop_fini(struct loop *l)
{
	while (l->n)
		loop_drop(l, &l->entries[l->n - 1]);
	free(l->entries);
	free(l->fds);
	free(l->handles);
	*l = (struct loop) {0};
}

/* A turn */

static size_t loop_collect(struct loop *l)
{
	size_t n = 0;

	l->fds = mem_grow(l->fds, l->n + 1, sizeof(*l->fds));
	l->handles = mem_grow(l->handles, l->n + 1, sizeof(*l->handles));
	for (size_t i = 0; i < l->n; i++) {
		const struct loop_entry *entry = &l->entries[i];

		if (entry->fd < 0)
			continue;
		l->fds[n] = (struct pollfd) {.fd = entry->fd, .events = entry->events};
		l->handles[n++] = entry->handle;
	}
	return n;
}

/* The timer that is due first, of those up to that handle; NULL: none. */
static struct loop_entry *loop_next_timer(const struct loop *l, uint64_t last)
{
	struct loop_entry *next = NULL;

	for (size_t i = 0; i < l->n; i++) {
		struct loop_entry *entry = &l->entries[i];

		if (entry->fd < 0 && entry->handle <= last && (!next || entry->due < next->due))
			next = entry;
	}
	return next;
}

static int64_t loop_left(const struct loop *l)
{
	const struct loop_entry *next = loop_next_timer(l, l->last);
	int64_t left = next ? next->due - loop_now(l) : -1;

	return next && left < 0 ? 0 : left;
}

/* One at a time is read: the callback may end the program, or the watch. */
static void loop_call_signals(struct loop *l, uint64_t handle)
{
	const struct loop_entry *entry;
	struct signalfd_siginfo info;

	while ((entry = loop_find(l, handle)) &&
		read(entry->fd, &info, sizeof(info)) == (ssize_t)sizeof(info))
		entry->signal(entry->ctx, &info);
}

void loop_hear_signals(struct loop *l)
{
	for (size_t i = 0; i < l->signals; i++)
		loop_call_signals(l, l->entries[i].handle);
}

static void loop_call_fd(struct loop *l, uint64_t handle)
{
	const struct loop_entry *entry = loop_find(l, handle);

	if (!entry)
		return;
	if (entry->signal)
		loop_call_signals(l, handle);
	else
		entry->call(entry->ctx);
}

static void loop_call_timers(struct loop *l, uint64_t last)
{
	int64_t now = loop_now(l);
	struct loop_entry *next;

	while ((next = loop_next_timer(l, last)) && next->due <= now) {
		const struct loop_entry timer = *next;

		loop_drop(l, next);
		timer.call(timer.ctx);
	}
}

void loop_turn(struct loop *l)
{
	uint64_t last = l->last;
	size_t n = loop_collect(l);
	int ready = l->clock->wait(l->clock->ctx, l->fds, n, loop_left(l));

	for (size_t i = 0; i < n && ready > 0; i++)
		if (l->fds[i].revents)
			loop_call_fd(l, l->handles[i]);
	loop_call_timers(l, last);
}

void listener_tell(const struct listener *listener)
{
	if (listener->hear)
		listener->hear(listener->ctx);
}
