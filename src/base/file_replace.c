#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { shared_mode = 0640, widest_mode = 0640 };

/* The bytes on their way to their place. */
struct replacement {
	const char *path; /* not a symbolic link */
	const char *bytes;
	size_t len;
	const struct file_state *old;
	bool shared; /* the directory belongs to a group */
};

int file_write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);

		if (n == 0)
			errno = ENOSPC;
		if (n == 0 || (n < 0 && errno != EINTR))
			return -1;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

/* A disk that lies is found before the old file is given up. */
static int reads_back(int fd, const char *bytes, size_t len)
{
	struct str back;
	int result;

	str_init(&back, len + 1);
	result = lseek(fd, 0, SEEK_SET) == 0 && file_read_all(fd, &back) == 0 ? 0 : -1;
	if (result == 0 && (back.len != len || memcmp(back.data, bytes, len) != 0)) {
		errno = EIO;
		result = -1;
	}
	str_wipe(&back);
	return result;
}

int file_write_whole(int fd, const char *bytes, size_t len)
{
	if (file_write_all(fd, bytes, len) < 0 || fsync(fd) < 0)
		return -1;
	return reads_back(fd, bytes, len);
}

/* Who shares a directory may not give a file away: it is then the writer's, and the group's. */
static int give_owner(int fd, const struct replacement *r)
{
	const struct file_state *old = r->old;

	if (!old->exists)
		return r->shared ? fchmod(fd, shared_mode) : 0;
	if ((old->owner != geteuid() || old->group != getegid()) &&
		fchown(fd, old->owner, old->group) < 0 &&
		!(r->shared && errno == EPERM && fchown(fd, (uid_t)-1, old->group) == 0))
		return -1;
	return fchmod(fd, old->mode & widest_mode);
}

/* An access list of a mode that is too wide would bring that mode back. */
static int give_attributes(int fd, const struct replacement *r)
{
	if (!r->old->exists || r->old->mode & ~(unsigned)widest_mode)
		return 0;
	return file_copy_attributes(fd, r->path, -1);
}

static int replace_fill(int fd, const struct replacement *r)
{
	if (give_owner(fd, r) < 0 || give_attributes(fd, r) < 0)
		return -1;
	return file_write_whole(fd, r->bytes, r->len);
}

static int replace_sync_directory(const char *path)
{
	char *copy = mem_text(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = fd < 0 ? -1 : fsync(fd);

	if (result < 0 && errno == EINVAL)
		result = 0; /* a file system that has nothing to sync here */
	if (fd >= 0)
		(void)close(fd);
	free(copy);
	return result;
}

/* The last look before the old file goes: programs that take no lock are seen here. */
static bool is_still_there(const struct replacement *r)
{
	const struct file_state *old = r->old;
	struct stat st;

	if (!old->exists)
		return true;
	return lstat(r->path, &st) == 0 && st.st_dev == old->device && st.st_ino == old->inode &&
	       st.st_size == old->size && st.st_mtim.tv_sec == old->modified.tv_sec &&
	       st.st_mtim.tv_nsec == old->modified.tv_nsec;
}

static int replace_finish(
	const struct replacement *r, const char *temporary, int filled, struct err *e)
{
	if (filled == 0 && !is_still_there(r))
		return err_set(e, EX_TEMPFAIL,
			"%s was changed by another program since it was read", r->path);
	if (filled < 0 || rename(temporary, r->path) < 0)
		return file_error(e, "write", r->path);
	return 0;
}

static int replace_by(const struct replacement *r, const char *temporary, int fd, struct err *e)
{
	int filled = replace_fill(fd, r), saved = errno;

	if (close(fd) < 0 && filled == 0) {
		saved = errno;
		filled = -1;
	}
	errno = saved;
	if (replace_finish(r, temporary, filled, e) < 0) {
		(void)unlink(temporary);
		return -1;
	}
	return replace_sync_directory(r->path) < 0 ? file_error(e, "sync the directory of", r->path)
						   : 0;
}

static int put_beside(const struct replacement *r, struct err *e)
{
	struct str temporary;
	int fd, result;

	str_init(&temporary, PATH_MAX);
	str_format(&temporary, "%s.new.XXXXXX", r->path);
	fd = mkostemp(temporary.data, O_CLOEXEC); /* O_EXCL and 0600 by POSIX */
	if (fd < 0)
		result = file_error(e, "create a file beside", r->path);
	else
		result = replace_by(r, temporary.data, fd, e);
	str_fini(&temporary);
	return result;
}

int file_put(const char *real, const char *bytes, size_t len, const struct file_state *old,
	struct err *e)
{
	struct replacement r = {.path = real, .bytes = bytes, .len = len, .old = old};

	if (file_make_parents(real, e) < 0)
		return -1;
	r.shared = file_is_shared(real);
	return put_beside(&r, e);
}

int file_replace(const char *path, const char *bytes, size_t len, const struct file_state *old,
	struct err *e)
{
	char *real = file_resolve(path);
	int result = file_put(real, bytes, len, old, e);

	free(real);
	return result;
}

static int replace_create(const struct replacement *r, struct err *e)
{
	int fd = open(r->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600), saved;
	int filled = fd < 0 ? -1 : replace_fill(fd, r);

	if (fd < 0)
		return file_error(e, "create", r->path);
	saved = errno;
	if (close(fd) < 0 && filled == 0) {
		saved = errno;
		filled = -1;
	}
	if (filled == 0)
		return 0;
	(void)unlink(r->path);
	errno = saved;
	return file_error(e, "write", r->path);
}

int file_create(const char *path, const char *bytes, size_t len, bool instead, struct err *e)
{
	static const struct file_state none;
	const struct replacement r = {.path = path, .bytes = bytes, .len = len, .old = &none};
	struct stat st;

	if (!instead)
		return replace_create(&r, e);
	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode))
		return err_set(e, EX_CANTCREAT, "%s is not a regular file", path);
	return put_beside(&r, e);
}
