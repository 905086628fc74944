#include "spool/ledger.h"

#include "base/file.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Lines of one length, so that one write changes an entry: kind, start, ms, recipients. */
#define ENTRY_FORMAT "%c %-36.36s %014" PRId64 " %07zu\n"
#define FIRST_FORMAT "smtpsetup ledger 1 %020ju %020ju\n"

enum {
	line_size = 62,
	book_max = 16 * 1024 * 1024,
	everything = 9999999, /* recipients: no limit is above it */
	ENTRY_OPEN = 'o',
	ENTRY_SETTLED = 's',
	ENTRY_FREE = '-',
};

static int64_t ledger_clock_now(void *ctx)
{
	struct timespec t;

	(void)ctx;
	(void)clock_gettime(CLOCK_BOOTTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void ledger_clock_init(struct ledger_clock *clock)
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);

	*clock = (struct ledger_clock) {.now = ledger_clock_now};
	if (fd < 0)
		return;
	if (read(fd, clock->boot, ledger_boot_size - 1) < 0)
		*clock->boot = '\0';
	clock->boot[strcspn(clock->boot, "\n")] = '\0';
	(void)close(fd);
}

/* The book, read while it is locked. */
struct book {
	const struct ledger *ledger;
	int fd;
	struct str text;
	int64_t now;
};

static int book_error(struct err *e)
{
	return err_set(e, EX_IOERR, "cannot keep the book of what was sent this hour: %s",
		strerror(errno));
}

static int book_put(const struct book *b, size_t at, const char *line, size_t len)
{
	return pwrite(b->fd, line, len, (off_t)at) == (ssize_t)len && fdatasync(b->fd) == 0 ? 0
											    : -1;
}

static int book_put_entry(const struct book *b, size_t at, char kind, size_t n)
{
	char line[line_size + 1];

	(void)snprintf(line, sizeof(line), ENTRY_FORMAT, kind, b->ledger->clock->boot, b->now, n);
	return book_put(b, at, line, line_size);
}

static void book_first(const struct book *b, char line[line_size + 1])
{
	struct stat st = {0};

	(void)fstat(b->fd, &st);
	(void)snprintf(
		line, line_size + 1, FIRST_FORMAT, (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
}

/* One that is none of this folder may lack what was sent since it was copied: it counts as full. */
static int book_begin(struct book *b)
{
	char first[line_size + 1];
	bool fresh = !b->text.len;

	book_first(b, first);
	if (!fresh && b->text.len >= strlen(first) &&
		memcmp(b->text.data, first, strlen(first)) == 0)
		return 0;
	if (!fresh && (ftruncate(b->fd, 0) < 0 ||
			      book_put_entry(b, strlen(first), ENTRY_SETTLED, everything) < 0))
		return -1;
	if (book_put(b, 0, first, strlen(first)) < 0)
		return -1;
	str_clear(&b->text);
	return lseek(b->fd, 0, SEEK_SET) == 0 ? file_read_all(b->fd, &b->text) : -1;
}

static int book_open(struct book *b, const struct ledger *l, struct err *e)
{
	*b = (struct book) {.ledger = l};
	str_init(&b->text, book_max);
	b->fd = openat(l->dir, "ledger", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	while (b->fd >= 0 && flock(b->fd, LOCK_EX) < 0)
		if (errno != EINTR)
			return book_error(e);
	b->now = l->clock->now(l->clock->ctx);
	if (b->fd < 0 || file_read_all(b->fd, &b->text) < 0 || book_begin(b) < 0)
		return book_error(e);
	return 0;
}

static void book_close(struct book *b)
{
	if (b->fd >= 0)
		(void)close(b->fd);
	str_fini(&b->text);
}

struct entry {
	char kind;
	int64_t left; /* ms that it counts; at most 0: no more */
	size_t n;
};

/* What cannot be read was never whole, so nothing was sent for it. */
static struct entry book_entry(const struct book *b, size_t at)
{
	const char *line = b->text.data + at;
	const struct ledger_clock *clock = b->ledger->clock;
	struct entry entry = {.kind = ENTRY_FREE};
	char boot[ledger_boot_size] = "";
	int64_t age, at_ms;

	if (at + line_size > b->text.len || line[line_size - 1] != '\n' ||
		(*line != ENTRY_OPEN && *line != ENTRY_SETTLED))
		return entry;
	memcpy(boot, line + 2, ledger_boot_size - 1);
	boot[strcspn(boot, " ")] = '\0';
	at_ms = strtoll(line + 39, NULL, 10);
	age = strcmp(boot, clock->boot) == 0 ? b->now - at_ms : b->now;
	entry.kind = *line;
	entry.n = strtoul(line + 54, NULL, 10);
	entry.left = ledger_hour_ms - age + (*line == ENTRY_OPEN ? ledger_way_ms : 0);
	/* A book of the future is none of this start. */
	if (age < 0)
		entry.left = ledger_hour_ms;
	return entry;
}

static size_t book_start(const struct book *b)
{
	const char *end = memchr(b->text.data, '\n', b->text.len);

	return end ? (size_t)(end - b->text.data) + 1 : b->text.len;
}

static struct ledger_room book_look(const struct book *b, size_t limit)
{
	struct ledger_room room = {.room = SIZE_MAX};
	int64_t soonest = 0;

	for (size_t at = book_start(b); at + line_size <= b->text.len; at += line_size) {
		struct entry entry = book_entry(b, at);

		if (entry.left <= 0 || !entry.n)
			continue;
		room.used += entry.n;
		soonest = !soonest || entry.left < soonest ? entry.left : soonest;
	}
	if (limit)
		room.room = room.used < limit ? limit - room.used : 0;
	room.next_ms = room.room ? 0 : soonest;
	return room;
}

int ledger_look(const struct ledger *l, size_t limit, struct ledger_room *room, struct err *e)
{
	struct book b;
	int result = book_open(&b, l, e);

	if (result == 0)
		*room = book_look(&b, limit);
	book_close(&b);
	return result;
}

/* The first line that counts no more, or the end. */
static size_t book_free(const struct book *b)
{
	size_t at = book_start(b);

	while (at + line_size <= b->text.len && book_entry(b, at).left > 0)
		at += line_size;
	return at;
}

int ledger_enter(const struct ledger *l, size_t limit, size_t n, long *entry, struct err *e)
{
	struct book b;
	int result = book_open(&b, l, e);

	*entry = -1;
	if (result == 0 && book_look(&b, limit).room >= n) {
		size_t at = book_free(&b);

		if (book_put_entry(&b, at, ENTRY_OPEN, n) < 0)
			result = book_error(e);
		else
			*entry = (long)at;
	}
	book_close(&b);
	return result;
}

int ledger_settle(const struct ledger *l, long entry, size_t n, struct err *e)
{
	struct book b;
	int result = book_open(&b, l, e);

	if (result == 0 && book_put_entry(&b, (size_t)entry, n ? ENTRY_SETTLED : ENTRY_FREE, n) < 0)
		result = book_error(e);
	book_close(&b);
	return result;
}
