#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

_Noreturn void child_exec(char *const *argv, const struct vars *vars)
{
	sigset_t none;

	for (int n = 1; n < NSIG; n++)
		signal(n, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	environ = vars_environment(vars);
	execvp(argv[0], argv);
	dprintf(STDERR_FILENO, "cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

void child_reap(struct child *c)
{
	if (child_runs(c) && waitpid(c->pid, &c->status, WNOHANG) == c->pid)
		c->ended = true;
}

void child_kill(struct child *c)
{
	if (!child_runs(c))
		return;
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &c->status, 0) < 0 && errno == EINTR)
		;
	c->ended = true;
}

bool child_runs(const struct child *c)
{
	return c->pid && !c->ended;
}

struct bytes child_result(const struct child *c)
{
	struct bytes text = {0};

	if (WIFSIGNALED(c->status))
		bytes_format(&text, "signal:%s", sigabbrev_np(WTERMSIG(c->status)));
	else
		bytes_format(&text, "%d", WEXITSTATUS(c->status));
	return text;
}

int child_signal_number(const char *name)
{
	for (int n = 1; n < NSIG; n++) {
		const char *known = sigabbrev_np(n);

		if (known && !strcmp(known, name))
			return n;
	}
	return 0;
}

/* Forks with these as standard input and output, and error too unless it is to stay. */
static int launch(struct child *c, char *const *argv, const struct vars *vars, const int fds[3])
{
	*c = (struct child) {.pid = fork()};
	if (c->pid < 0) {
		c->pid = 0;
		return -1;
	}
	if (c->pid)
		return 0;
	for (int fd = 0; fd < 3; fd++)
		dup2(fds[fd], fd);
	child_exec(argv, vars);
}

int helper_start(struct helper *h, char *const *argv, const struct vars *vars)
{
	int in[2], out[2], failed;

	*h = (struct helper) {.in = -1, .out = -1};
	if (pipe2(in, O_CLOEXEC) < 0)
		return -1;
	if (pipe2(out, O_CLOEXEC) < 0) {
		close(in[0]);
		close(in[1]);
		return -1;
	}
	failed = launch(&h->child, argv, vars, (const int[3]) {in[0], out[1], STDERR_FILENO});
	close(in[0]);
	close(out[1]);
	h->in = in[1];
	h->out = out[0];
	return failed;
}

void helper_read(struct helper *h)
{
	char chunk[4096];
	ssize_t n = read(h->out, chunk, sizeof(chunk));
	const char *end;

	if (n <= 0) {
		close(h->out);
		h->out = -1;
		return;
	}
	if (h->has_said)
		return;
	end = memchr(chunk, '\n', (size_t)n);
	bytes_add(&h->said, chunk, end ? (size_t)(end - chunk) : (size_t)n);
	h->has_said = end != NULL;
}

void helper_hang_up(struct helper *h)
{
	if (h->in >= 0)
		close(h->in);
	h->in = -1;
}

void helper_fini(struct helper *h)
{
	helper_hang_up(h);
	if (h->out >= 0)
		close(h->out);
	bytes_fini(&h->said);
}

int command_start(struct child *c, char *const *argv, const struct vars *vars, const char *output)
{
	int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int out = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int failed = in < 0 || out < 0 ? -1 : launch(c, argv, vars, (const int[3]) {in, out, out});
	int why = errno;

	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	errno = why;
	return failed;
}
