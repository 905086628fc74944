#include "store/history.h"

#include "base/file_beside.h"
#include "store/config_precheck.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	digits_least = 6,
	digits_most = 18,
	name_max = 32,
	shared_directory = 02770,
	shared_file = 0640
};

/* The numbers that are there, the largest first. */
struct numbers {
	unsigned long kept[history_max];
	size_t n;
};

/* Where it lies, or lay once. */
static void directory_of(char path[history_path_max], const char *real, bool old)
{
	struct str name;

	str_init(&name, history_path_max - 1);
	if (old)
		file_beside_old_path(real, FILE_BESIDE_HISTORY, &name);
	else
		file_beside_path(real, FILE_BESIDE_HISTORY, &name);
	(void)snprintf(path, history_path_max, "%s", name.data);
	str_fini(&name);
}

/* Until the next save it may still lie where it lay. */
static void directory_that_is_there(char path[history_path_max], const char *real)
{
	directory_of(path, real, false);
	if (access(path, F_OK) < 0)
		directory_of(path, real, true);
}

static void history_path(char path[history_path_max], const char *real, unsigned long number)
{
	size_t used;

	directory_that_is_there(path, real);
	used = strlen(path);
	(void)snprintf(path + used, history_path_max - used, "/%06lu", number);
}

static const char *name_in(const char *path)
{
	return strrchr(path, '/') + 1;
}

/* 0: this is no name of a version. */
static unsigned long number_of(const char *name)
{
	size_t len = strlen(name);

	if (len < digits_least || len > digits_most || strspn(name, "0123456789") != len)
		return 0;
	return strtoul(name, NULL, 10);
}

static void history_add(struct numbers *all, unsigned long number)
{
	size_t at = 0;

	while (at < all->n && all->kept[at] > number)
		at++;
	if (at == history_max)
		return;
	if (all->n == history_max)
		all->n--;
	memmove(&all->kept[at + 1], &all->kept[at], (all->n - at) * sizeof(all->kept[0]));
	all->kept[at] = number;
	all->n++;
}

static void close_it(int fd)
{
	if (fd >= 0)
		(void)close(fd);
}

/*
 * In a directory like /tmp anybody can be there first. What root, this user or the owner of the
 * file has made is trusted, and in a directory of a group what one of the group has.
 */
static bool is_trusted(int at, const char *real)
{
	struct stat directory, file;

	if (fstat(at, &directory) < 0)
		return false;
	return file_is_shared(real) || directory.st_uid == 0 || directory.st_uid == geteuid() ||
	       (lstat(real, &file) == 0 && file.st_uid == directory.st_uid);
}

/*
 * Who may change the directory of the file may put another one, or a link, in the place of the
 * history at any moment: what is done in it is done in the one that was opened. -1: there is none.
 */
static int open_directory(const char *real)
{
	char path[history_path_max];
	int at;

	directory_that_is_there(path, real);
	at = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (at < 0 || is_trusted(at, real))
		return at;
	(void)close(at);
	return -1;
}

static DIR *history_entries(int at)
{
	int fd = at < 0 ? -1 : openat(at, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (!dir)
		close_it(fd);
	return dir;
}

static struct numbers history_look(int at)
{
	struct numbers all = {0};
	const struct dirent *entry;
	DIR *dir = history_entries(at);

	while (dir && (entry = readdir(dir)))
		if (number_of(entry->d_name))
			history_add(&all, number_of(entry->d_name));
	if (dir)
		(void)closedir(dir);
	return all;
}

size_t history_list(const char *real, struct version versions[history_max])
{
	int at = open_directory(real);
	struct numbers all = history_look(at);
	size_t n = 0;

	for (size_t i = 0; i < all.n; i++) {
		char *path = versions[n].path;
		struct stat st;

		history_path(path, real, all.kept[i]);
		if (fstatat(at, name_in(path), &st, AT_SYMLINK_NOFOLLOW) == 0 &&
			S_ISREG(st.st_mode))
			versions[n++].saved = st.st_mtim.tv_sec;
	}
	close_it(at);
	return n;
}

static int read_at(
	int at, const char *path, struct str *out, struct file_state *state, struct err *e)
{
	static const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = at < 0 ? -1 : openat(at, name_in(path), flags), result = 0;

	*state = (struct file_state) {0};
	if (fd >= 0)
		result = file_read_open(fd, path, config_size_max, out, state, e);
	else if (at >= 0 && errno != ENOENT)
		result = err_set(e, EX_CONFIG, "cannot read %s: %s", path, strerror(errno));
	close_it(fd);
	return result;
}

int history_read(const char *real, const struct version *version, struct str *out,
	struct file_state *state, struct err *e)
{
	int at = open_directory(real);
	int result = read_at(at, version->path, out, state, e);

	close_it(at);
	return result;
}

/* What is older than the versions that count, and what a save that died has left. */
static void clear_away(int at, unsigned long oldest)
{
	const struct dirent *entry;
	DIR *dir = history_entries(at);

	while (dir && (entry = readdir(dir))) {
		unsigned long number = number_of(entry->d_name);

		if ((number && number < oldest) || strstr(entry->d_name, ".new."))
			(void)unlinkat(at, entry->d_name, 0);
	}
	if (dir)
		(void)closedir(dir);
}

/* Root saves for others: what it keeps for them is theirs. For what has just been made. */
static int history_give(int fd, const struct file_state *of, mode_t mode)
{
	const struct timespec times[] = {of->modified, of->modified};
	bool foreign = geteuid() == 0 && of->owner != 0;

	if (foreign && fchown(fd, of->owner, of->group) < 0)
		return -1;
	return fchmod(fd, mode) < 0 || futimens(fd, times) < 0 ? -1 : 0;
}

static bool is_kept(int at, const char *path, const struct str *bytes)
{
	struct file_state state;
	struct str kept;
	struct err e;
	bool same;

	str_init(&kept, config_size_max + 1);
	same = read_at(at, path, &kept, &state, &e) == 0 && kept.len == bytes->len &&
	       memcmp(kept.data, bytes->data, kept.len) == 0;
	str_wipe(&kept);
	return same;
}

static int history_sync_directory(int at)
{
	return fsync(at) == 0 || errno == EINVAL ? 0 : -1; /* some have nothing to sync */
}

/* Its time stays with it: it tells when this version was saved. */
static int history_put(int at, const char *path, const struct str *bytes,
	const struct file_state *of, mode_t mode, struct err *e)
{
	char temporary[name_max];
	int fd, result;

	(void)snprintf(temporary, sizeof(temporary), "%s.new.", name_in(path));
	(void)unlinkat(at, temporary, 0);
	fd = openat(at, temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	result = fd < 0 || file_write_whole(fd, bytes->data, bytes->len) < 0 ||
				 history_give(fd, of, mode) < 0 ||
				 renameat(at, temporary, at, name_in(path)) < 0 ||
				 history_sync_directory(at) < 0
			 ? file_error(e, "keep", path)
			 : 0;
	if (fd >= 0 && result < 0)
		(void)unlinkat(at, temporary, 0);
	close_it(fd);
	return result;
}

/* One version, with its time. */
static int history_copy_one(int from, int to, unsigned long number, struct err *e)
{
	char path[history_path_max];
	struct file_state state;
	struct str bytes;
	int result;

	(void)snprintf(path, sizeof(path), "/%06lu", number);
	str_init(&bytes, config_size_max + 1);
	result = read_at(from, path, &bytes, &state, e);
	if (result == 0)
		result = history_put(to, path, &bytes, &state, 0600, e);
	str_wipe(&bytes);
	return result;
}

static int history_copy(int from, const char *temporary, struct err *e)
{
	struct numbers all = history_look(from);
	int to, result = 0;

	if (mkdir(temporary, 0700) < 0 && errno != EEXIST)
		return file_error(e, "create the directory", temporary);
	to = open(temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (to < 0)
		return file_error(e, "open", temporary);
	for (size_t i = 0; i < all.n && result == 0; i++)
		result = history_copy_one(from, to, all.kept[i], e);
	(void)close(to);
	return result;
}

static void history_remove(int at, const char *path)
{
	struct numbers all = history_look(at);
	char name[name_max];

	for (size_t i = 0; i < all.n; i++) {
		(void)snprintf(name, sizeof(name), "%06lu", all.kept[i]);
		(void)unlinkat(at, name, 0);
	}
	(void)rmdir(path);
}

/*
 * What lies where it lay once goes where it belongs, on another file system perhaps: into a
 * directory that gets its name when all is in it.
 */
static int history_move(const char *path, const char *real, struct err *e)
{
	char old[history_path_max], temporary[history_path_max + name_max];
	int from, result;

	directory_of(old, real, true);
	if (strcmp(old, path) == 0 || access(path, F_OK) == 0 || access(old, F_OK) < 0)
		return 0;
	from = open_directory(real);
	(void)snprintf(temporary, sizeof(temporary), "%s.new", path);
	result = history_copy(from, temporary, e);
	if (result == 0 && rename(temporary, path) < 0)
		result = file_error(e, "keep", path);
	if (result == 0 && from >= 0)
		history_remove(from, old);
	close_it(from);
	return result;
}

/* Returns the directory, open, or -1 with e. */
static int make_directory(const char *real, const struct file_state *of, struct err *e)
{
	char path[history_path_max];
	bool made;
	int at;

	directory_of(path, real, false);
	if (file_make_parents(path, e) < 0 || history_move(path, real, e) < 0)
		return -1;
	made = mkdir(path, 0700) == 0;
	if (!made && errno != EEXIST)
		return file_error(e, "create the directory", path);
	at = open_directory(real);
	if (at < 0)
		return err_set(e, EX_CANTCREAT,
			"earlier versions cannot be kept: %s must be a directory that belongs to "
			"the file's owner",
			path);
	if (!made || history_give(at, of, file_is_shared(real) ? shared_directory : 0700) == 0)
		return at;
	(void)file_error(e, "keep", path);
	(void)close(at);
	return -1;
}

static int history_keep_in(int at, const char *real, const struct str *bytes,
	const struct file_state *of, struct err *e)
{
	struct numbers all = history_look(at);
	unsigned long newest = all.n ? all.kept[0] : 0;
	char path[history_path_max];

	history_path(path, real, newest);
	if (newest && is_kept(at, path, bytes))
		return 0;
	history_path(path, real, newest + 1);
	if (history_put(at, path, bytes, of, file_is_shared(real) ? shared_file : 0600, e) < 0)
		return -1;
	clear_away(at, newest + 2 > history_max ? newest + 2 - history_max : 0);
	return 0;
}

int history_keep(
	const char *real, const struct str *bytes, const struct file_state *of, struct err *e)
{
	int at = make_directory(real, of, e);
	int result = at < 0 ? -1 : history_keep_in(at, real, bytes, of, e);

	close_it(at);
	return result;
}
