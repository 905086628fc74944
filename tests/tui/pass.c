#include "drive.h"

#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

enum outcome drive_broken(struct drive *d, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	bytes_format(&d->why, "%s\n", text);
	return BROKEN;
}

/* The screen is looked at as well as the bytes, which may come in another order. */
static void watch_canaries(struct drive *d)
{
	const struct bytes *log = &d->program.log;

	for (int i = 0; i < d->n_canaries; i++) {
		struct canary *c = &d->canaries[i];
		size_t len = strlen(c->text);

		if (memmem(log->p + c->from, log->n - c->from, c->text, len) ||
			term_has(&d->program.term, c->text))
			d->sung = c->line;
		if (log->n - c->from >= len)
			c->from = log->n - len + 1;
	}
}

/* SIGCHLD is blocked everywhere but here, so that no end of a child is missed. */
static void poll_all(struct drive *d, struct pollfd *fds, int ms)
{
	struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
	sigset_t open;

	sigprocmask(SIG_SETMASK, NULL, &open);
	sigdelset(&open, SIGCHLD);
	fds[helper_max] =
		(struct pollfd) {.fd = d->program.master, .events = program_events(&d->program)};
	for (int i = 0; i < helper_max; i++)
		fds[i] = (struct pollfd) {
			.fd = i < d->n_helpers ? d->helpers[i].out : -1, .events = POLLIN};
	if (ppoll(fds, helper_max + 1, &t, &open) < 0)
		for (int i = 0; i <= helper_max; i++)
			fds[i].revents = 0;
}

size_t drive_pass(struct drive *d, int ms)
{
	struct pollfd fds[helper_max + 1];
	const size_t before = d->program.log.n;

	poll_all(d, fds, ms);
	if (fds[helper_max].revents)
		program_turn(&d->program, fds[helper_max].revents);
	for (int i = 0; i < d->n_helpers; i++) {
		if (fds[i].revents)
			helper_read(&d->helpers[i]);
		child_reap(&d->helpers[i].child);
	}
	child_reap(&d->program.child);
	if (d->program.log.n > before)
		watch_canaries(d);
	return d->program.log.n - before;
}

/* A program that writes without end would never be drained. */
void drive_drain(struct drive *d)
{
	const long long end = now_ms() + d->limit * 1000LL;

	while (drive_pass(d, 0) > 0 && now_ms() < end)
		;
}

/* That a process goes to sleep is no event that could be waited for: it is looked at again. */
enum outcome drive_settle(struct drive *d)
{
	const long long end = now_ms() + d->limit * 1000LL;

	while (now_ms() < end) {
		if (program_rests(&d->program) && drive_pass(d, 0) == 0)
			return DONE;
		drive_pass(d, 1);
	}
	return drive_broken(d, "the program does not come to rest");
}

bool drive_until(struct drive *d, bool (*holds)(void *what), void *what)
{
	const long long end = now_ms() + d->limit * 1000LL;

	while (!holds(what)) {
		long long left = end - now_ms();

		if (left <= 0)
			return false;
		drive_pass(d, (int)left);
	}
	return true;
}

bool drive_program_over(struct drive *d)
{
	if (!d->program.child.ended)
		return false;
	drive_drain(d);
	return true;
}

bool drive_number(struct drive *d, const char *text, int base, long min, long max, long *n)
{
	char *end;
	long got = strtol(text, &end, base);

	if (!*text || *end || got < min || got > max) {
		drive_broken(d, "%s is not a number that fits here", text);
		return false;
	}
	*n = got;
	return true;
}

static bool has_its_input(void *what)
{
	const struct program *p = what;

	return !p->to.n || p->master < 0;
}

enum outcome drive_flush(struct drive *d)
{
	if (drive_until(d, has_its_input, &d->program))
		return DONE;
	return drive_broken(d, "the program does not read its input");
}

static bool has_ended(void *what)
{
	struct child *c = what;

	child_reap(c);
	return c->ended;
}

enum outcome drive_reap(struct drive *d, struct child *c)
{
	if (drive_until(d, has_ended, c))
		return DONE;
	child_kill(c);
	return drive_broken(d, "process %d did not end within %d s", (int)c->pid, d->limit);
}
