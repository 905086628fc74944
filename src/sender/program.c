#include "sender/program.h"

#include "mail/arguments.h"
#include "sender/dialogue.h"
#include "sender/keeper.h"
#include "sender/listing.h"
#include "sender/place.h"
#include "sender/round.h"
#include "sender/service.h"
#include "sender/submission.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

enum { patience_ms = 5000 };

static const char program_name[] = "smtpsetup-sendmail";

static int program_fail(const struct err *e)
{
	(void)fprintf(stderr, "%s: %s\n", program_name, e->message);
	syslog(LOG_WARNING, "%s", e->message);
	return e->code;
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
static int sender_send(const char *place, const char *config, const char *id)
{
	int ends[2];
	pid_t child;
	int code = EX_OK;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return EX_OK;
	child = fork();
	if (child == 0) {
		struct teller teller = {id, ends[1]};
		const struct round round = {
			.place = place, .config = config, .tell = teller_tell, .ctx = &teller};
		struct err e;

		(void)close(ends[0]);
		become_background(ends[1]);
		(void)round_deliver(&round, &e);
		_exit(EX_OK);
	}
	(void)close(ends[1]);
	if (child > 0)
		code = program_wait(ends[0]);
	(void)close(ends[0]);
	return code;
}

/* Taking the message */

static int sender_take(struct sendmail_args *args, struct err *e)
{
	struct submission s;
	struct keeper k;
	int code = EX_OK, result = keeper_open(&k, args->config, e);

	if (result == 0) {
		submission_init(&s, args, &k.target);
		result = submission_read(&s, e);
		result = keeper_end(&k, result == 0, s.reader.eight_bit, e);
		submission_fini(&s);
	}
	if (result < 0)
		code = program_fail(e);
	else if (!k.handed)
		code = sender_send(k.place, args->config, k.in.entry.id);
	keeper_close(&k);
	return code;
}

/* SMTP on standard input: when it is over what it brought is sent. */
static int program_talk(struct sendmail_args *args, struct err *e)
{
	char *place = sender_place(args->config);
	size_t own = dialogue_run(args->config, STDIN_FILENO, stdout);

	(void)e;
	if (own)
		(void)sender_send(place, args->config, "");
	free(place);
	return EX_OK;
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
static int program_round(struct sendmail_args *args, struct err *e)
{
	char *place = sender_place(args->config);
	const struct round round = {.place = place, .config = args->config};
	int result = 0;

	if (round_has_work(place))
		result = round_deliver(&round, e);
	free(place);
	return result < 0 && e->code != EX_UNAVAILABLE ? program_fail(e) : EX_OK;
}

/* It takes for the machine what comes; a configuration of one's own has nobody who comes. */
static int program_fail_usage(struct err *e)
{
	(void)err_set(
		e, EX_USAGE, "-qTIME is for the machine's configuration: have a timer run -q");
	return program_fail(e);
}

static int sender_run(struct sendmail_args *args, struct err *e)
{
	if (!args->every_s && (args->config || !service_is_activated()))
		return program_round(args, e);
	if (args->config)
		return program_fail_usage(e);
	return service_run(args->every_s, e) < 0 ? program_fail(e) : EX_OK;
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
	[SENDMAIL_SEND] = sender_take,
	[SENDMAIL_LIST] = program_list,
	[SENDMAIL_ALIASES] = program_aliases,
	[SENDMAIL_RUN] = sender_run,
	[SENDMAIL_VERIFY] = program_verify,
	[SENDMAIL_TALK] = program_talk,
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
