#include "spool/ledger.h"

#include "base/file.h"
#include "base/mem.h"
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

/* Lines of one length, so that one write changes an entry: kind, start, ms, wall, uid, recipients.
 */
#define ENTRY_FORMAT "%c %-36.36s %014" PRId64 " %012" PRId64 " %010ld %07zu\n"
#define FIRST_FORMAT "smtpsetup ledger 2 %020ju %020ju\n"

enum {
	line_size = 86,
	at_ms = 39, /* where each of them stands */
	at_wall = 54,
	at_uid = 67,
	at_n = 78,
	book_max = 16 * 1024 * 1024,
	ms_per_s = 1000,
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

static int64_t ledger_clock_wall(void *ctx)
{
	(void)ctx;
	return time(NULL);
}

void ledger_clock_init(struct ledger_clock *clock)
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);

	*clock = (struct ledger_clock) {.now = ledger_clock_now, .wall = ledger_clock_wall};
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
	int64_t now, wall;
};

static int book_error(struct err *e)
{
	return err_set(e, EX_IOERR, "cannot keep the book of what was sent this hour: %s",
		strerror(errno));
}

static int book_put(const struct book *b, size_t at, const char *line, size_t len)
{
	return pwrite(b->fd, line, len, (off_t)at) == (ssize_t)len ? 0 : -1;
}

static int book_sync(const struct book *b)
{
	return fdatasync(b->fd);
}

static int book_put_entry(const struct book *b, size_t at, char kind, long uid, size_t n)
{
	char line[line_size + 1];

	(void)snprintf(line, sizeof(line), ENTRY_FORMAT, kind, b->ledger->clock->boot, b->now,
		b->wall, uid, n);
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
			      book_put_entry(b, strlen(first), ENTRY_SETTLED, 0, everything) < 0))
		return -1;
	if (book_put(b, 0, first, strlen(first)) < 0 || book_sync(b) < 0)
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
	b->wall = l->clock->wall(l->clock->ctx);
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
	int64_t left, left_of_day; /* ms that it counts; at most 0: no more */
	long uid;
	size_t n;
};

static bool line_is_whole(const char *line)
{
	return (*line == ENTRY_OPEN || *line == ENTRY_SETTLED) && line[at_ms - 1] == ' ' &&
	       line[at_wall - 1] == ' ' && line[at_uid - 1] == ' ' && line[at_n - 1] == ' ' &&
	       line[line_size - 1] == '\n';
}

/* What cannot be read was never whole, so nothing was sent for it. */
static struct entry book_entry(const struct book *b, size_t at)
{
	const char *line = b->text.data + at;
	const struct ledger_clock *clock = b->ledger->clock;
	struct entry entry = {.kind = ENTRY_FREE};
	char boot[ledger_boot_size] = "";
	int64_t age, way, by_wall;
	bool this_start;

	if (at + line_size > b->text.len || !line_is_whole(line))
		return entry;
	memcpy(boot, line + 2, ledger_boot_size - 1);
	boot[strcspn(boot, " ")] = '\0';
	this_start = strcmp(boot, clock->boot) == 0;
	age = this_start ? b->now - strtoll(line + at_ms, NULL, 10) : b->now;
	by_wall = (b->wall - strtoll(line + at_wall, NULL, 10)) * ms_per_s;
	way = *line == ENTRY_OPEN ? ledger_way_ms : 0;
	entry.kind = *line;
	entry.uid = strtol(line + at_uid, NULL, 10);
	entry.n = strtoul(line + at_n, NULL, 10);
	/* A book of the future is none of this start. */
	if (age < 0)
		age = way = 0;
	entry.left = ledger_hour_ms - age + way;
	entry.left_of_day = ledger_day_ms - (!this_start && by_wall > age ? by_wall : age) + way;
	return entry;
}

static size_t book_start(const struct book *b)
{
	const char *end = memchr(b->text.data, '\n', b->text.len);

	return end ? (size_t)(end - b->text.data) + 1 : b->text.len;
}

/* What there is room for, and when there will be more, by one of the limits. */
struct span {
	size_t used;
	int64_t soonest;
};

static void span_add(struct span *s, int64_t left, size_t n)
{
	if (left <= 0 || !n)
		return;
	s->used += n;
	s->soonest = !s->soonest || left < s->soonest ? left : s->soonest;
}

static void span_limit(const struct span *s, size_t limit, struct ledger_room *room)
{
	size_t left = s->used < limit ? limit - s->used : 0;

	if (!limit)
		return;
	room->room = left < room->room ? left : room->room;
	if (!left && s->soonest > room->next_ms)
		room->next_ms = s->soonest;
}

static struct ledger_room book_look(const struct book *b, struct ledger_limit limit)
{
	struct ledger_room room = {.room = SIZE_MAX};
	struct span hour = {0}, day = {0};

	for (size_t at = book_start(b); at + line_size <= b->text.len; at += line_size) {
		struct entry entry = book_entry(b, at);

		span_add(&hour, entry.left, entry.n);
		/* What a book from elsewhere lacks would be no reason to wait for a whole day. */
		span_add(&day, entry.left_of_day, entry.n < everything ? entry.n : 0);
	}
	room.used = hour.used;
	room.of_day = day.used;
	span_limit(&hour, limit.hour, &room);
	span_limit(&day, limit.day, &room);
	return room;
}

int ledger_look(
	const struct ledger *l, struct ledger_limit limit, struct ledger_room *room, struct err *e)
{
	struct book b;
	int result = book_open(&b, l, e);

	if (result == 0)
		*room = book_look(&b, limit);
	book_close(&b);
	return result;
}

/* The first line that counts no more, or the end. */
static size_t book_free(const struct book *b, bool for_day)
{
	size_t at = book_start(b);

	for (; at + line_size <= b->text.len; at += line_size) {
		struct entry entry = book_entry(b, at);

		if (entry.left <= 0 && (!for_day || entry.left_of_day <= 0))
			break;
	}
	return at;
}

int ledger_enter(const struct ledger *l, struct ledger_limit limit, long uid, size_t n, long *entry,
	struct err *e)
{
	struct book b;
	int result = book_open(&b, l, e);

	*entry = -1;
	if (result == 0 && book_look(&b, limit).room >= n) {
		size_t at = book_free(&b, limit.day);

		if (book_put_entry(&b, at, ENTRY_OPEN, uid, n) < 0 ||
			((limit.hour || limit.day) && book_sync(&b) < 0))
			result = book_error(e);
		else
			*entry = (long)at;
	}
	book_close(&b);
	return result;
}

/* It need not be on the disk: what was there before counts for longer. */
int ledger_settle(const struct ledger *l, long entry, size_t n, struct err *e)
{
	struct book b;
	int result = book_open(&b, l, e);

	if (result == 0 && book_put_entry(&b, (size_t)entry, n ? ENTRY_SETTLED : ENTRY_FREE,
				   book_entry(&b, (size_t)entry).uid, n) < 0)
		result = book_error(e);
	book_close(&b);
	return result;
}

static int user_order(const void *a, const void *b)
{
	const struct ledger_user *x = a, *y = b;

	return (x->uid > y->uid) - (x->uid < y->uid);
}

/* One entry for each user out of those that have one for each line. */
static size_t users_sum(struct ledger_user *users, size_t n)
{
	size_t kept = 0;

	qsort(users, n, sizeof(*users), user_order);
	for (size_t i = 0; i < n; i++)
		if (kept && users[kept - 1].uid == users[i].uid)
			users[kept - 1].used += users[i].used;
		else
			users[kept++] = users[i];
	return kept;
}

int ledger_users(const struct ledger *l, struct ledger_user **users, size_t *n, struct err *e)
{
	struct book b;
	int result = book_open(&b, l, e);

	*n = 0;
	*users = mem_zero(b.text.len / line_size + 1, sizeof(**users));
	for (size_t at = book_start(&b); result == 0 && at + line_size <= b.text.len;
		at += line_size) {
		struct entry entry = book_entry(&b, at);

		if (entry.left > 0 || entry.left_of_day > 0)
			(*users)[(*n)++] = (struct ledger_user) {entry.uid, entry.n};
	}
	*n = users_sum(*users, *n);
	book_close(&b);
	return result;
}
