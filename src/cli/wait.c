#include "cli/wait.h"

void wait_init(struct wait *w)
{
	*w = (struct wait) {.signal = 0};
	loop_init(&w->loop, NULL);
}

void wait_fini(struct wait *w)
{
	loop_fini(&w->loop);
}

static sigset_t wait_only(int signal)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, signal);
	return set;
}

static void wait_set_default(int signal)
{
	struct sigaction action = {.sa_handler = SIG_DFL};

	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(signal, &action, NULL);
}

static void wait_on_signal(void *ctx, const struct signalfd_siginfo *info)
{
	struct wait *w = ctx;

	w->signal = (int)info->ssi_signo;
}

void wait_watch(struct wait *w, int signal)
{
	const sigset_t set = wait_only(signal);
	struct sigaction before;
	struct err e;

	(void)sigaction(signal, NULL, &before);
	if (w->watched[signal] || (before.sa_handler == SIG_IGN && signal != SIGINT))
		return;
	wait_set_default(signal);
	/* Where it cannot be watched it ends the program, as it would without us. */
	w->watched[signal] = loop_signals(&w->loop, &set, wait_on_signal, w, &e);
}

void wait_unwatch(struct wait *w, int signal)
{
	const sigset_t set = wait_only(signal);

	if (!w->watched[signal])
		return;
	loop_remove(&w->loop, &w->watched[signal]);
	wait_set_default(signal);
	(void)sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void wait_unwatch_all(struct wait *w)
{
	for (int signal = 1; signal < NSIG; signal++)
		wait_unwatch(w, signal);
}

bool wait_while(struct wait *w, const bool *running)
{
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
