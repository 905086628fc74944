#include "base/claimed_file.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { others_mode = 077 };

/* Where a file system knows no locks, nothing looks held. */
static bool is_held_by_another(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK;
}

static bool claim_is_ours(const struct stat *st, size_t max)
{
	return S_ISREG(st->st_mode) && st->st_uid == geteuid() && !(st->st_mode & others_mode) &&
	       st->st_size <= (off_t)max;
}

static bool read_safely(int fd, size_t max, struct str *out, time_t *at)
{
	struct stat st;

	if (fstat(fd, &st) < 0 || !claim_is_ours(&st, max))
		return false;
	*at = st.st_mtim.tv_sec;
	return file_read_all(fd, out) == 0 && !out->full;
}

int claimed_file_read(
	struct claimed_file *h, const char *path, size_t max, struct str *out, time_t *at)
{
	h->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	if (h->fd >= 0 && is_held_by_another(h->fd)) {
		claimed_file_release(h);
		return -1;
	}
	file_sweep(path);
	if (h->fd >= 0 && !read_safely(h->fd, max, out, at))
		claimed_file_release(h);
	return h->fd < 0 ? -1 : 0;
}

static int claim_put(int fd, const char *temporary, const char *path, const char *bytes, size_t len)
{
	(void)flock(fd, LOCK_EX | LOCK_NB); /* before it has its name: it is held at once */
	return file_write_all(fd, bytes, len) < 0 ? -1 : rename(temporary, path);
}

static int claim_replace(const char *path, const char *bytes, size_t len, struct err *e)
{
	struct str temporary;
	int fd, saved;

	str_init(&temporary, PATH_MAX);
	str_format(&temporary, "%s.new.XXXXXX", path);
	fd = mkostemp(temporary.data, O_CLOEXEC);
	if (fd >= 0 && claim_put(fd, temporary.data, path, bytes, len) < 0) {
		saved = errno;
		(void)unlink(temporary.data);
		(void)close(fd);
		errno = saved;
		fd = -1;
	}
	str_fini(&temporary);
	return fd < 0 ? file_error(e, "write", path) : fd;
}

int claimed_file_write(
	struct claimed_file *h, const char *path, const char *bytes, size_t len, struct err *e)
{
	int fd = file_make_parents(path, e) < 0 ? -1 : claim_replace(path, bytes, len, e);

	if (fd < 0)
		return -1;
	claimed_file_release(h);
	h->fd = fd;
	return 0;
}

void claimed_file_drop(struct claimed_file *h, const char *path)
{
	struct stat held, there;

	if (h->fd >= 0 && fstat(h->fd, &held) == 0 && lstat(path, &there) == 0 &&
		held.st_dev == there.st_dev && held.st_ino == there.st_ino)
		(void)unlink(path);
	claimed_file_release(h);
}

void claimed_file_release(struct claimed_file *h)
{
	if (h->fd >= 0)
		(void)close(h->fd);
	h->fd = -1;
}
