#include "tui/signals.h"

#include "base/proc.h"
#include "tui/terminfo.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { prepared_max = 512, stack_size = 64 * 1024, patience_ms = 250 };

/* Something is broken, or the time is up: the loop may never be reached again. */
static const int broken[] = {
	SIGSEGV,
	SIGBUS,
	SIGFPE,
	SIGILL,
	SIGABRT,
	SIGSYS,
	SIGTRAP,
	SIGXCPU,
};

enum { broken_count = sizeof(broken) / sizeof(broken[0]) };

/* Not ends, or none that could be handled. */
static const int left_alone[] = {SIGKILL, SIGSTOP, SIGCHLD, SIGURG, SIGTTIN, SIGTTOU};

/* What a write of ours may bring: it has failed then, and its caller knows. */
static const int of_writes[] = {SIGPIPE, SIGXFSZ};

/* What a person sends to a program that hangs. */
static const int urgent[] = {SIGHUP, SIGINT, SIGTERM, SIGQUIT};

/* No ends, and yet watched. */
static const int passing[] = {SIGWINCH, SIGTSTP, SIGCONT};

#define LIST(a) (a), sizeof(a) / sizeof((a)[0])

static bool signals_is_among(int signal, const int *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == signal)
			return true;
	return false;
}

static struct {
	struct loop *loop;
	uint64_t handle; /* in the loop */
	void (*came)(void *ctx, int signal);
	void *ctx;
} watch;
static sigset_t watched, mask_before;
static struct sigaction actions_before[broken_count];
static char stack[stack_size];

static bool armed_at_exit;
static volatile sig_atomic_t armed;
static struct termios modes;

/* Two, so that there is always one that is whole. */
static struct {
	char bytes[prepared_max];
	size_t len;
} prepared[2];
static volatile sig_atomic_t current;

/* Giving the terminal back */

bool signals_can_write(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&out, 1, patience_ms) > 0;
}

static void write_prepared(void)
{
	const char *bytes = prepared[current].bytes;
	size_t left = prepared[current].len;

	while (left && signals_can_write()) {
		ssize_t n = write(STDOUT_FILENO, bytes, left);

		if (n <= 0)
			return;
		bytes += n;
		left -= (size_t)n;
	}
}

void signals_restore(void)
{
	int errnum = errno;

	if (!armed)
		return;
	armed = 0;
	if (!proc_is_behind()) {
		write_prepared();
		(void)tcflush(STDIN_FILENO, TCIFLUSH); /* what was typed was not for a shell */
		(void)tcsetattr(STDOUT_FILENO, TCSANOW, &modes);
	}
	errno = errnum;
}

void signals_arm(void)
{
	if (tcgetattr(STDOUT_FILENO, &modes) < 0)
		return;
	prepared[current].len = 0;
	armed = 1;
	if (!armed_at_exit)
		armed_at_exit = atexit(signals_restore) == 0;
}

void signals_disarm(void)
{
	armed = 0;
}

void signals_rearm(void)
{
	armed = 1;
}

/* Without the pauses that a capability may ask for: $<5>. */
static void signals_add(char *bytes, size_t *len, const char *sequence)
{
	while (*sequence && *len < prepared_max) {
		const char *end = strncmp(sequence, "$<", 2) == 0 ? strchr(sequence, '>') : NULL;

		if (end)
			sequence = end + 1;
		else
			bytes[(*len)++] = *sequence++;
	}
}

static const char *last_line(void)
{
	const char *move = terminfo_string("cup");

	return move ? tiparm(move, LINES - 1, 0) : NULL;
}

/* What was shown would stay there where it is the only screen. */
static const char *signals_erased(void)
{
	return terminfo_string("rmcup") ? NULL : terminfo_string("clear");
}

/* As endwin() would do it, from whatever state. */
static const struct {
	const char *capability;
	const char *(*sequence)(void); /* where the terminal's word is not enough */
	bool of_mouse;                 /* only where it was asked for */
} rows[] = {
	{.capability = "rmir"},
	{.capability = "sgr0"},
	{.capability = "op"},
	{.sequence = terminfo_mouse_off, .of_mouse = true},
	{.sequence = terminfo_paste_off},
	{.sequence = signals_erased},
	{.sequence = last_line},
	{.capability = "cnorm"},
	{.capability = "rmkx"},
	{.capability = "rmcup"},
};

void signals_prepare(bool with_mouse)
{
	int other = !current;
	size_t len = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *sequence = rows[i].capability ? terminfo_string(rows[i].capability)
							  : rows[i].sequence();

		if (sequence && (with_mouse || !rows[i].of_mouse))
			signals_add(prepared[other].bytes, &len, sequence);
	}
	prepared[other].len = len;
	current = other;
}

/* Signals */

static void on_broken(int signal)
{
	struct sigaction action = {.sa_handler = SIG_DFL};

	signals_restore();
	for (int i = 0; i < broken_count; i++)
		if (broken[i] == signal && actions_before[i].sa_handler != SIG_IGN)
			action = actions_before[i];
	(void)sigaction(signal, &action, NULL);
	(void)raise(signal); /* it is blocked here, and comes when the handler is left */
}

static volatile sig_atomic_t late;

/* While something is written: if nobody takes it, this is the end; else the loop hears of it. */
static void on_urgent(int signal)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	int errnum = errno;

	if (signals_can_write()) {
		late = signal;
	} else {
		signals_restore();
		(void)sigaction(signal, &action, NULL);
		(void)raise(signal);
	}
	errno = errnum;
}

static sigset_t urgent_set(void)
{
	sigset_t set;

	(void)sigemptyset(&set);
	for (size_t i = 0; i < sizeof(urgent) / sizeof(urgent[0]); i++)
		if (sigismember(&watched, urgent[i]) > 0)
			(void)sigaddset(&set, urgent[i]);
	return set;
}

void signals_write(bool begins)
{
	sigset_t set = urgent_set();

	(void)sigprocmask(begins ? SIG_UNBLOCK : SIG_BLOCK, &set, NULL);
	if (begins || !late)
		return;
	(void)raise(late); /* blocked again: the loop reads it */
	late = 0;
}

static void watch_urgent(void)
{
	struct sigaction action = {.sa_handler = on_urgent, .sa_flags = SA_RESTART};

	(void)sigfillset(&action.sa_mask);
	for (size_t i = 0; i < sizeof(urgent) / sizeof(urgent[0]); i++)
		if (sigismember(&watched, urgent[i]) > 0)
			(void)sigaction(urgent[i], &action, NULL);
}

static void watch_broken(void)
{
	struct sigaction action = {.sa_handler = on_broken, .sa_flags = SA_ONSTACK};
	const stack_t own = {.ss_sp = stack, .ss_size = sizeof(stack)};
	stack_t now;

	if (sigaltstack(NULL, &now) == 0 && now.ss_flags & SS_DISABLE)
		(void)sigaltstack(&own, NULL);
	(void)sigfillset(&action.sa_mask);
	for (int i = 0; i < broken_count; i++)
		(void)sigaction(broken[i], &action, &actions_before[i]);
}

static bool signals_is_ignored(int signal)
{
	struct sigaction now;

	return sigaction(signal, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static bool is_to_be_watched(int signal)
{
	if (signals_is_among(signal, LIST(broken)) || signals_is_among(signal, LIST(left_alone)))
		return false;
	return signals_is_among(signal, LIST(of_writes)) || !signals_is_ignored(signal);
}

static bool is_news(const struct signalfd_siginfo *info)
{
	return !signals_is_among((int)info->ssi_signo, LIST(of_writes)) ||
	       (pid_t)info->ssi_pid != getpid();
}

static void signals_on_watched(void *ctx, const struct signalfd_siginfo *info)
{
	(void)ctx;
	if (is_news(info))
		watch.came(watch.ctx, (int)info->ssi_signo);
}

int signals_watch(struct loop *l, void (*came)(void *ctx, int signal), void *ctx, struct err *e)
{
	(void)sigemptyset(&watched);
	for (int i = 1; i <= SIGRTMAX; i++)
		if (is_to_be_watched(i))
			(void)sigaddset(&watched, i);
	(void)sigprocmask(SIG_BLOCK, NULL, &mask_before);
	watch.loop = l;
	watch.came = came;
	watch.ctx = ctx;
	watch.handle = loop_signals(l, &watched, signals_on_watched, NULL, e);
	if (!watch.handle)
		return -1;
	watch_broken();
	watch_urgent();
	return 0;
}

int signals_waiting(void)
{
	sigset_t waiting;

	(void)sigpending(&waiting);
	for (int i = 1; i <= SIGRTMAX; i++)
		if (sigismember(&waiting, i) > 0 && sigismember(&watched, i) > 0 &&
			!signals_is_among(i, LIST(passing)) &&
			!signals_is_among(i, LIST(of_writes)))
			return i;
	return 0;
}

/* Ours, and those of ncurses, which count on a screen. */
static void forget_handlers(void)
{
	static const int handled[] = {SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGTSTP, SIGWINCH};

	for (size_t i = 0; i < sizeof(handled) / sizeof(handled[0]); i++)
		if (!signals_is_ignored(handled[i]))
			(void)signal(handled[i], SIG_DFL);
	for (int i = 0; i < broken_count; i++)
		(void)sigaction(broken[i], &actions_before[i], NULL);
}

/* Only this one is let through: others may wait as well. */
static _Noreturn void die_by(int number)
{
	sigset_t only;

	(void)signal(number, SIG_DFL);
	(void)raise(number);
	(void)sigemptyset(&only);
	(void)sigaddset(&only, number);
	(void)sigprocmask(SIG_UNBLOCK, &only, NULL);
	_exit(128 + number);
}

void signals_unwatch(int signal)
{
	forget_handlers();
	loop_remove(watch.loop, &watch.handle);
	if (signal)
		die_by(signal);
	(void)sigprocmask(SIG_SETMASK, &mask_before, NULL);
}
