#include "sender/program.h"

#include "base/hex.h"
#include "base/mem.h"
#include "engine/session.h"
#include "mail/arguments.h"
#include "mail/reader.h"
#include "sender/delivery.h"
#include "sender/listing.h"
#include "sender/place.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum { block_size = 16 * 1024, unique_size = 16, patience_ms = 5000, names_max = 256 };

static const char program_name[] = "smtpsetup-sendmail";

static int program_fail(const struct err *e)
{
	(void)fprintf(stderr, "%s: %s\n", program_name, e->message);
	syslog(LOG_WARNING, "%s", e->message);
	return e->code;
}

/* Taking the message */

/* A message on its way into the folder. */
struct submission {
	const struct sendmail_args *args;
	struct spool spool;
	struct spool_entry entry;
	char *host_name;
	char user[names_max], name[names_max], unique[2 * unique_size + 1];
};

/* Who calls: by the uid, whatever the environment says. */
static void submission_who(struct submission *s)
{
	const struct passwd *user = getpwuid(getuid());
	const char *full = user && user->pw_gecos ? user->pw_gecos : "";

	if (user)
		(void)snprintf(s->user, sizeof(s->user), "%s", user->pw_name);
	else
		(void)snprintf(s->user, sizeof(s->user), "%u", (unsigned)getuid());
	(void)snprintf(s->name, sizeof(s->name), "%.*s", (int)strcspn(full, ","), full);
}

static int submission_begin(void *ctx, const struct strlist *recipients, struct err *e)
{
	struct submission *s = ctx;
	const char *from = s->args->from;
	const struct ticket t = {
		.at = time(NULL),
		.uid = (long)getuid(),
		.from = (char *)(from ? from : s->user),
		.to = *recipients,
	};

	return spool_begin(&s->entry, &s->spool, &t, e);
}

static int submission_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	struct submission *s = ctx;

	return spool_put(&s->entry, bytes, len, e);
}

static long zone_of(time_t at)
{
	struct tm local;

	return localtime_r(&at, &local) ? local.tm_gmtoff : 0;
}

static void submission_rules(struct submission *s, struct mail_rules *out, struct str *address)
{
	const char *from = s->args->from && *s->args->from ? s->args->from : s->user;
	unsigned char bytes[unique_size];
	struct str hex;

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort(); /* the kernel is not able to */
	str_init(&hex, sizeof(s->unique) - 1);
	hex_encode(&hex, bytes, sizeof(bytes));
	(void)snprintf(s->unique, sizeof(s->unique), "%s", hex.data);
	str_fini(&hex);
	str_format(address, strchr(from, '@') ? "%s" : "%s@%s", from, s->host_name);
	*out = (struct mail_rules) {
		.dots = s->args->dots,
		.from_header = s->args->from_header,
		.from = address->data,
		.name = s->args->name ? s->args->name : s->name,
		.domain = s->host_name,
		.unique = s->unique,
		.at = time(NULL),
		.zone = zone_of(time(NULL)),
	};
}

static int submission_read(struct mail_reader *r, struct err *e)
{
	static char block[block_size];
	ssize_t n;

	while ((n = read(STDIN_FILENO, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, EX_IOERR, "cannot read the message: %s", strerror(errno));
		if (mail_reader_feed(r, block, (size_t)n, e) < 0)
			return -1;
		if (r->ended)
			break;
	}
	return mail_reader_end(r, e);
}

/* It is kept, whole and on the disk, when this returns 0. */
static int submission_take(struct submission *s, struct strlist *recipients, struct err *e)
{
	const struct mail_target target = {submission_begin, submission_put, s};
	struct mail_rules mend;
	struct mail_reader r;
	struct str address;
	int result;

	str_init(&address, 4 * names_max);
	submission_rules(s, &mend, &address);
	mail_reader_init(&r, &mend, recipients, &target);
	result = submission_read(&r, e);
	if (result == 0)
		result = spool_keep(&s->entry, r.eight_bit, e);
	mail_reader_fini(&r);
	str_fini(&address);
	spool_drop(&s->entry);
	return result;
}

/* Sending it */

/* In the copy of the process: what becomes of its own message goes to the caller's process. */
struct teller {
	const char *id;
	int to;
};

/* Who waits says so: else it has gone, and the sender needs a notice. */
static bool teller_tell(void *ctx, const struct delivery_news *news)
{
	const struct teller *t = ctx;
	struct pollfd answer = {t->to, POLLIN, 0};
	const char *words = news->words ? news->words : "";
	char byte;

	if (strcmp(news->id, t->id) != 0)
		return false;
	if (send(t->to, words, strlen(words) + 1, MSG_NOSIGNAL) < 0 || !news->refused)
		return false;
	return poll(&answer, 1, patience_ms) > 0 && read(t->to, &byte, 1) == 1;
}

/* Why nothing can be sent is for `status`, mailq and the log; the mail waits. */
static void note_setup(const struct spool *spool, const struct err *why)
{
	struct progress server;
	struct err e;

	syslog(LOG_WARNING, "mail waits: %s", why->message);
	if (spool_progress(spool, "server", &server, &e) < 0)
		server = (struct progress) {0};
	progress_say(&server, diagnoses[VERDICT_LOCAL_SETUP].id, why->message);
	server.tries++;
	server.since = server.since ? server.since : time(NULL);
	(void)spool_set_progress(spool, "server", &server, &e);
	progress_fini(&server);
}

static int program_open(struct session *session, const char *config, struct err *e)
{
	if (session_open(session, (struct level) {config, NULL}, SESSION_READ, e) < 0)
		return -1;
	if (!session_is_configured(session))
		return err_set(e, EX_NOINPUT,
			"There is no configuration yet that mail could be sent with.");
	return 0;
}

static int program_deliver(
	const struct spool *spool, const char *config, struct teller *teller, struct err *e)
{
	struct session session;
	struct delivery d = {.spool = spool, .settings = &session.saved};
	int result;

	if (teller) {
		d.tell = teller_tell;
		d.ctx = teller;
	}
	result = program_open(&session, config, e);
	if (result < 0)
		note_setup(spool, e);
	else
		result = delivery_run(&d, e);
	session_close(&session);
	return result;
}

/* Nothing of the caller's stays open, which may wait for its end. */
static void become_background(int keep)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	(void)setsid();
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO && null >= 0; fd++)
		(void)dup2(null, fd);
	for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
		if (fd != keep && fd != null && (fcntl(fd, F_GETFD) & FD_CLOEXEC) == 0)
			(void)close(fd);
}

static int program_wait(int from)
{
	struct pollfd news = {from, POLLIN, 0};
	char words[progress_reason_max + 1] = "";
	struct err e;
	ssize_t n = 0;

	if (poll(&news, 1, patience_ms) > 0)
		n = recv(from, words, sizeof(words) - 1, 0);
	if (n <= 0 || !*words)
		return EX_OK;
	(void)!write(from, "k", 1);
	(void)err_set(&e, EX_UNAVAILABLE, "%s", words);
	return program_fail(&e);
}

/* The message is safe by now: whatever goes wrong here, it waits. */
static int program_send(const struct spool *spool, const char *config, const char *id)
{
	int ends[2];
	pid_t child;
	int code = EX_OK;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return EX_OK;
	child = fork();
	if (child == 0) {
		struct teller teller = {id, ends[1]};
		struct err e;

		(void)close(ends[0]);
		become_background(ends[1]);
		(void)program_deliver(spool, config, &teller, &e);
		_exit(EX_OK);
	}
	(void)close(ends[1]);
	if (child > 0)
		code = program_wait(ends[0]);
	(void)close(ends[0]);
	return code;
}

/* What it is asked for */

static int program_take(struct sendmail_args *args, struct err *e)
{
	struct submission s = {.args = args, .host_name = sender_host_name(), .entry = {.fd = -1}};
	char *place = sender_place(args->config);
	int code = EX_OK;

	submission_who(&s);
	if (spool_open(&s.spool, place, true, e) < 0) {
		e->code = EX_TEMPFAIL;
		code = program_fail(e);
	} else if (submission_take(&s, &args->recipients, e) < 0) {
		if (e->code == EX_IOERR || e->code == EX_CANTCREAT)
			e->code = EX_TEMPFAIL;
		code = program_fail(e);
	} else {
		code = program_send(&s.spool, args->config, s.entry.id);
	}
	spool_close(&s.spool);
	free(s.host_name);
	free(place);
	return code;
}

static int program_list(struct sendmail_args *args, struct err *e)
{
	return listing_print(args->config, stdout, e) < 0 ? program_fail(e) : EX_OK;
}

static int program_aliases(struct sendmail_args *args, struct err *e)
{
	(void)args;
	(void)e;
	return EX_OK;
}

/* A run by a timer has nobody who waits: that mail is put off is no error of it. */
static int program_run(struct sendmail_args *args, struct err *e)
{
	char *place = sender_place(args->config);
	struct spool spool = {.fd = -1};
	int result = 0;

	if (spool_count(place))
		result = spool_open(&spool, place, false, e);
	if (result == 0 && spool.fd >= 0)
		result = program_deliver(&spool, args->config, NULL, e);
	spool_close(&spool);
	free(place);
	return result < 0 && e->code != EX_UNAVAILABLE ? program_fail(e) : EX_OK;
}

/* That they are addresses is known by now. */
static int program_verify(struct sendmail_args *args, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < args->recipients.n; i++)
		(void)printf("%s ... deliverable\n", args->recipients.items[i]);
	return EX_OK;
}

static int (*const modes[])(struct sendmail_args *args, struct err *e) = {
	[SENDMAIL_SEND] = program_take,
	[SENDMAIL_LIST] = program_list,
	[SENDMAIL_ALIASES] = program_aliases,
	[SENDMAIL_RUN] = program_run,
	[SENDMAIL_VERIFY] = program_verify,
};

int sender_program(int argc, char *const argv[])
{
	struct sendmail_args args;
	struct err e = {0};
	int code;

	code = sendmail_args_parse(&args, argc, argv, &e) < 0 ? program_fail(&e)
							      : modes[args.mode](&args, &e);
	sendmail_args_fini(&args);
	return code;
}
