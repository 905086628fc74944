#include "base/file.h"

#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { shared_mode = 02770, widest_mode = 0640, repaired_mode = 0600 };

static int look_at_directory(const char *path, struct str *name, struct stat *st)
{
	char *copy = mem_text(path);

	str_init(name, PATH_MAX);
	str_text(name, dirname(copy));
	free(copy);
	return stat(name->data, st);
}

static bool is_of_group(const struct stat *st)
{
	return st->st_uid == 0 && (st->st_mode & 07777) == shared_mode;
}

bool file_is_shared(const char *path)
{
	struct str name;
	struct stat st;
	bool shared = look_at_directory(path, &name, &st) == 0 && is_of_group(&st);

	str_fini(&name);
	return shared;
}

/* Then the group's bits are what anybody on the list can have. */
static bool has_access_list(const char *name)
{
	return getxattr(name, "system.posix_acl_access", NULL, 0) > 0;
}

/*
 * In a sticky directory nobody can take away what is another's. A group that has the number of
 * the owner is the owner's own, as most systems give everybody one.
 */
static bool is_safe(const char *name, const struct stat *st)
{
	bool own_group = st->st_gid == st->st_uid && !has_access_list(name);
	bool by_others = st->st_mode & S_IWOTH, by_group = st->st_mode & S_IWGRP && !own_group;

	return (!by_others && !by_group) || st->st_mode & S_ISVTX || is_of_group(st);
}

static bool place_is_safe(const char *name, struct stat *st)
{
	return stat(name, st) < 0 || is_safe(name, st);
}

/* The first directory that is there on the way up, in full; what is below it will be made, 0700. */
static char *place_in_full(const char *path)
{
	char *copy = mem_text(path), *full;
	const char *name = dirname(copy);

	while (!(full = realpath(name, NULL)) && errno == ENOENT && name[1])
		name = dirname(copy);
	if (!full)
		full = mem_text(name);
	free(copy);
	return full;
}

/*
 * Who may change a directory on the way can put another one in the place of what is in it. The
 * first one that others may change; NULL: none. The caller frees.
 */
static char *place_find_unsafe(const char *path, struct stat *st)
{
	char *name = place_in_full(path);

	while (place_is_safe(name, st)) {
		char *slash = strrchr(name, '/');

		if (!slash || !name[1]) {
			free(name);
			return NULL;
		}
		slash[slash == name] = '\0';
	}
	return name;
}

/* --fix-permissions repairs the directory of the file only. */
static int place_refuse(
	const char *path, const char *unsafe, const struct stat *st, bool is_parent, struct err *e)
{
	struct str quoted;

	str_init(&quoted, 5 * PATH_MAX);
	text_shell(&quoted, unsafe);
	(void)err_set(e, EX_CONFIG,
		"other users can replace %s, because they can write to %s (mode %04o). Repair it "
		"with: chmod go-w %s%s",
		path, is_parent ? "its directory" : unsafe, (unsigned)(st->st_mode & 07777),
		quoted.data, is_parent ? " (or the option --fix-permissions)" : "");
	str_fini(&quoted);
	return -1;
}

int file_check_place(const char *path, struct err *e)
{
	struct stat parent = {0}, st;
	struct str name;
	int result = 0;
	char *unsafe;

	if (look_at_directory(path, &name, &parent) < 0 && errno != ENOENT)
		result = file_error(e, "look at", name.data);
	unsafe = result == 0 ? place_find_unsafe(path, &st) : NULL;
	if (unsafe)
		result = place_refuse(path, unsafe, &st,
			st.st_ino == parent.st_ino && st.st_dev == parent.st_dev, e);
	free(unsafe);
	str_fini(&name);
	return result;
}

static bool place_is_directory(const char *name)
{
	int saved = errno;
	struct stat st;
	bool is = stat(name, &st) == 0 && S_ISDIR(st.st_mode);

	errno = saved;
	return is;
}

static bool is_own(uid_t owner)
{
	return owner == geteuid() || owner == 0;
}

bool file_is_trusted(const char *real, const struct file_state *state)
{
	struct str name;
	struct stat st;
	bool alone = look_at_directory(real, &name, &st) == 0 && !is_of_group(&st) &&
		     is_own(st.st_uid) && is_own(state->owner);
	char *unsafe = alone ? place_find_unsafe(real, &st) : NULL;

	alone = alone && !unsafe;
	free(unsafe);
	str_fini(&name);
	return alone;
}

/* With errno where not. */
static bool place_is_writable(const char *path)
{
	char *copy = mem_text(path);
	const char *name = dirname(copy);
	bool may;

	while (access(name, F_OK) < 0 && errno == ENOENT && strcmp(name, ".") != 0)
		name = dirname(copy);
	may = faccessat(AT_FDCWD, name, W_OK | X_OK, AT_EACCESS) == 0 || !place_is_directory(name);
	free(copy);
	return may;
}

const char *file_read_only(const char *path)
{
	if (place_is_writable(path))
		return NULL;
	return errno == EROFS ? "its file system is mounted read-only"
			      : "you cannot write to its directory";
}

int file_check_writable(const char *path, struct err *e)
{
	return place_is_writable(path) ? 0 : file_error(e, "write", path);
}

/* For what is open, so that it is the one that was looked at. */
static int place_narrow(
	int fd, const char *name, mode_t from, mode_t to, struct str *note, struct err *e)
{
	if (from == to)
		return 0;
	if (fchmod(fd, to) < 0)
		return file_error(e, "change the mode of", name);
	str_format(note, "%s%s had mode %04o and has %04o now.", note->len ? " " : "", name,
		(unsigned)from, (unsigned)to);
	return 0;
}

static int narrow_file(int fd, const char *path, struct str *note, struct err *e)
{
	struct stat st;
	mode_t mode;

	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return err_set(e, EX_CONFIG, "%s is not a regular file", path);
	mode = st.st_mode & 07777;
	return place_narrow(
		fd, path, mode, mode & ~(mode_t)widest_mode ? repaired_mode : mode, note, e);
}

static int narrow_directory(int fd, const char *name, struct str *note, struct err *e)
{
	struct stat st;
	mode_t mode;

	if (fstat(fd, &st) < 0)
		return file_error(e, "look at", name);
	mode = st.st_mode & 07777;
	return place_narrow(fd, name, mode,
		is_safe(name, &st) ? mode : mode & ~(mode_t)(S_IWGRP | S_IWOTH), note, e);
}

/* What is not there needs no repair, and a link that is not followed is told of by the loader. */
static int repair_one(const char *name, int flags,
	int (*narrow_it)(int fd, const char *name, struct str *note, struct err *e),
	struct str *note, struct err *e)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags), result;

	if (fd < 0)
		return errno == ENOENT || errno == ELOOP ? 0 : file_error(e, "open", name);
	result = narrow_it(fd, name, note, e);
	(void)close(fd);
	return result;
}

int file_repair(const char *path, struct str *note, struct err *e)
{
	char *real = file_resolve(path), *copy = mem_text(real);
	int result = repair_one(dirname(copy), O_DIRECTORY, narrow_directory, note, e);

	if (result == 0)
		result = repair_one(real, O_NOFOLLOW, narrow_file, note, e);
	free(copy);
	free(real);
	return result;
}
