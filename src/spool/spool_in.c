#include "spool/spool.h"

#include "base/file.h"
#include "base/hex.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { id_random = 4, log_max = 1024 * 1024 };

/* A message */

static void entry_name(struct spool_entry *n)
{
	unsigned char bytes[id_random];
	struct str text;

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort(); /* the kernel is not able to */
	str_init(&text, spool_id_size - 1);
	str_format(&text, "%08llx", (unsigned long long)time(NULL) & 0xffffffff);
	hex_encode(&text, bytes, sizeof(bytes));
	(void)snprintf(n->id, sizeof(n->id), "%s", text.data);
	str_fini(&text);
}

/*
 * As long as it is locked somebody is at it: one that is cleared away before is made once more.
 */
static int entry_create(struct spool_entry *n, const char *id)
{
	struct stat st = {0};
	char name[spool_name_max];

	while (!st.st_nlink) {
		if (n->fd >= 0)
			(void)close(n->fd);
		if (id)
			(void)snprintf(n->id, sizeof(n->id), "%s", id);
		else
			entry_name(n);
		spool_name(name, n->id, spool_new_end);
		n->fd = openat(n->spool->fd, name,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (n->fd < 0 && (id || errno != EEXIST))
			return -1;
		if (n->fd >= 0 && (flock(n->fd, LOCK_EX) < 0 || fstat(n->fd, &st) < 0))
			return -1;
	}
	return 0;
}

int spool_begin(struct spool_entry *n, const struct spool *s, const char *id,
	const struct ticket *t, struct err *e)
{
	struct str front;
	int result;

	*n = (struct spool_entry) {.spool = s, .fd = -1};
	if (entry_create(n, id) < 0)
		return spool_error(s, e, "create a file");
	str_init(&front, ticket_max);
	ticket_write(t, &front, &n->body);
	result = spool_put(n, front.data, front.len, e);
	str_fini(&front);
	return result;
}

int spool_put(struct spool_entry *n, const char *bytes, size_t len, struct err *e)
{
	return file_write_all(n->fd, bytes, len) < 0 ? spool_error(n->spool, e, "write") : 0;
}

int spool_keep(struct spool_entry *n, bool eight_bit, struct err *e)
{
	const char *body = ticket_body(eight_bit);
	char from[spool_name_max], to[spool_name_max];
	ssize_t len = (ssize_t)strlen(body);

	spool_name(from, n->id, spool_new_end);
	spool_name(to, n->id, spool_mail_end);
	if (pwrite(n->fd, body, (size_t)len, (off_t)n->body) != len || fsync(n->fd) < 0 ||
		renameat(n->spool->fd, from, n->spool->fd, to) < 0)
		return spool_error(n->spool, e, "keep the message");
	(void)close(n->fd);
	n->fd = -1;
	/* Behind the rename it is there; a disk that cannot sync has had its say above. */
	return fsync(n->spool->fd) < 0 && errno == EIO ? spool_error(n->spool, e, "sync") : 0;
}

void spool_drop(struct spool_entry *n)
{
	char name[spool_name_max];

	if (n->fd < 0)
		return;
	spool_name(name, n->id, spool_new_end);
	(void)unlinkat(n->spool->fd, name, 0);
	(void)close(n->fd);
	n->fd = -1;
}

/* A line of the log */

void spool_log(const struct spool *s, const char *line)
{
	int fd = openat(s->fd, "log", O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat st;

	if (fd < 0)
		return;
	(void)file_write_all(fd, line, strlen(line));
	if (fstat(fd, &st) == 0 && st.st_size > log_max)
		(void)renameat(s->fd, "log", s->fd, "log.1");
	(void)close(fd);
}
