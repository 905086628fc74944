#include "sender/hand_over.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/proc.h"
#include "sender/place.h"
#include "sender/service.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { piece_max = 64 * 1024, reply_max = 1100, greeting_s = 10, patience_s = 5 * 60 };

extern char **environ;

/* The service */

static void socket_patience(int fd, long seconds)
{
	const struct timeval t = {.tv_sec = seconds};

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t));
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof(t));
}

/* One that has no room now says nothing, and the drop folder is there. */
static int socket_open(void)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char byte;

	(void)snprintf(at.sun_path, sizeof(at.sun_path), "%s", sender_socket);
	if (fd < 0)
		return -1;
	socket_patience(fd, greeting_s);
	if (connect(fd, (const struct sockaddr *)&at, sizeof(at)) == 0 && read(fd, &byte, 1) == 1 &&
		byte == service_greeting) {
		socket_patience(fd, patience_s);
		return fd;
	}
	(void)close(fd);
	return -1;
}

/* A code, a blank and a sentence. */
static int socket_reply(int fd, struct err *e)
{
	char reply[reply_max] = "";
	size_t len = 0;
	ssize_t n;
	char *end;
	long code;

	while (len < sizeof(reply) - 1 && (n = read(fd, reply + len, sizeof(reply) - 1 - len)) > 0)
		len += (size_t)n;
	reply[strcspn(reply, "\n")] = '\0';
	code = strtol(reply, &end, 10);
	if (end == reply || *end != ' ')
		return err_set(e, EX_TEMPFAIL, "the service that takes mail gave no answer");
	return code ? err_set(e, (int)code, "%s", end + 1) : 0;
}

/* The program */

/* Without its bit this machine was never set up to use it. */
static char *drop_program(void)
{
	char *path = proc_beside("smtpsetup-drop");
	struct stat st;

	if (!path)
		path = mem_text(WORKERDIR "/smtpsetup-drop");
	if (stat(path, &st) == 0 && st.st_mode & S_ISGID && access(path, X_OK) == 0)
		return path;
	free(path);
	return NULL;
}

static int drop_spawn(struct hand_over *h, const char *path, int in)
{
	char *const argv[] = {(char *)path, NULL}, *const nothing[] = {NULL};
	posix_spawn_file_actions_t actions;
	int result;

	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	(void)posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	result = posix_spawn(&h->drop, path, &actions, NULL, argv, nothing);
	(void)posix_spawn_file_actions_destroy(&actions);
	return result ? -1 : 0;
}

static bool drop_start(struct hand_over *h)
{
	char *path = drop_program();
	int ends[2], result;

	if (!path || pipe2(ends, O_CLOEXEC) < 0) {
		free(path);
		return false;
	}
	result = drop_spawn(h, path, ends[0]);
	(void)close(ends[0]);
	h->to = ends[1];
	free(path);
	return result == 0;
}

/* It has said why itself. */
static int drop_end(struct hand_over *h, struct err *e)
{
	int status;
	pid_t drop = h->drop;

	(void)close(h->to);
	h->to = -1;
	h->drop = 0;
	while (waitpid(drop, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(e, EX_TEMPFAIL, "what became of smtpsetup-drop is unknown");
	if (WIFEXITED(status) && WEXITSTATUS(status) == EX_OK)
		return 0;
	return err_set(e,
		WIFEXITED(status) && WEXITSTATUS(status) == EX_DATAERR ? EX_DATAERR : EX_TEMPFAIL,
		"the message could not be put into the drop folder");
}

/* Either */

bool hand_over_open(struct hand_over *h)
{
	*h = (struct hand_over) {.to = socket_open()};
	str_init(&h->out, ticket_max);
	return h->to >= 0 || drop_start(h);
}

void hand_over_close(struct hand_over *h)
{
	struct err e;

	/* Half a message: it need not say so. */
	if (h->drop) {
		(void)kill(h->drop, SIGTERM);
		(void)drop_end(h, &e);
	}
	if (h->to >= 0)
		(void)close(h->to);
	str_fini(&h->out);
	*h = (struct hand_over) {.to = -1};
}

static int hand_over_flush(struct hand_over *h, struct err *e)
{
	int result = file_write_all(h->to, h->out.data, h->out.len);

	str_clear(&h->out);
	return result < 0 ? err_set(e, EX_TEMPFAIL, "cannot hand the message over: %s",
				    strerror(errno))
			  : 0;
}

int hand_over_begin(void *ctx, const struct ticket *t, struct err *e)
{
	struct hand_over *h = ctx;
	size_t body;

	ticket_write(t, &h->out, &body);
	return hand_over_flush(h, e);
}

int hand_over_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	struct hand_over *h = ctx;
	int result = 0;

	for (size_t at = 0; at < len && result == 0; at += piece_max) {
		size_t n = len - at < piece_max ? len - at : piece_max;

		handover_length(n, &h->out);
		str_add(&h->out, bytes + at, n);
		result = hand_over_flush(h, e);
	}
	return result;
}

int hand_over_end(struct hand_over *h, bool whole, struct err *e)
{
	struct err failed;

	if (whole) {
		str_text(&h->out, handover_end);
		(void)hand_over_flush(h, &failed);
	}
	if (h->drop)
		return drop_end(h, e);
	(void)shutdown(h->to, SHUT_WR);
	return socket_reply(h->to, e);
}
