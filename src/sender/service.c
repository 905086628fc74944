#include "sender/service.h"

#include "base/loop.h"
#include "sender/intake.h"
#include "sender/place.h"
#include "sender/round.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum {
	guests_max = 32,
	guests_of_user = 24,
	guest_read_s = 60,  /* to say the next piece */
	guest_max_s = 1800, /* in all */
	idle_ms = 5000,
	glance_ms = 100, /* to see that nothing came and nothing waits */
	reply_max = 1100,
	ms_per_s = 1000,
};

/* Who hands a message over just now. */
struct guest {
	pid_t pid;
	uid_t uid;
};

struct service {
	struct loop loop;
	int socket, notify;
	long every_s; /* 0: until nothing is to be done */
	struct guest guests[guests_max];
	size_t n;
	pid_t sender; /* 0: no round is under way */
	bool again, over, worked;
	uint64_t listening, noticing, timer, signals;
};

static void service_accept(void *ctx);
static void service_time(void *ctx);

/* In a process of its own */

/* Nothing of the service's: signals end it again. */
static pid_t service_fork(void)
{
	pid_t child = fork();
	sigset_t none;

	if (child == 0) {
		(void)signal(SIGCHLD, SIG_DFL);
		(void)sigemptyset(&none);
		(void)sigprocmask(SIG_SETMASK, &none, NULL);
	}
	return child;
}

static int guest_take(int fd, uid_t uid, struct err *e)
{
	struct spool spool = {.fd = -1};
	struct intake in = {.spool = &spool, .uid = (long)uid};
	int result;

	if (sender_become(sender_machine_place, e) < 0)
		return -1;
	result = spool_open(&spool, sender_machine_place, false, e);
	if (result == 0 && write(fd, (const char[]) {service_greeting}, 1) != 1)
		result = err_set(e, EX_IOERR, "who called has gone");
	if (result == 0)
		result = intake_read(&in, fd, e);
	spool_close(&spool);
	return result;
}

static int guest_run(int fd, uid_t uid)
{
	const struct timeval patience = {.tv_sec = guest_read_s};
	struct err e;
	char reply[reply_max];
	int result;

	(void)alarm(guest_max_s);
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	result = guest_take(fd, uid, &e);
	if (result < 0 && (e.code == EX_IOERR || e.code == EX_CANTCREAT || e.code == EX_NOPERM))
		e.code = EX_TEMPFAIL;
	if (result < 0)
		syslog(LOG_WARNING, "uid %u: %s", (unsigned)uid, e.message);
	(void)snprintf(reply, sizeof(reply), "%d %s\n", result < 0 ? e.code : 0,
		result < 0 ? e.message : "kept");
	(void)send(fd, reply, strlen(reply), MSG_NOSIGNAL);
	return EX_OK;
}

/* Rounds */

static void service_send(struct service *s)
{
	const struct round round = {.place = sender_machine_place};

	s->again = s->sender != 0;
	if (s->sender || !round_has_work(sender_machine_place))
		return;
	s->worked = true;
	s->sender = service_fork();
	if (s->sender == 0) {
		struct err e;

		if (round_deliver(&round, &e) < 0 && e.code != EX_UNAVAILABLE)
			syslog(LOG_WARNING, "%s", e.message);
		_exit(EX_OK);
	}
	if (s->sender < 0)
		s->sender = 0;
}

static void service_wait(struct service *s)
{
	loop_remove(&s->loop, &s->timer);
	if (s->every_s)
		s->timer = loop_timer(&s->loop, s->every_s * ms_per_s, service_time, s);
	else if (!s->n && !s->sender)
		s->timer = loop_timer(&s->loop, s->worked ? idle_ms : glance_ms, service_time, s);
}

/* It is time for a round, or nothing has come for so long. */
static void service_time(void *ctx)
{
	struct service *s = ctx;

	s->timer = 0;
	if (s->every_s)
		service_send(s);
	else
		s->over = true;
	service_wait(s);
}

/* What comes */

static size_t service_guests_of(const struct service *s, uid_t uid)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->guests[i].uid == uid;
	return n;
}

/* While there is no room for another one, they wait in the kernel. */
static void service_listen(struct service *s)
{
	if (s->n < guests_max && !s->listening)
		s->listening = loop_fd(&s->loop, s->socket, POLLIN, service_accept, s);
	if (s->n == guests_max)
		loop_remove(&s->loop, &s->listening);
}

static void service_accept(void *ctx)
{
	struct service *s = ctx;
	struct ucred who;
	socklen_t len = sizeof(who);
	int fd = accept4(s->socket, NULL, NULL, SOCK_CLOEXEC);
	pid_t child;

	if (fd < 0)
		return;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len) == 0 &&
		(who.uid == 0 || service_guests_of(s, who.uid) < guests_of_user)) {
		child = service_fork();
		if (child == 0)
			_exit(guest_run(fd, who.uid));
		s->worked = true;
		if (child > 0)
			s->guests[s->n++] = (struct guest) {child, who.uid};
	}
	(void)close(fd);
	service_listen(s);
	service_wait(s);
}

static void service_notice(void *ctx)
{
	struct service *s = ctx;
	char events[4096];

	while (read(s->notify, events, sizeof(events)) > 0)
		;
	service_send(s);
}

static void service_reap(struct service *s, pid_t pid)
{
	if (pid == s->sender) {
		s->sender = 0;
		if (s->again)
			service_send(s);
		return;
	}
	for (size_t i = 0; i < s->n; i++)
		if (s->guests[i].pid == pid) {
			s->guests[i] = s->guests[--s->n];
			service_send(s);
		}
}

static void service_signal(void *ctx, const struct signalfd_siginfo *info)
{
	struct service *s = ctx;
	pid_t pid;

	if (info->ssi_signo != SIGCHLD)
		s->over = true;
	while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
		service_reap(s, pid);
	service_listen(s);
	service_wait(s);
}

/* The start */

/* A path unit of systemd's sees it too, as long as this process does not run. */
static void service_watch(struct service *s)
{
	s->notify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (s->notify >= 0 && inotify_add_watch(s->notify, SPOOLDIR "/drop", IN_MOVED_TO) >= 0)
		s->noticing = loop_fd(&s->loop, s->notify, POLLIN, service_notice, s);
}

static int service_begin(struct service *s, struct err *e)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGCHLD);
	(void)sigaddset(&set, SIGTERM);
	(void)sigaddset(&set, SIGINT);
	s->signals = loop_signals(&s->loop, &set, service_signal, s, e);
	if (!s->signals)
		return -1;
	if (!service_is_activated() && service_make_folders(e) < 0)
		return -1;
	s->socket = service_socket(e);
	if (s->socket < 0)
		return -1;
	service_watch(s);
	service_listen(s);
	service_send(s);
	service_wait(s);
	return 0;
}

/* Who hands over or sends goes on without it. */
int service_run(long every_s, struct err *e)
{
	struct service s = {.socket = -1, .notify = -1, .every_s = every_s};
	int result;

	loop_init(&s.loop, NULL);
	result = service_begin(&s, e);
	while (result == 0 && !s.over)
		loop_turn(&s.loop);
	if (s.notify >= 0)
		(void)close(s.notify);
	if (s.socket >= 0)
		(void)close(s.socket);
	loop_fini(&s.loop);
	return result;
}
