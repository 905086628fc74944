#include "cli/wait.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <unistd.h>

enum { patience_us = 250 * 1000 };

/* What the handlers know; there is one wait at a time. */
static volatile sig_atomic_t wait_came; /* and nobody has looked yet */
static volatile sig_atomic_t wait_ends; /* the one that the program has to end by */
static volatile sig_atomic_t wait_wakes = -1;
static void (*wait_restore)(void);

static void wait_set_handler(int signal, void (*handler)(int signal))
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

	(void)sigfillset(&action.sa_mask);
	(void)sigaction(signal, &action, NULL);
}

static void wait_unblock(int signal)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, signal);
	(void)sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* A terminal that takes nothing: stopped by ^S, or with nobody who reads. */
static bool wait_is_stuck(void)
{
	static const int outputs[] = {STDOUT_FILENO, STDERR_FILENO};

	for (size_t i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++) {
		struct pollfd out = {.fd = outputs[i], .events = POLLOUT};

		if (isatty(out.fd) && poll(&out, 1, 0) == 0)
			return true;
	}
	return false;
}

/* Whoever was asked to end and cannot say its last words ends without them. */
static void wait_on_alarm(int alarm)
{
	int errnum = errno, signal = wait_ends;

	(void)alarm;
	if (signal && wait_is_stuck()) {
		if (wait_restore)
			wait_restore();
		wait_set_handler(signal, SIG_DFL);
		(void)raise(signal);
		wait_unblock(signal);
	}
	errno = errnum;
}

static void wait_set_alarm(int us)
{
	const struct timeval time = {.tv_usec = us};

	(void)setitimer(ITIMER_REAL, &(struct itimerval) {time, time}, NULL);
}

static void wait_on_signal(int signal)
{
	static const uint64_t one = 1;
	int errnum = errno;

	wait_came = signal;
	if (signal != SIGTSTP) {
		wait_ends = signal;
		wait_set_alarm(patience_us);
	}
	if (wait_wakes >= 0 && write(wait_wakes, &one, sizeof(one)) < 0)
		wait_came = signal; /* it is full, and wakes as well */
	errno = errnum;
}

static void wait_take(struct wait *w)
{
	if (!wait_came)
		return;
	w->signal = wait_came;
	wait_came = 0;
}

static void wait_on_wake(void *ctx)
{
	struct wait *w = ctx;
	uint64_t count;

	if (read(w->wakes, &count, sizeof(count)) > 0)
		wait_take(w);
}

void wait_init(struct wait *w)
{
	*w = (struct wait) {.wakes = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
	loop_init(&w->loop, NULL);
	if (w->wakes >= 0)
		(void)loop_fd(&w->loop, w->wakes, POLLIN, wait_on_wake, w);
	wait_wakes = w->wakes;
}

void wait_fini(struct wait *w)
{
	loop_fini(&w->loop);
	wait_wakes = -1;
	wait_restore = NULL;
	if (w->wakes >= 0)
		(void)close(w->wakes);
}

void wait_on_end(void (*restore)(void))
{
	wait_restore = restore;
}

void wait_watch(struct wait *w, int signal)
{
	struct sigaction before;

	(void)sigaction(signal, NULL, &before);
	if (w->watched[signal] || (before.sa_handler == SIG_IGN && signal != SIGINT))
		return;
	/* Where nothing wakes the loop it ends the program, as it would without us. */
	if (w->wakes < 0)
		return;
	wait_set_handler(SIGALRM, wait_on_alarm);
	wait_unblock(SIGALRM);
	wait_set_handler(signal, wait_on_signal);
	wait_unblock(signal);
	w->watched[signal] = true;
}

void wait_forget(struct wait *w)
{
	wait_set_alarm(0);
	wait_ends = 0;
	w->signal = 0;
}

void wait_unwatch(struct wait *w, int signal)
{
	if (!w->watched[signal])
		return;
	w->watched[signal] = false;
	wait_set_handler(signal, SIG_DFL);
	if (wait_came != signal)
		return;
	wait_came = 0;
	(void)raise(signal);
}

void wait_unwatch_all(struct wait *w)
{
	for (int signal = 1; signal < NSIG; signal++)
		wait_unwatch(w, signal);
}

bool wait_while(struct wait *w, const bool *running)
{
	wait_take(w);
	while (*running && !w->signal)
		loop_turn(&w->loop);
	return !w->signal;
}

static void wait_on_readable(void *ctx)
{
	*(bool *)ctx = false;
}

bool wait_readable(struct wait *w, int fd)
{
	bool waiting = true;
	uint64_t handle = loop_fd(&w->loop, fd, POLLIN, wait_on_readable, &waiting);
	bool undisturbed = wait_while(w, &waiting);

	loop_remove(&w->loop, &handle);
	return undisturbed;
}
