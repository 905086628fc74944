#include "cli/wait.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>

enum { grace_seconds = 10 }; /* beyond the test's own time, for a worker that hangs */

static volatile sig_atomic_t came;

static void on_signal(int signal)
{
	came = signal;
}

static void set_blocked(int how, int signal)
{
	sigset_t one;

	(void)sigemptyset(&one);
	(void)sigaddset(&one, signal);
	(void)sigprocmask(how, &one, NULL);
}

void wait_watch(int signal)
{
	struct sigaction action = {.sa_handler = on_signal}, before;

	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(signal, NULL, &before);
	if (before.sa_handler == SIG_IGN && signal != SIGINT)
		return;
	set_blocked(SIG_BLOCK, signal);
	(void)sigaction(signal, &action, NULL);
}

static bool is_watched(int signal)
{
	struct sigaction now;

	return sigaction(signal, NULL, &now) == 0 && now.sa_handler == on_signal;
}

void wait_unwatch(int signal)
{
	struct sigaction action = {.sa_handler = SIG_DFL};

	if (!is_watched(signal))
		return;
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(signal, &action, NULL);
	set_blocked(SIG_UNBLOCK, signal);
}

int wait_signal(void)
{
	return came;
}

void wait_forget(void)
{
	came = 0;
}

static void unblock_watched(sigset_t *mask)
{
	(void)sigprocmask(SIG_BLOCK, NULL, mask);
	for (int signal = 1; signal < SIGRTMIN; signal++)
		if (is_watched(signal))
			(void)sigdelset(mask, signal);
}

int wait_for(int fd, int seconds)
{
	const struct timespec timeout = {.tv_sec = seconds};
	sigset_t while_waiting;
	int ready = -1;

	unblock_watched(&while_waiting);
	while (ready < 0 && !came) {
		struct pollfd poll_fd = {.fd = fd, .events = POLLIN};

		ready = ppoll(&poll_fd, 1, seconds < 0 ? NULL : &timeout, &while_waiting);
		if (ready < 0 && errno != EINTR)
			ready = 0;
	}
	return came ? -1 : ready;
}

static void give_up(struct tester *t)
{
	tester_cancel(t);
	(void)err_set(
		&t->worker.failure, EX_SOFTWARE, "The helper program smtpsetup-net does not end.");
}

void wait_follow(
	struct tester *t, void (*heard)(void *context, const struct tester *t), void *context)
{
	/* The answer to a message may take the time of the whole test once more. */
	int timeout = 2 * (int)settings_number(&t->settings, FIELD_TIMEOUT) + grace_seconds;

	while (t->running) {
		int ready = wait_for(tester_fd(t), timeout);

		if (ready < 0)
			tester_cancel(t);
		else if (ready > 0)
			tester_read(t);
		else
			give_up(t);
		if (heard)
			heard(context, t);
	}
}
