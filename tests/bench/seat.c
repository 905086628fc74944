#include "seat.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <linux/ptrace.h>

enum {
	rows = 24,
	cols = 80,
	brief_ms = 50, /* a wait below is for the rest of a key */
	quiet_ms = 60, /* one that is not traced rests when it has been quiet for so long */
	limit_ms = 20000,
};

double seat_now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void give_up(const char *what)
{
	(void)printf("Bail out! %s: %s\n", what, strerror(errno));
	exit(1);
}

static void take_key(const char *bytes, size_t n, void *user)
{
	struct seat *s = user;

	bytes_add(&s->in, bytes, n);
}

static void on_child(int signal)
{
	(void)signal; /* its coming ends a ppoll() */
}

static void watch_child(void)
{
	struct sigaction action = {.sa_handler = on_child};
	sigset_t set;

	(void)sigaction(SIGCHLD, &action, NULL);
	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &set, NULL);
}

static void become(const char *const argv[], bool traced, int go)
{
	sigset_t none;
	char c;

	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	if (traced)
		(void)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	if (traced ? raise(SIGSTOP) != 0 : read(go, &c, 1) != 1)
		_exit(126);
	(void)execvp(argv[0], (char *const *)(void *)argv);
	_exit(127);
}

void seat_open(struct seat *s, const char *const argv[], bool traced)
{
	struct winsize size = {.ws_row = rows, .ws_col = cols};
	int go[2];

	*s = (struct seat) {.traced = traced};
	watch_child();
	if (pipe2(go, O_CLOEXEC) < 0)
		give_up("pipe");
	s->pid = forkpty(&s->master, NULL, NULL, &size);
	if (s->pid < 0)
		give_up("forkpty");
	if (s->pid == 0)
		become(argv, traced, go[0]);
	(void)fcntl(s->master, F_SETFL, O_RDWR | O_NONBLOCK);
	(void)fcntl(s->master, F_SETFD, FD_CLOEXEC);
	term_open(&s->term, rows, cols, take_key, s);
	if (traced && (waitpid(s->pid, NULL, 0) < 0 ||
			      ptrace(PTRACE_SETOPTIONS, s->pid, NULL,
				      PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC |
					      PTRACE_O_EXITKILL) < 0 ||
			      ptrace(PTRACE_SYSCALL, s->pid, NULL, NULL) < 0))
		give_up("ptrace");
	s->started_ms = seat_now_ms();
	if (write(go[1], "", 1) != 1)
		give_up("go");
	(void)close(go[0]);
	(void)close(go[1]);
}

/* What each call that waits has to say of its limit: -1 none, else the milliseconds. */
static bool is_wait(const struct __ptrace_syscall_info *info, long *limit)
{
	const __uint64_t *a = (const __uint64_t *)info->entry.args;

	switch (info->entry.nr) {
#ifdef SYS_poll
	case SYS_poll: *limit = (int)a[2]; return true;
#endif
#ifdef SYS_select
	case SYS_select: *limit = a[4] ? brief_ms : -1; return true;
#endif
	case SYS_ppoll: *limit = a[2] ? brief_ms : -1; return true;
	case SYS_pselect6: *limit = a[4] ? brief_ms : -1; return true;
	case SYS_read: *limit = -1; return a[0] == STDIN_FILENO;
	default: return false;
	}
}

static bool arms_timer(__u64 call)
{
	static const long calls[] = {
#ifdef SYS_alarm
		SYS_alarm,
#endif
		SYS_setitimer, SYS_timer_settime, SYS_timerfd_settime};

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if ((long)call == calls[i])
			return true;
	return false;
}

static void enter_call(struct seat *s, const struct __ptrace_syscall_info *info)
{
	long limit = 0;

	if (info->entry.nr == SYS_write && info->entry.args[0] == STDOUT_FILENO)
		*(s->ticked ? &s->tick_writes : &s->writes) += 1;
	s->calls += !s->ticked;
	s->timers = s->timers || arms_timer(info->entry.nr);
	s->waits = is_wait(info, &limit) && (limit < 0 || limit >= brief_ms);
	s->endless = limit < 0;
}

/* A wait that ended with nothing: what follows is done because time has passed. */
static void leave_call(struct seat *s, const struct __ptrace_syscall_info *info)
{
	if (s->waits) {
		s->ticked = info->exit.rval == 0 && !s->endless;
		s->ticks += s->ticked;
	}
	s->waits = false;
}

static void take_stop(struct seat *s, int status)
{
	struct __ptrace_syscall_info info = {0};
	int stop = WSTOPSIG(status), signal = 0;

	if (stop == (SIGTRAP | 0x80)) {
		(void)ptrace(PTRACE_GET_SYSCALL_INFO, s->pid, sizeof(info), &info);
		if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
			enter_call(s, &info);
		else if (info.op == PTRACE_SYSCALL_INFO_EXIT)
			leave_call(s, &info);
	} else if (status >> 16 == 0 && stop != SIGSTOP) {
		signal = stop;
	}
	(void)ptrace(PTRACE_SYSCALL, s->pid, NULL, (long)signal);
}

static void take_stops(struct seat *s)
{
	int status;

	while (!s->ended && waitpid(s->pid, &status, WNOHANG) > 0) {
		if (WIFSTOPPED(status))
			take_stop(s, status);
		else
			s->ended = true;
	}
}

static bool take_output(struct seat *s)
{
	char block[65536];
	ssize_t n = read(s->master, block, sizeof(block));

	if (n <= 0)
		return false;
	s->last_ms = seat_now_ms();
	s->tick_bytes += s->ticked ? (size_t)n : 0;
	bytes_add(&s->out, block, (size_t)n);
	term_feed(&s->term, block, (size_t)n);
	return true;
}

static void give_input(struct seat *s)
{
	ssize_t n = s->in.n ? write(s->master, s->in.p, s->in.n) : 0;

	if (n > 0) {
		bytes_drop(&s->in, (size_t)n);
		s->given_ms = seat_now_ms();
	}
}

/* Asked on the program's side of the terminal, where a poll waits for what is on its way. */
static bool has_unread_input(const struct seat *s)
{
	int peer = ioctl(s->master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct pollfd fd = {.fd = peer, .events = POLLIN};
	bool unread = peer >= 0 && poll(&fd, 1, 0) > 0;

	if (peer >= 0)
		(void)close(peer);
	return unread;
}

static bool rests(struct seat *s)
{
	if (take_output(s) || s->in.n || has_unread_input(s))
		return false;
	if (s->traced)
		return s->waits;
	return s->out.n &&
	       seat_now_ms() - (s->last_ms > s->given_ms ? s->last_ms : s->given_ms) > quiet_ms;
}

static void pass(struct seat *s)
{
	const struct timespec moment = {.tv_nsec = 1000000};
	struct pollfd fd = {.fd = s->master, .events = POLLIN};
	sigset_t none;

	(void)sigemptyset(&none);
	(void)ppoll(&fd, 1, &moment, &none);
}

void seat_settle(struct seat *s)
{
	double end = seat_now_ms() + limit_ms;

	for (;;) {
		give_input(s);
		take_stops(s);
		if (s->ended || rests(s))
			return;
		if (seat_now_ms() > end) {
			errno = ETIMEDOUT;
			give_up("the program does not come to rest");
		}
		pass(s);
	}
}

void seat_see(struct seat *s, const char *text)
{
	double end = seat_now_ms() + limit_ms;

	while (!term_has(&s->term, text)) {
		seat_settle(s);
		if (s->ended || seat_now_ms() > end) {
			errno = ETIMEDOUT;
			give_up(text);
		}
		pass(s);
	}
}

bool seat_await(struct seat *s, size_t bytes)
{
	double end = seat_now_ms() + limit_ms;

	give_input(s);
	while (s->out.n < bytes && !s->ended && seat_now_ms() < end) {
		if (s->traced)
			take_stops(s);
		if (!take_output(s))
			pass(s);
	}
	return s->out.n >= bytes;
}

void seat_await_ticks(struct seat *s, size_t ticks)
{
	double end = seat_now_ms() + limit_ms;

	while (s->ticks < ticks) {
		seat_settle(s);
		if (s->ended || seat_now_ms() > end) {
			errno = ETIMEDOUT;
			give_up("nothing is done as time passes");
		}
		pass(s);
	}
}

void seat_key(struct seat *s, const char *name)
{
	if (!term_key(&s->term, name)) {
		errno = EINVAL;
		give_up(name);
	}
}

long seat_status(const struct seat *s, const char *name)
{
	struct bytes path = {0}, status = {0};
	const char *line;
	long n;

	bytes_format(&path, "/proc/%d/status", (int)s->pid);
	(void)bytes_read_file(&status, path.p);
	line = strstr(bytes_string(&status), name);
	n = line ? strtol(line + strlen(name) + 1, NULL, 10) : 0;
	bytes_fini(&path);
	bytes_fini(&status);
	return n;
}

void seat_close(struct seat *s)
{
	int status = 0;

	if (!s->ended) {
		(void)kill(s->pid, SIGKILL);
		while (waitpid(s->pid, &status, 0) == s->pid && WIFSTOPPED(status))
			;
	}
	(void)close(s->master);
	term_close(&s->term);
	bytes_fini(&s->in);
	bytes_fini(&s->out);
}
