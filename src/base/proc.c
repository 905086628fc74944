#include "base/proc.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <unistd.h>

enum { blocks_at_once = 16 }; /* so that a program that never stops cannot hold up the reader */

extern char **environ;

/*
 * Whatever the parent blocks or ignores, the child starts with the defaults; and in a process
 * group of its own, so that Ctrl-C reaches the parent alone, which then knows why it ends it.
 */
static int spawn_attributes(posix_spawnattr_t *attributes, bool alone)
{
	sigset_t none, all;

	(void)sigemptyset(&none);
	(void)sigfillset(&all);
	(void)posix_spawnattr_init(attributes);
	(void)posix_spawnattr_setsigmask(attributes, &none);
	(void)posix_spawnattr_setsigdefault(attributes, &all);
	(void)posix_spawnattr_setpgroup(attributes, 0);
	return posix_spawnattr_setflags(
		attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
				    (alone ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP));
}

/* What a program that is started has for its descriptors. */
struct proc_ends {
	int in, out; /* in: -1 for nothing */
	bool alone;
	bool heard; /* its complaints come with its output */
};

static int proc_spawn(
	struct proc *p, const char *path, char *const argv[], const struct proc_ends *ends)
{
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_t actions;
	int errnum;

	(void)spawn_attributes(&attributes, ends->alone);
	(void)posix_spawn_file_actions_init(&actions);
	if (ends->in < 0)
		(void)posix_spawn_file_actions_addopen(
			&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	else
		(void)posix_spawn_file_actions_adddup2(&actions, ends->in, STDIN_FILENO);
	if (ends->heard)
		(void)posix_spawn_file_actions_adddup2(&actions, ends->out, STDERR_FILENO);
	else if (ends->alone)
		(void)posix_spawn_file_actions_addopen(
			&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	(void)posix_spawn_file_actions_adddup2(&actions, ends->out, STDOUT_FILENO);
	(void)posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	errnum = posix_spawn(&p->pid, path, &actions, &attributes, argv, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	(void)posix_spawnattr_destroy(&attributes);
	return errnum;
}

/* ends: without `out`, which is made here; `in` stays open. */
static int proc_start_with(
	struct proc *p, const char *path, char *const argv[], struct proc_ends ends, struct err *e)
{
	int out[2], errnum;

	if (pipe2(out, O_CLOEXEC) < 0) {
		(void)err_set(e, EX_SOFTWARE, "cannot create a pipe: %s", strerror(errno));
		proc_end(p);
		return -1;
	}
	ends.out = out[1];
	errnum = proc_spawn(p, path, argv, &ends);
	(void)close(out[1]);
	p->from = out[0];
	if (errnum) {
		p->pid = 0;
		proc_end(p);
		return err_set(e, EX_SOFTWARE, "cannot start %s: %s", path, strerror(errnum));
	}
	(void)fcntl(p->from, F_SETFL, O_NONBLOCK);
	return 0;
}

int proc_start(struct proc *p, const char *path, char *const argv[], struct err *e)
{
	int in[2], result;

	*p = (struct proc) {.to = -1, .from = -1};
	if (pipe2(in, O_CLOEXEC) < 0)
		return err_set(e, EX_SOFTWARE, "cannot create a pipe: %s", strerror(errno));
	p->to = in[1];
	(void)fcntl(p->to, F_SETFL, O_NONBLOCK);
	result = proc_start_with(p, path, argv, (struct proc_ends) {.in = in[0]}, e);
	(void)close(in[0]);
	return result;
}

int proc_start_alone(struct proc *p, const char *path, char *const argv[], struct err *e)
{
	*p = (struct proc) {.to = -1, .from = -1};
	return proc_start_with(p, path, argv, (struct proc_ends) {.in = -1, .alone = true}, e);
}

int proc_start_heard(struct proc *p, const char *path, char *const argv[], int in, struct err *e)
{
	const struct proc_ends ends = {.in = in, .alone = true, .heard = true};

	*p = (struct proc) {.to = -1, .from = -1};
	return proc_start_with(p, path, argv, ends, e);
}

/* What the copy must not do: hear signals as its parent does, read its keys, write on its screen.
 */
static void proc_become_copy(void)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	sigset_t none;

	(void)setpgid(0, 0);
	for (int i = 1; i < NSIG; i++)
		(void)signal(i, SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	for (int fd = STDIN_FILENO; nothing >= 0 && fd <= STDERR_FILENO; fd++)
		(void)dup2(nothing, fd);
}

int proc_call(struct proc *p, void (*run)(void *ctx, int to), void *ctx, struct err *e)
{
	int out[2];

	*p = (struct proc) {.to = -1, .from = -1};
	if (pipe2(out, O_CLOEXEC) < 0)
		return err_set(e, EX_SOFTWARE, "cannot create a pipe: %s", strerror(errno));
	p->from = out[0];
	p->pid = fork();
	if (p->pid == 0) {
		proc_become_copy();
		run(ctx, out[1]);
		_exit(0);
	}
	(void)close(out[1]);
	if (p->pid < 0) {
		int errnum = errno;

		p->pid = 0;
		proc_end(p);
		return err_set(e, EX_SOFTWARE, "cannot start a process: %s", strerror(errnum));
	}
	(void)fcntl(p->from, F_SETFL, O_NONBLOCK);
	return 0;
}

bool proc_has_ended(const struct proc *p, struct proc_ending *ending)
{
	siginfo_t info = {0};

	if (waitid(P_PID, (id_t)p->pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || !info.si_pid)
		return false;
	*ending = (struct proc_ending) {
		.status = info.si_code == CLD_EXITED ? info.si_status : 0,
		.signal = info.si_code == CLD_EXITED ? 0 : info.si_status,
	};
	return true;
}

int proc_write(struct proc *p, struct str *bytes, struct err *e)
{
	size_t done = 0;
	ssize_t n = 0;

	while (done < bytes->len && (n >= 0 || errno == EINTR)) {
		n = write(p->to, bytes->data + done, bytes->len - done);
		done += n > 0 ? (size_t)n : 0;
	}
	if (n < 0 && errno != EAGAIN)
		return err_set(e, EX_SOFTWARE, "a helper program ended early: %s", strerror(errno));
	str_drop(bytes, done);
	return 0;
}

bool proc_read(struct proc *p, struct str *into)
{
	char block[4096];
	ssize_t n = 0;

	for (int i = 0; i < blocks_at_once; i++) {
		n = read(p->from, block, sizeof(block));
		if (n > 0)
			str_add(into, block, (size_t)n);
		else if (n == 0 || errno != EINTR)
			break;
	}
	explicit_bzero(block, sizeof(block)); /* it may have been a password */
	return n > 0 || (n < 0 && errno == EAGAIN);
}

void proc_end(struct proc *p)
{
	if (p->to >= 0)
		(void)close(p->to);
	if (p->from >= 0)
		(void)close(p->from);
	if (p->pid > 0) {
		(void)kill(-p->pid, SIGKILL);
		/* One that has become another user is not ours to kill, nor to wait for. */
		while (waitpid(p->pid, NULL, kill(p->pid, SIGKILL) < 0 ? WNOHANG : 0) < 0 &&
			errno == EINTR)
			;
	}
	*p = (struct proc) {.to = -1, .from = -1};
}

void proc_leave(struct proc *p)
{
	struct proc_ending ending;

	if (p->pid > 0 && proc_has_ended(p, &ending)) {
		(void)waitpid(p->pid, NULL, 0);
		p->pid = 0;
	}
	proc_end(p);
}

bool proc_is_behind(void)
{
	pid_t front = tcgetpgrp(STDIN_FILENO);

	return front > 0 && front != getpgrp();
}

/* Without /proc the kernel still knows by which path the program was started. */
static char *proc_self(void)
{
	char *self = realpath("/proc/self/exe", NULL);
	unsigned long started = getauxval(AT_EXECFN);

	return self || !started ? self : realpath((const char *)started, NULL);
}

char *proc_beside(const char *name)
{
	char *self = proc_self(), *slash = self ? strrchr(self, '/') : NULL;
	struct str path;

	str_init(&path, PATH_MAX);
	if (slash)
		str_format(&path, "%.*s/%s", (int)(slash - self), self, name);
	free(self);
	if (path.len && access(path.data, F_OK) == 0)
		return str_take(&path);
	str_fini(&path);
	return NULL;
}
