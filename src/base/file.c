#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { lock_seconds = 10, lock_polls_per_second = 20, links_max = 40 };

_Static_assert(file_digest_size == SHA256_DIGEST_LENGTH, "the digest is a SHA-256");

static int write_error(struct err *e, const char *what, const char *path)
{
	static const struct {
		int errnum, code;
	} codes[] = {
		{EACCES, EX_NOPERM},
		{EPERM, EX_NOPERM},
		{ENOENT, EX_CANTCREAT},
		{ENOTDIR, EX_CANTCREAT},
		{EROFS, EX_CANTCREAT},
		{ENAMETOOLONG, EX_CANTCREAT},
		{ELOOP, EX_CANTCREAT},
		{EISDIR, EX_CANTCREAT},
		{EEXIST, EX_CANTCREAT},
	};
	int errnum = errno, code = EX_IOERR;

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i].errnum == errnum)
			code = codes[i].code;
	return err_set(e, code, "cannot %s %s: %s", what, path, strerror(errnum));
}

static void digest(const char *bytes, size_t len, unsigned char out[file_digest_size])
{
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)bytes, len);
	SHA256Final(out, &context);
}

static void remember(struct file_state *state, const struct stat *st)
{
	state->exists = true;
	state->device = st->st_dev;
	state->inode = st->st_ino;
	state->size = st->st_size;
	state->modified = st->st_mtim;
	state->mode = st->st_mode & 07777;
	state->owner = st->st_uid;
	state->group = st->st_gid;
}

static int read_all(int fd, struct str *out)
{
	char block[8192];
	ssize_t n;

	do {
		n = read(fd, block, sizeof(block));
		if (n > 0)
			str_add(out, block, (size_t)n);
	} while ((n > 0 && !out->full) || (n < 0 && errno == EINTR));
	explicit_bzero(block, sizeof(block));
	return n < 0 ? -1 : 0;
}

static int read_open(int fd, const char *path, size_t max, struct str *out,
	struct file_state *state, struct err *e)
{
	struct stat st;
	size_t before = out->len;

	if (fstat(fd, &st) < 0)
		return err_set(e, EX_CONFIG, "cannot read %s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, EX_CONFIG, "%s is not a regular file", path);
	if (st.st_size > (off_t)max)
		return err_set(e, EX_CONFIG, "%s is larger than %zu KiB", path, max / 1024);
	if (read_all(fd, out) < 0)
		return err_set(e, EX_CONFIG, "cannot read %s: %s", path, strerror(errno));
	if (out->full || out->len - before > max)
		return err_set(e, EX_CONFIG, "%s is larger than %zu KiB", path, max / 1024);
	remember(state, &st);
	digest(out->data + before, out->len - before, state->digest);
	return 0;
}

int file_read(
	const char *path, size_t max, struct str *out, struct file_state *state, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	int result;

	*state = (struct file_state) {0};
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0)
		return err_set(e, EX_CONFIG, "cannot read %s: %s", path, strerror(errno));
	result = read_open(fd, path, max, out, state, e);
	(void)close(fd);
	return result;
}

bool file_is_same(const char *path, const struct file_state *state)
{
	struct file_state now;
	struct err e;
	struct str bytes;
	bool same;

	str_init(&bytes, state->exists ? (size_t)state->size + 1 : 1);
	same = file_read(path, bytes.max, &bytes, &now, &e) == 0 && now.exists == state->exists;
	if (same && now.exists)
		same = now.device == state->device && now.inode == state->inode &&
		       now.size == state->size && now.modified.tv_sec == state->modified.tv_sec &&
		       now.modified.tv_nsec == state->modified.tv_nsec &&
		       memcmp(now.digest, state->digest, file_digest_size) == 0;
	str_wipe(&bytes);
	return same;
}

int file_make_parents(const char *path, struct err *e)
{
	char *copy = mem_text(path);

	for (char *slash = *copy ? strchr(copy + 1, '/') : NULL; slash;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0700) < 0 && errno != EEXIST) {
			int result = write_error(e, "create the directory", copy);

			free(copy);
			return result;
		}
		*slash = '/';
	}
	free(copy);
	return 0;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno != EINTR)
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
	result = lseek(fd, 0, SEEK_SET) == 0 && read_all(fd, &back) == 0 ? 0 : -1;
	if (result == 0 && (back.len != len || memcmp(back.data, bytes, len) != 0)) {
		errno = EIO;
		result = -1;
	}
	str_wipe(&back);
	return result;
}

static int give_owner(int fd, const struct file_state *old)
{
	if (!old->exists)
		return 0;
	if ((old->owner != geteuid() || old->group != getegid()) &&
		fchown(fd, old->owner, old->group) < 0)
		return -1;
	return fchmod(fd, old->mode & 0640);
}

static int fill(int fd, const char *bytes, size_t len, const struct file_state *old)
{
	if (give_owner(fd, old) < 0 || write_all(fd, bytes, len) < 0 || fsync(fd) < 0)
		return -1;
	return reads_back(fd, bytes, len);
}

static int sync_directory(const char *path)
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

static int replace_at(const char *path, const char *temporary, int fd, const char *bytes,
	size_t len, const struct file_state *old, struct err *e)
{
	int filled = fill(fd, bytes, len, old), saved = errno;

	if (close(fd) < 0 && filled == 0) {
		saved = errno;
		filled = -1;
	}
	errno = saved;
	if (filled < 0 || rename(temporary, path) < 0) {
		int result = write_error(e, "write", path);

		(void)unlink(temporary);
		return result;
	}
	return sync_directory(path) < 0 ? write_error(e, "sync the directory of", path) : 0;
}

/* One step along a symbolic link, relative to where the link lies. NULL: it is none. */
static char *follow_link(const char *path)
{
	char target[PATH_MAX];
	ssize_t n = readlink(path, target, sizeof(target) - 1);
	char *copy;
	struct str joined;

	if (n < 0)
		return NULL;
	target[n] = '\0';
	if (target[0] == '/')
		return mem_text(target);
	copy = mem_text(path);
	str_init(&joined, PATH_MAX);
	str_format(&joined, "%s/%s", dirname(copy), target);
	free(copy);
	return str_take(&joined);
}

/* Where the bytes go, along symbolic links, whether their target is there yet or not. */
static char *resolve(const char *path)
{
	char *at = realpath(path, NULL), *next;

	if (at)
		return at;
	at = mem_text(path);
	for (int i = 0; i < links_max && (next = follow_link(at)); i++) {
		free(at);
		at = next;
	}
	return at;
}

static int put_beside(const char *path, const char *bytes, size_t len, const struct file_state *old,
	struct err *e)
{
	struct str temporary;
	int fd, result;

	str_init(&temporary, PATH_MAX);
	str_format(&temporary, "%s.new.XXXXXX", path);
	fd = mkostemp(temporary.data, O_CLOEXEC); /* O_EXCL and 0600 by POSIX */
	if (fd < 0)
		result = write_error(e, "create a file beside", path);
	else
		result = replace_at(path, temporary.data, fd, bytes, len, old, e);
	str_fini(&temporary);
	return result;
}

int file_replace(const char *path, const char *bytes, size_t len, const struct file_state *old,
	struct err *e)
{
	char *real = resolve(path);
	int result;

	if (file_make_parents(real, e) < 0) {
		free(real);
		return -1;
	}
	result = put_beside(real, bytes, len, old, e);
	free(real);
	return result;
}

bool file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static int create(const char *path, const char *bytes, size_t len, struct err *e)
{
	static const struct file_state none;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600), saved;
	int filled = fd < 0 ? -1 : fill(fd, bytes, len, &none);

	if (fd < 0)
		return write_error(e, "create", path);
	saved = errno;
	if (close(fd) < 0 && filled == 0) {
		saved = errno;
		filled = -1;
	}
	if (filled == 0)
		return 0;
	(void)unlink(path);
	errno = saved;
	return write_error(e, "write", path);
}

int file_create(const char *path, const char *bytes, size_t len, bool instead, struct err *e)
{
	static const struct file_state none;
	struct stat st;

	if (!instead)
		return create(path, bytes, len, e);
	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode))
		return err_set(e, EX_CANTCREAT, "%s is not a regular file", path);
	return put_beside(path, bytes, len, &none, e);
}

static int wait_for_lock(int fd)
{
	static const struct timespec pause = {.tv_nsec = 1000000000L / lock_polls_per_second};

	for (int i = 0; i < lock_seconds * lock_polls_per_second; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return 0;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return -1;
		(void)nanosleep(&pause, NULL);
	}
	errno = EWOULDBLOCK;
	return -1;
}

int file_lock(const char *path, struct err *e)
{
	char *real = resolve(path);
	struct str name;
	int fd;

	if (file_make_parents(real, e) < 0) {
		free(real);
		return -1;
	}
	str_init(&name, PATH_MAX);
	str_format(&name, "%s.lock", real);
	free(real);
	fd = open(name.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		write_error(e, "create", name.data);
	} else if (wait_for_lock(fd) < 0) {
		if (errno == EWOULDBLOCK)
			err_set(e, EX_TEMPFAIL,
				"%s has been locked by another program for %d seconds", path,
				lock_seconds);
		else
			write_error(e, "lock", name.data);
		(void)close(fd);
		fd = -1;
	}
	str_fini(&name);
	return fd;
}

void file_unlock(int lock)
{
	if (lock >= 0)
		(void)close(lock);
}
