#include "engine/program_send.h"

#include "base/file.h"
#include "base/hex.h"
#include "base/loop.h"
#include "engine/program_run.h"
#include "format/keyval.h"
#include "model/message.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	said_max = 64 * 1024,
	log_max = 256 * 1024,
	log_tail = 64 * 1024, /* of one file */
	look_seconds = 60,
	look_ms = 250,
	looks_left = 3, /* that the message is not in the queue: it moves about there */
	unique_size = 12
};

/* A message on its way. */
struct sending {
	const struct codec *codec;
	const struct delivery *delivery;
	const struct settings *settings;
	struct run_values values;
	char id[2 * unique_size + value_max];
	struct str said, before;
	int status;
};

/* The message */

static int sending_make_id(struct sending *g, struct err *e)
{
	const char *at = strrchr(g->values.from, '@');
	unsigned char bytes[unique_size];
	struct str id;

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return err_set(e, EX_OSERR, "the system gives no random numbers");
	str_init(&id, sizeof(g->id) - 1);
	hex_encode(&id, bytes, sizeof(bytes));
	str_text(&id, at ? at : "@localhost");
	memcpy(g->id, id.data, id.len + 1);
	str_fini(&id);
	return 0;
}

/* Lines as programs of this system expect them. */
static void sending_compose(const struct sending *g, struct str *out)
{
	struct tm local;
	time_t now = time(NULL);
	struct str mailbox;

	str_init(&mailbox, message_max);
	message_mailbox(settings_get(g->settings, FIELD_FROM_NAME), g->values.from, &mailbox);
	str_text(out, "From:");
	for (const char *c = mailbox.data; *c; c++)
		if (*c != '\r')
			str_char(out, *c);
	str_fini(&mailbox);
	(void)localtime_r(&now, &local);
	str_format(out, "\nTo: %s\nSubject: Test message through %s\nDate: ", g->values.to,
		g->codec->name);
	message_date(now, local.tm_gmtoff, out);
	str_format(out,
		"\nMessage-ID: <%s>\nAuto-Submitted: auto-generated\n\n"
		"smtpsetup handed this message to %s on this machine, as other programs do.\n"
		"If you can read it, mail through %s arrives.\n",
		g->id, g->codec->name, g->codec->name);
}

/* A file without a name, as a program may want to read it twice. Its descriptor, or -1. */
static int sending_open(const struct sending *g, struct err *e)
{
	int fd = memfd_create("message", MFD_CLOEXEC);
	struct str text;

	str_init(&text, message_max);
	sending_compose(g, &text);
	if (fd < 0 || write(fd, text.data, text.len) != (ssize_t)text.len ||
		lseek(fd, 0, SEEK_SET) < 0) {
		(void)err_set(e, EX_OSERR, "cannot make the message: %s", strerror(errno));
		if (fd >= 0)
			(void)close(fd);
		fd = -1;
	}
	str_fini(&text);
	return fd;
}

/* What is seen */

static void sending_list(const struct sending *g, struct str *out)
{
	int status;
	struct err e;

	if (g->delivery->queue)
		(void)program_hear(g->delivery->queue, &g->values, -1, out, &status, &e);
}

static void log_read_tail(const char *path, struct str *out)
{
	char *bytes = malloc(log_tail);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = 0;

	if (fd >= 0 && bytes) {
		if (lseek(fd, -log_tail, SEEK_END) < 0)
			(void)lseek(fd, 0, SEEK_SET);
		n = read(fd, bytes, log_tail);
	}
	if (n > 0)
		str_add(out, bytes, strnlen(bytes, (size_t)n));
	if (fd >= 0)
		(void)close(fd);
	free(bytes);
}

/* Whoever may not read any of them goes by the queue. */
static void sending_read_log(const struct sending *g, struct str *out)
{
	static const char *const files[] = {"/var/log/mail.log", "/var/log/maillog"};
	static const char *const journal[] = {
		"journalctl", "--quiet", "--no-pager", "--since=-5min", "--lines=500", NULL};
	int status;
	struct err e;

	if (!g->delivery->lines || !g->delivery->queue)
		return;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		log_read_tail(files[i], out);
	if (access("/run/systemd/system", F_OK) == 0)
		(void)program_hear(journal, &g->values, -1, out, &status, &e);
}

static void sending_look(const struct sending *g, struct delivery_verdict *v)
{
	struct str queue, log;
	struct delivery_seen seen;

	str_init(&queue, said_max);
	str_init(&log, log_max);
	sending_list(g, &queue);
	sending_read_log(g, &log);
	seen = (struct delivery_seen) {
		g->values.to, g->id, g->status, g->said.data, g->before.data, queue.data, log.data};
	str_clear(&v->words);
	str_clear(&v->key);
	v->end = DELIVERY_OPEN;
	g->delivery->judge(g->delivery, &seen, v);
	str_fini(&queue);
	str_fini(&log);
}

/* Until it is known, or there is nothing more to be learned. */
static void sending_watch(const struct sending *g, struct delivery_verdict *v)
{
	struct loop clock;
	int64_t end;
	int left = 0;

	loop_init(&clock, NULL);
	end = loop_now(&clock) + look_seconds * (int64_t)1000000;
	sending_look(g, v);
	while (g->delivery->queue && left < looks_left &&
		(v->end == DELIVERY_OPEN || v->end == DELIVERY_LEFT) && loop_now(&clock) < end) {
		(void)poll(NULL, 0, look_ms);
		sending_look(g, v);
		left = v->end == DELIVERY_LEFT ? left + 1 : 0;
	}
	loop_fini(&clock);
}

/* A server may answer with what it was sent. */
static void sending_hide(const struct sending *g, struct str *words)
{
	const char *password = settings_get(g->settings, FIELD_PASSWORD);

	if (*password && strstr(words->data, password)) {
		str_clear(words);
		str_text(words, "its words have the password in them and are not shown");
	}
}

/* Sending */

/* Does the command say which file it is about? */
static bool sending_names_file(const struct sending *g)
{
	for (const char *const *word = g->delivery->command; *word; word++)
		if (strcmp(*word, "%s") == 0)
			return true;
	return false;
}

/* What another user may write is not for this one to run: curl's file can name files to write. */
static int sending_allow(const struct sending *g, bool named, struct err *e)
{
	struct stat st;

	if (!sending_names_file(g))
		return !named ? 0
			      : err_set(e, EX_USAGE,
					"%s reads its usual file only: a test does without --file",
					g->codec->name);
	if (stat(g->values.file, &st) < 0 || st.st_uid == geteuid())
		return 0;
	return err_set(e, EX_NOPERM, "%s belongs to another user: run the test as that user",
		g->values.file);
}

static int sending_check(
	struct sending *g, const struct program *p, const char *to, bool named, struct err *e)
{
	struct settings address;
	int result;

	if (p->state == PROGRAM_ABSENT)
		return err_set(e, EX_NOINPUT, "%s is not on this machine", g->codec->name);
	if (!g->delivery || !g->delivery->command)
		return g->delivery
			       ? err_set(e, EX_UNAVAILABLE, "%s", g->delivery->instead)
			       : err_set(e, EX_UNAVAILABLE,
					 "%s has no command that sends a message", g->codec->name);
	if (!*g->values.from)
		return err_set(e, EX_CONFIG, "the test message needs From (sender.from)");
	settings_init(&address);
	result = settings_assign(&address, FIELD_FROM, to, e);
	settings_fini(&address);
	if (result < 0) {
		e->code = EX_USAGE;
		return -1;
	}
	return sending_allow(g, named, e);
}

static int sending_run(struct sending *g, struct program_sent *sent, struct err *e)
{
	int fd, result;

	if (sending_make_id(g, e) < 0)
		return -1;
	fd = sending_open(g, e);
	if (fd < 0)
		return -1;
	sending_list(g, &g->before);
	result = program_hear(g->delivery->command, &g->values, fd, &g->said, &g->status, e);
	(void)close(fd);
	if (result < 0 && e->code == EX_UNAVAILABLE)
		e->code = EX_NOINPUT;
	if (result < 0)
		return -1;
	sending_watch(g, &sent->verdict);
	sent->login = delivery_is_login(sent->verdict.words.data);
	sending_hide(g, &sent->verdict.words);
	return 0;
}

int program_send(const struct codec *codec, const struct program_where *where,
	const struct settings *s, const char *to, struct program_sent *sent, struct err *e)
{
	struct sending g = {.codec = codec, .delivery = delivery_find(codec->id), .settings = s};
	struct program p;
	int result;

	*sent = (struct program_sent) {0};
	delivery_verdict_init(&sent->verdict);
	program_look(&p, codec, where, s);
	sent->differs = p.state != PROGRAM_SAME;
	g.values =
		(struct run_values) {.file = p.path, .from = settings_get(s, FIELD_FROM), .to = to};
	str_init(&g.said, said_max);
	str_init(&g.before, said_max);
	result = sending_check(&g, &p, to, where->file != NULL, e);
	if (result == 0)
		result = sending_run(&g, sent, e);
	str_wipe(&g.said);
	str_fini(&g.before);
	program_fini(&p);
	return result;
}

void program_sent_fini(struct program_sent *sent)
{
	if (sent->verdict.words.data)
		delivery_verdict_fini(&sent->verdict);
	*sent = (struct program_sent) {0};
}

void program_sent_drop(const struct codec *codec, struct program_sent *sent)
{
	const struct delivery *d = delivery_find(codec->id);
	const struct run_values values = {.queued = sent->verdict.key.data};
	struct str dropped;
	struct err e;
	int status = 0;

	if (!d->drop || !sent->verdict.key.len)
		return;
	str_init(&dropped, said_max);
	sent->dropped = program_hear(d->drop, &values, -1, &dropped, &status, &e) == 0 && !status;
	str_fini(&dropped);
}

int program_sent_code(const struct program_sent *sent)
{
	if (sent->verdict.end == DELIVERY_SENT || sent->verdict.end == DELIVERY_LEFT)
		return 0;
	if (sent->login)
		return EX_NOPERM;
	return sent->verdict.end == DELIVERY_REFUSED ? EX_PROTOCOL : EX_TEMPFAIL;
}

void program_sent_say(
	const struct codec *codec, const char *to, const struct program_sent *sent, struct str *out)
{
	static const char *const ends[DELIVERY_END_COUNT] = {
		[DELIVERY_OPEN] = "is still not sent after a minute",
		[DELIVERY_SENT] = "was sent",
		[DELIVERY_LEFT] = "was accepted and has left the queue; the log shows the rest",
		[DELIVERY_WAITS] = "waits in the queue and is tried again later",
		[DELIVERY_REFUSED] = "was not sent",
	};
	const char *words = sent->verdict.words.data;
	enum delivery_end end = sent->verdict.end;

	str_format(out, "%s: the test message to %s %s", codec->name, to, ends[end]);
	if (*words)
		str_format(out, "%s%s", end == DELIVERY_SENT ? "; the server answered: " : ": ",
			words);
	if (!*words || words[strlen(words) - 1] != '.')
		str_char(out, '.');
	if (sent->dropped)
		str_text(out, " It was taken out of the queue again.");
}
