#include "store/history.h"

#include "store/guard.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { digits_least = 6, digits_most = 18, shared_directory = 02770, shared_file = 0640 };

/* The numbers that are there, the largest first. */
struct numbers {
	unsigned long kept[history_max];
	size_t n;
};

static void path_of(char path[history_path_max], const char *real, const char *name)
{
	(void)snprintf(path, history_path_max, "%s.history/%s", real, name);
}

static void path_of_number(char path[history_path_max], const char *real, unsigned long number)
{
	(void)snprintf(path, history_path_max, "%s.history/%06lu", real, number);
}

/* 0: this is no name of a version. */
static unsigned long number_of(const char *name)
{
	size_t len = strlen(name);

	if (len < digits_least || len > digits_most || strspn(name, "0123456789") != len)
		return 0;
	return strtoul(name, NULL, 10);
}

static void add(struct numbers *all, unsigned long number)
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

/* The directory, without the slash behind it. */
static void directory_of(char path[history_path_max], const char *real)
{
	path_of(path, real, "");
	path[strlen(path) - 1] = '\0';
}

/*
 * In a directory like /tmp anybody can be there first. What root, this user or the owner of the
 * file has made is trusted, and in a directory of a group what one of the group has.
 */
static bool is_trusted(const char *real)
{
	char path[history_path_max];
	struct stat directory, file;

	directory_of(path, real);
	if (lstat(path, &directory) < 0 || !S_ISDIR(directory.st_mode))
		return false;
	return file_is_shared(real) || directory.st_uid == 0 || directory.st_uid == geteuid() ||
	       (lstat(real, &file) == 0 && file.st_uid == directory.st_uid);
}

static struct numbers look(const char *real)
{
	struct numbers all = {0};
	char path[history_path_max];
	const struct dirent *entry;
	DIR *dir;

	path_of(path, real, "");
	dir = is_trusted(real) ? opendir(path) : NULL;
	while (dir && (entry = readdir(dir)))
		if (number_of(entry->d_name))
			add(&all, number_of(entry->d_name));
	if (dir)
		(void)closedir(dir);
	return all;
}

size_t history_list(const char *real, struct version versions[history_max])
{
	struct numbers all = look(real);
	size_t n = 0;

	for (size_t i = 0; i < all.n; i++) {
		struct stat st;

		path_of_number(versions[n].path, real, all.kept[i]);
		if (lstat(versions[n].path, &st) == 0 && S_ISREG(st.st_mode))
			versions[n++].saved = st.st_mtim.tv_sec;
	}
	return n;
}

/* What is older than the versions that count, and what a save that died has left. */
static void clear_away(const char *real, unsigned long oldest)
{
	char path[history_path_max];
	const struct dirent *entry;
	DIR *dir;

	path_of(path, real, "");
	dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		unsigned long number = number_of(entry->d_name);

		if ((number && number < oldest) || strstr(entry->d_name, ".new."))
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	}
	if (dir)
		(void)closedir(dir);
}

/* Root saves for others: what it keeps for them is theirs. For what has just been made. */
static int give(const char *path, const struct file_state *of, mode_t mode, struct err *e)
{
	const struct timespec times[] = {of->modified, of->modified};
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	bool foreign = geteuid() == 0 && of->owner != 0;
	int result = fd < 0 || (foreign && fchown(fd, of->owner, of->group) < 0) ||
				     fchmod(fd, mode) < 0 || futimens(fd, times) < 0
			     ? file_error(e, "keep", path)
			     : 0;

	if (fd >= 0)
		(void)close(fd);
	return result;
}

static int make_directory(const char *real, const struct file_state *of, bool shared, struct err *e)
{
	char path[history_path_max];

	directory_of(path, real);
	if (mkdir(path, 0700) == 0)
		return give(path, of, shared ? shared_directory : 0700, e);
	if (errno != EEXIST)
		return file_error(e, "create the directory", path);
	return is_trusted(real) ? 0
				: err_set(e, EX_CANTCREAT,
					  "the earlier versions cannot be kept: %s has to be a "
					  "directory, and of the owner of the file",
					  path);
}

static bool is_kept(const char *path, const struct str *bytes)
{
	struct file_state state;
	struct str kept;
	struct err e;
	bool same;

	str_init(&kept, guard_size_max + 1);
	same = file_read(path, guard_size_max, &kept, &state, &e) == 0 && kept.len == bytes->len &&
	       memcmp(kept.data, bytes->data, kept.len) == 0;
	str_wipe(&kept);
	return same;
}

/* Its time stays with it: it tells when this version was saved. */
static int put(const char *path, const struct str *bytes, const struct file_state *of, bool shared,
	struct err *e)
{
	const struct file_state none = {0};

	if (file_put(path, bytes->data, bytes->len, &none, e) < 0)
		return -1;
	return give(path, of, shared ? shared_file : 0600, e);
}

int history_keep(
	const char *real, const struct str *bytes, const struct file_state *of, struct err *e)
{
	struct numbers all = look(real);
	unsigned long newest = all.n ? all.kept[0] : 0;
	bool shared = file_is_shared(real);
	char path[history_path_max];

	path_of_number(path, real, newest);
	if (newest && is_kept(path, bytes))
		return 0;
	path_of_number(path, real, newest + 1);
	if (make_directory(real, of, shared, e) < 0 || put(path, bytes, of, shared, e) < 0)
		return -1;
	clear_away(real, newest + 2 > history_max ? newest + 2 - history_max : 0);
	return 0;
}
