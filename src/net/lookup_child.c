#include "net/lookup_child.h"

#include "base/mem.h"
#include "model/wire.h"
#include "net/shortage.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	child_patience_us = 2 * 1000 * 1000, /* then each family is asked for alone, too */
	/* EAI_AGAIN is said of both: a resolver that gave up takes longer than one that failed. */
	child_silent_us = 4 * 1000 * 1000,
};

_Static_assert(sizeof(struct lookup_answer) <= PIPE_BUF, "an answer is written in one piece");

struct child {
	pid_t pid; /* 0: it does not run */
	int fd;
};

/* The first asks for both families, and its answer is the one that counts. */
static const int child_families[] = {AF_UNSPEC, AF_INET, AF_INET6};

enum { children_max = sizeof(child_families) / sizeof(child_families[0]) };

struct lookup_child {
	char *host;
	int64_t start; /* us */
	struct child children[children_max];
	int errnum; /* why the first could not be started */
	bool alone; /* each family is asked for alone */
};

static int64_t child_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * us_per_second + t.tv_nsec / 1000;
}

/* In the child */

static void child_judge(struct lookup_answer *a, int code, int64_t us)
{
	if (code == 0) {
		a->end = a->n ? LOOKUP_FOUND : LOOKUP_NONE;
	} else if (code == EAI_NONAME || code == EAI_NODATA || code == EAI_ADDRFAMILY) {
		a->end = LOOKUP_NONE;
	} else if (code == EAI_MEMORY || (code == EAI_SYSTEM && shortage_is(errno))) {
		a->errnum = code == EAI_MEMORY ? ENOMEM : errno;
		a->end = LOOKUP_SHORT;
	} else {
		a->end = us >= child_silent_us ? LOOKUP_SILENT : LOOKUP_FAILED;
		(void)snprintf(a->why, sizeof(a->why), "this machine's resolver reports \"%s\"",
			gai_strerror(code));
	}
}

static _Noreturn void child_run(const char *host, int family, int out)
{
	const struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM};
	struct addrinfo *list = NULL;
	struct lookup_answer answer = {.end = LOOKUP_RUNNING};
	int64_t start = child_now();
	int code;

	mem_on_failure(NULL);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	(void)dup2(out, STDOUT_FILENO);
	(void)close_range(
		STDERR_FILENO + 1, ~0u, 0); /* connections end when the worker ends them */
	code = getaddrinfo(host, NULL, &hints, &list);
	for (const struct addrinfo *a = list; code == 0 && a; a = a->ai_next)
		lookup_answer_add(&answer, a->ai_addr);
	child_judge(&answer, code, child_now() - start);
	_exit(write(STDOUT_FILENO, &answer, sizeof(answer)) == (ssize_t)sizeof(answer) ? 0 : 1);
}

/* In the worker */

static int child_start(struct child *c, const char *host, int family)
{
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
		return errno;
	pid = fork();
	if (pid == 0)
		child_run(host, family, ends[1]);
	(void)close(ends[1]);
	if (pid < 0) {
		(void)close(ends[0]);
		return errno;
	}
	*c = (struct child) {.pid = pid, .fd = ends[0]};
	return 0;
}

static void child_end(struct child *c)
{
	if (!c->pid)
		return;
	(void)kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		;
	(void)close(c->fd);
	*c = (struct child) {0};
}

/* True when it has answered, or ended without an answer. */
static bool child_look(struct child *c, struct waits *waits, struct lookup_answer *answer)
{
	ssize_t n;

	if (!c->pid)
		return false;
	n = read(c->fd, answer, sizeof(*answer));
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		waits_add(waits, c->fd, CURL_WAIT_POLLIN);
		return false;
	}
	if (n != (ssize_t)sizeof(*answer))
		*answer = (struct lookup_answer) {.end = LOOKUP_FAILED,
			.why = "this machine's resolver ended without an answer"};
	child_end(c);
	return true;
}

struct lookup_child *lookup_child_new(const char *host)
{
	struct lookup_child *c = mem_zero(1, sizeof(*c));

	c->host = mem_text(host);
	c->start = child_now();
	c->errnum = child_start(&c->children[0], host, child_families[0]);
	return c;
}

void lookup_child_free(struct lookup_child *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < children_max; i++)
		child_end(&c->children[i]);
	free(c->host);
	free(c);
}

/* The system waits for both families until it gives up: whose queries get lost has no address. */
static bool ask_alone(struct lookup_child *c, struct waits *waits, struct lookup_answer *answer)
{
	if (!waits_until(waits, c->start + child_patience_us - child_now()))
		return false;
	for (size_t i = 1; i < children_max; i++) {
		if (!c->alone)
			(void)child_start(&c->children[i], c->host, child_families[i]);
		if (child_look(&c->children[i], waits, answer) && answer->end == LOOKUP_FOUND)
			return true;
	}
	c->alone = true;
	return false;
}

bool lookup_child_look(struct lookup_child *c, struct waits *waits, struct lookup_answer *answer)
{
	if (c->errnum) {
		*answer = (struct lookup_answer) {.end = LOOKUP_SHORT, .errnum = c->errnum};
		return true;
	}
	return child_look(&c->children[0], waits, answer) || ask_alone(c, waits, answer);
}
