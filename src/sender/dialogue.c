#include "sender/dialogue.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/text.h"
#include "mail/addresses.h"
#include "mail/smtp_text.h"
#include "sender/keeper.h"
#include "sender/place.h"
#include "sender/submission.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	block_size = 16 * 1024,
	line_max = 4096, /* of a command */
	faults_max = 50, /* that is no program that speaks SMTP */
};

struct dialogue {
	const char *config;
	int from;
	FILE *to;
	char block[block_size];
	size_t at, len; /* of what is read of it */
	char *host_name;
	char *sender; /* of the message; NULL: none is begun */
	struct strlist recipients;
	size_t own;
	unsigned faults;
	bool over;
};

static void dialogue_say(struct dialogue *d, int code, const char *words)
{
	d->faults += code >= 500;
	(void)fprintf(d->to, "%d %s\r\n", code, words);
	(void)fflush(d->to);
}

/* More to be read; false: nothing comes. */
static bool dialogue_fill(struct dialogue *d)
{
	ssize_t n;

	do
		n = read(d->from, d->block, sizeof(d->block));
	while (n < 0 && errno == EINTR);
	d->at = 0;
	d->len = n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* A command without its end; false: nothing comes. One that is too long is cut, and is none. */
static bool dialogue_line(struct dialogue *d, struct str *line)
{
	str_clear(line);
	line->full = false;
	while (d->at < d->len || dialogue_fill(d)) {
		char c = d->block[d->at++];

		if (c == '\n') {
			if (line->len && line->data[line->len - 1] == '\r')
				line->data[--line->len] = '\0';
			return true;
		}
		str_char(line, c);
	}
	return false;
}

static void dialogue_reset(struct dialogue *d)
{
	free(d->sender);
	d->sender = NULL;
	strlist_fini(&d->recipients);
}

/* Commands */

static void command_hello(struct dialogue *d, const char *rest)
{
	(void)rest;
	dialogue_reset(d);
	dialogue_say(d, 250, d->host_name);
}

static void command_extended(struct dialogue *d, const char *rest)
{
	(void)rest;
	dialogue_reset(d);
	(void)fprintf(
		d->to, "250-%s\r\n250-PIPELINING\r\n250-SIZE %d\r\n", d->host_name, mail_size_max);
	dialogue_say(d, 250, "8BITMIME");
}

/* The address between < and > behind the word; NULL: there is none. "" is nobody. */
static char *command_address(const char *rest, const char *word)
{
	const char *begin, *end;
	struct strlist one = {0};
	struct err e;
	char *address = NULL;
	size_t len = strlen(word);

	if (!ascii_starts(rest, word))
		return NULL;
	begin = rest + len + strspn(rest + len, " ");
	end = *begin == '<' ? strrchr(begin, '>') : NULL;
	if (!end || !text_is_clean(begin, strlen(begin)))
		return NULL;
	if (end == begin + 1)
		return mem_text("");
	if (addresses_add(&one, begin, (size_t)(end - begin) + 1, &e) == 0 && one.n == 1)
		address = mem_text(one.items[0]);
	strlist_fini(&one);
	return address;
}

static void command_mail(struct dialogue *d, const char *rest)
{
	char *address = command_address(rest, "FROM:");

	if (!address) {
		dialogue_say(d, 501, "MAIL FROM:<address>");
		return;
	}
	dialogue_reset(d);
	d->sender = address;
	dialogue_say(d, 250, "OK");
}

static void command_rcpt(struct dialogue *d, const char *rest)
{
	char *address = command_address(rest, "TO:");

	if (!d->sender)
		dialogue_say(d, 503, "MAIL comes first");
	else if (!address || !*address)
		dialogue_say(d, 501, "RCPT TO:<address>");
	else if (d->recipients.n >= mail_recipients_max)
		dialogue_say(d, 452, "too many recipients");
	else {
		strlist_add(&d->recipients, address, mail_recipients_max);
		dialogue_say(d, 250, "OK");
	}
	free(address);
}

/* All of it is read, whatever becomes of it, as what follows are commands again. */
static int data_read(struct dialogue *d, struct submission *s, struct err *e)
{
	enum smtp_text_at at = SMTP_TEXT_FRONT;
	struct str text;
	int result = s ? 0 : -1;

	str_init(&text, 2 * block_size);
	while (at != SMTP_TEXT_END && (d->at < d->len || dialogue_fill(d))) {
		d->at += smtp_text_take(&at, d->block + d->at, d->len - d->at, &text);
		if (result == 0)
			result = mail_reader_feed(&s->reader, text.data, text.len, e);
		str_clear(&text);
	}
	str_fini(&text);
	if (at != SMTP_TEXT_END) {
		d->over = true;
		return err_set(e, EX_DATAERR, "the message is not whole");
	}
	return result == 0 ? mail_reader_end(&s->reader, e) : -1;
}

static int data_keep(struct dialogue *d, struct err *e)
{
	struct sendmail_args args = {
		.dots = true, .from = d->sender, .recipients = d->recipients, .config = d->config};
	struct submission s;
	struct keeper k;
	int result = keeper_open(&k, d->config, e);
	bool open = result == 0;

	d->recipients = (struct strlist) {0};
	if (open)
		submission_init(&s, &args, &k.target);
	result = data_read(d, open ? &s : NULL, e);
	if (open) {
		result = keeper_end(&k, result == 0, s.reader.eight_bit, e);
		submission_fini(&s);
	}
	strlist_fini(&args.recipients);
	d->own += result == 0 && !k.handed;
	keeper_close(&k);
	return result;
}

static void command_data(struct dialogue *d, const char *rest)
{
	struct err e;

	(void)rest;
	if (!d->recipients.n) {
		dialogue_say(d, 503, "RCPT comes first");
		return;
	}
	dialogue_say(d, 354, "the message, and a line with a dot");
	if (data_keep(d, &e) == 0)
		dialogue_say(d, 250, "kept");
	else
		dialogue_say(d, e.code == EX_TEMPFAIL ? 451 : 554, e.message);
	dialogue_reset(d);
}

static void command_nothing(struct dialogue *d, const char *rest)
{
	(void)rest;
	dialogue_say(d, 250, "OK");
}

static void command_reset(struct dialogue *d, const char *rest)
{
	dialogue_reset(d);
	command_nothing(d, rest);
}

static void command_verify(struct dialogue *d, const char *rest)
{
	(void)rest;
	dialogue_say(d, 252, "send it and see");
}

static void command_quit(struct dialogue *d, const char *rest)
{
	(void)rest;
	d->over = true;
	dialogue_say(d, 221, "goodbye");
}

static const struct {
	const char *word;
	void (*run)(struct dialogue *d, const char *rest);
} commands[] = {
	{"HELO", command_hello},
	{"EHLO", command_extended},
	{"MAIL", command_mail},
	{"RCPT", command_rcpt},
	{"DATA", command_data},
	{"RSET", command_reset},
	{"NOOP", command_nothing},
	{"VRFY", command_verify},
	{"QUIT", command_quit},
};

static void dialogue_take(struct dialogue *d, const struct str *line)
{
	for (size_t i = 0; !line->full && i < sizeof(commands) / sizeof(commands[0]); i++) {
		size_t len = strlen(commands[i].word);

		if (ascii_starts(line->data, commands[i].word) &&
			(line->data[len] == ' ' || !line->data[len])) {
			commands[i].run(d, line->data + len + strspn(line->data + len, " "));
			return;
		}
	}
	dialogue_say(d, 500, "there is no such command");
}

size_t dialogue_run(const char *config, int from, FILE *to)
{
	struct dialogue *d = mem_zero(1, sizeof(*d));
	struct str line;
	size_t own;

	d->config = config;
	d->from = from;
	d->to = to;
	d->host_name = sender_host_name();
	str_init(&line, line_max);
	(void)fprintf(to, "220 %s ESMTP smtpsetup\r\n", d->host_name);
	(void)fflush(to);
	while (!d->over && d->faults < faults_max && dialogue_line(d, &line))
		dialogue_take(d, &line);
	str_fini(&line);
	dialogue_reset(d);
	free(d->host_name);
	own = d->own;
	free(d);
	return own;
}
