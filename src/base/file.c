#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { links_max = 40 };

_Static_assert(file_digest_size == SHA256_DIGEST_LENGTH, "the digest is a SHA-256");

/* clang-format off: a table, each row a sentence */
static const struct {
	int errnum, code;
	const char *advice;
} write_errors[] = {
	{EACCES, EX_NOPERM, ""},
	{EPERM, EX_NOPERM, ". A file that even root cannot write may be immutable (see lsattr)"},
	{ENOENT, EX_CANTCREAT, ""},
	{ENOTDIR, EX_CANTCREAT, ""},
	{EROFS, EX_CANTCREAT, ": nothing there can be changed until it is mounted for writing"},
	{ENAMETOOLONG, EX_CANTCREAT, ""},
	{ELOOP, EX_CANTCREAT, ""},
	{EISDIR, EX_CANTCREAT, ""},
	{EEXIST, EX_CANTCREAT, ""},
	{ENOSPC, EX_IOERR, ": the disk is full. Make room and try again"},
	{EDQUOT, EX_IOERR, ": your disk quota is used up. Make room and try again"},
	{EFBIG, EX_IOERR, ": larger than the limit for files (see ulimit -f)"},
	{0, EX_IOERR, ""},
};
/* clang-format on */

int file_error(struct err *e, const char *what, const char *path)
{
	int errnum = errno;
	size_t i = 0;

	while (write_errors[i].errnum && write_errors[i].errnum != errnum)
		i++;
	return err_set(e, write_errors[i].code, "cannot %s %s: %s%s", what, path, strerror(errnum),
		write_errors[i].advice);
}

void file_digest(const char *bytes, size_t len, unsigned char out[file_digest_size])
{
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)bytes, len);
	SHA256Final(out, &context);
}

static void file_note_state(struct file_state *state, const struct stat *st)
{
	state->exists = true;
	state->device = st->st_dev;
	state->inode = st->st_ino;
	state->size = st->st_size;
	state->modified = st->st_mtim;
	state->mode = st->st_mode & 07777;
	state->owner = st->st_uid;
	state->group = st->st_gid;
	state->links = st->st_nlink;
}

int file_read_all(int fd, struct str *out)
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

int file_read_open(int fd, const char *path, size_t max, struct str *out, struct file_state *state,
	struct err *e)
{
	struct stat st;
	size_t before = out->len;

	if (fstat(fd, &st) < 0)
		return err_set(e, EX_CONFIG, "cannot read %s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, EX_CONFIG, "%s is not a regular file", path);
	if (st.st_size > (off_t)max)
		return err_set(e, EX_CONFIG, "%s is larger than %zu KiB", path, max / 1024);
	if (file_read_all(fd, out) < 0)
		return err_set(e, EX_CONFIG, "cannot read %s: %s", path, strerror(errno));
	if (out->full || out->len - before > max)
		return err_set(e, EX_CONFIG, "%s is larger than %zu KiB", path, max / 1024);
	file_note_state(state, &st);
	file_digest(out->data + before, out->len - before, state->digest);
	return 0;
}

/* What the system says of a link that is not followed does not help. */
static const char *why_not_read(void)
{
	return errno == ELOOP
		       ? "it is a symbolic link that points to itself, or was made by another user"
		       : strerror(errno);
}

static int read_with(int flags, const char *path, const char *named, size_t max, struct str *out,
	struct file_state *state, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
	int result;

	*state = (struct file_state) {0};
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0) {
		state->denied = errno == EACCES;
		return err_set(e, errno == ENOTDIR ? EX_CANTCREAT : EX_CONFIG, "cannot read %s: %s",
			named, why_not_read());
	}
	result = file_read_open(fd, named, max, out, state, e);
	(void)close(fd);
	return result;
}

int file_read(
	const char *path, size_t max, struct str *out, struct file_state *state, struct err *e)
{
	return read_with(0, path, path, max, out, state, e);
}

int file_read_real(const char *real, const char *path, size_t max, struct str *out,
	struct file_state *state, struct err *e)
{
	return read_with(O_NOFOLLOW, real, path, max, out, state, e);
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

bool file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

int file_make_parents(const char *path, struct err *e)
{
	char *copy = mem_text(path);

	for (char *slash = *copy ? strchr(copy + 1, '/') : NULL; slash;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0700) < 0 && errno != EEXIST) {
			int result = file_error(e, "create the directory", copy);

			free(copy);
			return result;
		}
		*slash = '/';
	}
	free(copy);
	return 0;
}

/* Who may change a directory may put a link there, and with it choose a file of somebody else. */
static bool is_trusted_link(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode) &&
	       (st.st_uid == 0 || st.st_uid == geteuid());
}

static char *file_join(const char *directory, const char *name)
{
	struct str joined;

	str_init(&joined, PATH_MAX);
	str_format(&joined, "%s/%s", directory, name);
	return str_take(&joined);
}

/* One step along a symbolic link, relative to where the link lies. NULL: there is none to follow.
 */
static char *follow_link(const char *path)
{
	char target[PATH_MAX], *copy, *joined;
	ssize_t n = is_trusted_link(path) ? readlink(path, target, sizeof(target) - 1) : -1;

	if (n < 0)
		return NULL;
	target[n] = '\0';
	if (target[0] == '/')
		return mem_text(target);
	copy = mem_text(path);
	joined = file_join(dirname(copy), target);
	free(copy);
	return joined;
}

/* The one name of what is there, be it a link: only the way to it is resolved. NULL: none is. */
static char *name_in_full(const char *path)
{
	char *copy = mem_text(path), *last = mem_text(path);
	char *directory = file_exists(path) ? realpath(dirname(copy), NULL) : NULL;
	char *full =
		directory ? file_join(strcmp(directory, "/") == 0 ? "" : directory, basename(last))
			  : NULL;

	free(directory);
	free(last);
	free(copy);
	return full;
}

char *file_resolve(const char *path)
{
	char *at = mem_text(path), *next;

	for (int i = 0; i < links_max && (next = follow_link(at)); i++) {
		free(at);
		at = next;
	}
	next = name_in_full(at);
	if (!next)
		return at;
	free(at);
	return next;
}
