#include "sender/intake.h"

#include "base/mem.h"
#include "mail/handover.h"
#include "mail/reader.h"
#include "sender/place.h"
#include "sender/submission.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum { block_size = 16 * 1024, half_max_s = 60 * 60 };

int intake_begin(void *ctx, const struct ticket *t, struct err *e)
{
	struct intake *in = ctx;
	struct ticket own = *t;

	own.uid = in->uid;
	if (in->uid != 0 &&
		spool_count_of(in->spool, in->uid, intake_waiting_max) >= intake_waiting_max)
		return err_set(e, EX_TEMPFAIL, "%d messages of this user wait already",
			intake_waiting_max);
	return spool_begin(&in->entry, in->spool, in->id, &own, e);
}

int intake_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	struct intake *in = ctx;

	return spool_put(&in->entry, bytes, len, e);
}

/* What another user hands over */

struct hearing {
	struct intake *in;
	struct mail_reader reader;
	struct ticket ticket;
	char *host_name;
	char unique[submission_unique_text];
	bool begun;
};

static int hearing_keep(void *ctx, const struct strlist *recipients, struct err *e)
{
	struct hearing *h = ctx;

	h->ticket.to = *recipients;
	return intake_begin(h->in, &h->ticket, e);
}

static int hearing_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	struct hearing *h = ctx;

	return intake_put(h->in, bytes, len, e);
}

static int heard_begin(void *ctx, const struct ticket *t, struct err *e)
{
	struct hearing *h = ctx;
	const struct mail_target target = {hearing_keep, hearing_put, h};
	struct mail_rules rules = {
		.dots = true,
		.name = "",
		.domain = h->host_name,
		.unique = h->unique,
		.at = time(NULL),
	};
	struct strlist to = {0};

	(void)e;
	submission_unique(h->unique);
	h->ticket = (struct ticket) {.at = rules.at, .from = mem_text(t->from)};
	rules.from = h->ticket.from;
	for (size_t i = 0; i < t->to.n; i++)
		strlist_add(&to, t->to.items[i], t->to.n);
	mail_reader_init(&h->reader, &rules, &to, &target);
	h->begun = true;
	return 0;
}

static int heard_put(void *ctx, const char *bytes, size_t len, struct err *e)
{
	struct hearing *h = ctx;

	return mail_reader_feed(&h->reader, bytes, len, e);
}

static int hearing_read(struct handover *h, int fd, struct err *e)
{
	static char block[block_size];
	ssize_t n = 1;

	while (!h->ended && (n = read(fd, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, EX_IOERR, "cannot read the message: %s", strerror(errno));
		if (handover_feed(h, block, (size_t)n, e) < 0)
			return -1;
	}
	return h->ended ? 0 : err_set(e, EX_DATAERR, "the message is not whole");
}

int intake_read(struct intake *in, int fd, struct err *e)
{
	struct hearing hearing = {.in = in, .host_name = sender_host_name()};
	const struct handover_target target = {heard_begin, heard_put, &hearing};
	struct handover h;
	int result;

	in->entry = (struct spool_entry) {.fd = -1};
	handover_init(&h, &target);
	result = hearing_read(&h, fd, e);
	if (result == 0)
		result = mail_reader_end(&hearing.reader, e);
	if (result == 0)
		result = spool_keep(&in->entry, hearing.reader.eight_bit, e);
	spool_drop(&in->entry);
	handover_fini(&h);
	if (hearing.begun)
		mail_reader_fini(&hearing.reader);
	free(hearing.ticket.from);
	free(hearing.host_name);
	return result;
}

/* The drop folder */

static bool drops_open(struct spool *drop, const struct spool *s)
{
	*drop = (struct spool) {.path = s->path};
	drop->fd = openat(s->fd, "drop", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return drop->fd >= 0;
}

size_t intake_count_drops(const struct spool *s)
{
	struct strlist ids = {0};
	struct spool drop;
	struct err e;
	size_t n;

	if (!drops_open(&drop, s))
		return 0;
	(void)spool_list(&drop, &ids, &e);
	n = ids.n;
	strlist_fini(&ids);
	(void)close(drop.fd);
	return n;
}

/* Who writes too long finds the file gone, and knows that it was not kept. */
static void drops_sweep(const struct spool *drop)
{
	struct strlist names;
	struct stat st;
	struct err e;

	if (spool_list_halves(drop, &names, &e) < 0)
		return;
	for (size_t i = 0; i < names.n; i++)
		if (fstatat(drop->fd, names.items[i], &st, AT_SYMLINK_NOFOLLOW) == 0 &&
			labs(time(NULL) - st.st_ctime) > half_max_s)
			(void)unlinkat(drop->fd, names.items[i], 0);
	strlist_fini(&names);
}

/* Whose it is the kernel says. One that is kept already was taken by who died then. */
static int drops_take(
	const struct spool *s, const struct spool *drop, const char *id, struct err *e)
{
	char name[spool_name_max];
	struct intake in = {.spool = s, .id = id};
	struct stat st;
	int fd, result;

	spool_name(name, id, spool_mail_end);
	if (faccessat(s->fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return unlinkat(drop->fd, name, 0);
	fd = openat(drop->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_nlink != 1) {
		result = err_set(e, EX_DATAERR, "drop/%s is no message", name);
	} else {
		in.uid = (long)st.st_uid;
		result = intake_read(&in, fd, e);
	}
	if (fd >= 0)
		(void)close(fd);
	if (result == 0 || e->code == EX_DATAERR)
		(void)unlinkat(drop->fd, name, 0);
	return result;
}

void intake_drops(const struct spool *s)
{
	struct strlist ids = {0};
	struct spool drop;
	struct err e;

	if (!drops_open(&drop, s))
		return;
	drops_sweep(&drop);
	(void)spool_list(&drop, &ids, &e);
	for (size_t i = 0; i < ids.n; i++)
		if (drops_take(s, &drop, ids.items[i], &e) < 0)
			syslog(LOG_WARNING, "%s: %s", ids.items[i], e.message);
	strlist_fini(&ids);
	(void)fsync(drop.fd);
	(void)close(drop.fd);
}
