#include "store/district.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { districts_max = 10000 };

static const char file_name[] = "smtpsetup.cfg";

/* DIRECTORY/districts/REST, beside Options. */
static char *district_beside(const char *options, const char *rest)
{
	char *copy = mem_text(options);
	struct str path;

	str_init(&path, PATH_MAX);
	str_format(&path, "%s/districts/%s", dirname(copy), rest);
	free(copy);
	return str_take(&path);
}

char *district_path(const char *options, const char *name)
{
	char *directory = district_beside(options, name);
	struct str path;

	str_init(&path, PATH_MAX);
	str_format(&path, "%s/%s", directory, file_name);
	free(directory);
	return str_take(&path);
}

/* A name of a directory that can be seen, typed and told from an option. */
static bool district_is_name(const char *name)
{
	size_t len = strlen(name), trimmed = len;

	return len && len <= district_name_max && name[0] != '.' && name[0] != '-' &&
	       !strchr(name, '/') && text_is_clean(name, len) &&
	       text_trim(name, &trimmed) == name && trimmed == len;
}

static int check_name(const char *name, struct err *e)
{
	return district_is_name(name) ? 0
				      : err_set(e, EX_USAGE,
						"not a valid district name: at most %d bytes, no "
						"\"/\", and not starting with \".\" or \"-\"",
						district_name_max);
}

static bool district_is_directory(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_district(const char *options, const char *name)
{
	char *path = district_beside(options, name);
	bool is = district_is_name(name) && district_is_directory(path);

	free(path);
	return is;
}

static int district_by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void district_list(const char *options, struct strlist *names)
{
	char *path = district_beside(options, "");
	const struct dirent *entry;
	DIR *dir = opendir(path);

	*names = (struct strlist) {0};
	while (dir && (entry = readdir(dir)))
		if (is_district(options, entry->d_name))
			strlist_add(names, entry->d_name, districts_max);
	if (dir)
		(void)closedir(dir);
	if (names->n)
		qsort(names->items, names->n, sizeof(names->items[0]), district_by_name);
	free(path);
}

static int refuse_unknown(const char *options, const char *name, struct err *e)
{
	struct suggest near = {.word = name};
	struct strlist names;

	district_list(options, &names);
	for (size_t i = 0; i < names.n; i++)
		suggest_offer(&near, names.items[i], names.items[i]);
	(void)suggest_error(e, near.found, "; smtpsetup district list lists them",
		"there is no district \"%s\"", name);
	strlist_fini(&names);
	return -1;
}

int district_check(const char *options, const char *name, struct err *e)
{
	if (check_name(name, e) < 0)
		return -1;
	return is_district(options, name) ? 0 : refuse_unknown(options, name, e);
}

/* The directory of all districts may be looked into; what is in it has rights of its own. */
static int district_make(const char *path, mode_t mode, struct err *e)
{
	if (file_make_parents(path, e) < 0)
		return -1;
	if (mkdir(path, 0700) == 0)
		return chmod(path, mode) == 0 ? 0 : file_error(e, "change the mode of", path);
	return errno == EEXIST && district_is_directory(path) ? 0 : file_error(e, "create", path);
}

int district_add(const char *options, const char *name, struct err *e)
{
	char *all, *one;
	int result;

	if (check_name(name, e) < 0)
		return -1;
	if (is_district(options, name))
		return err_set(e, EX_USAGE, "district \"%s\" already exists", name);
	all = district_beside(options, "");
	all[strlen(all) - 1] = '\0';
	one = district_beside(options, name);
	result = district_make(all, 0755, e);
	if (result == 0)
		result = district_make(one, 0700, e);
	free(all);
	free(one);
	return result;
}

/* Removing: nothing is reached but by name in a directory that is open */

/* What stands behind the name of the file in what the program leaves beside it. */
static const struct {
	const char *words;
	bool more; /* six characters follow */
} endings[] = {
	{"", false},
	{".lock", false},
	{".history", false},
	{".bak", false},
	{".new.", true},
	{".bak.new.", true},
};

static bool district_is_ours(const char *name)
{
	size_t len = sizeof(file_name) - 1;

	if (strncmp(name, file_name, len) != 0)
		return false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t words = strlen(endings[i].words);

		if (strncmp(name + len, endings[i].words, words) == 0 &&
			strlen(name + len + words) == (endings[i].more ? 6 : 0))
			return true;
	}
	return false;
}

static DIR *open_in(int at, const char *name)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (!dir && fd >= 0)
		(void)close(fd);
	return dir;
}

/* Only one level deep: the history holds files. */
static void district_empty(int at, const char *name)
{
	DIR *dir = open_in(at, name);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		(void)unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		(void)closedir(dir);
	(void)unlinkat(at, name, AT_REMOVEDIR);
}

static void remove_ours(const char *path)
{
	DIR *dir = open_in(AT_FDCWD, path);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (district_is_ours(entry->d_name) && unlinkat(dirfd(dir), entry->d_name, 0) < 0)
			district_empty(dirfd(dir), entry->d_name);
	if (dir)
		(void)closedir(dir);
}

static int remove_directory(const char *path, struct err *e)
{
	if (rmdir(path) == 0)
		return 0;
	if (errno == ENOTEMPTY || errno == EEXIST)
		return err_set(e, EX_CANTCREAT,
			"the settings of the district are removed, but %s has other files and "
			"stays",
			path);
	return file_error(e, "remove", path);
}

/* What cannot be removed as a whole is not begun with. */
static int check_removable(const char *path, struct err *e)
{
	const char *why = file_read_only(path);
	struct stat st;

	if (why)
		return err_set(e, EX_NOPERM, "cannot remove %s: %s", path, why);
	if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode))
		return err_set(e, EX_CANTCREAT,
			"%s is a symbolic link: remove the link, or the directory it points to",
			path);
	return 0;
}

static int remove_locked(const char *path, const char *file, struct err *e)
{
	int lock = file_lock(file, e), result;

	if (lock < 0)
		return -1;
	remove_ours(path);
	result = remove_directory(path, e);
	file_unlock(lock);
	return result;
}

int district_remove(const char *options, const char *name, struct err *e)
{
	char *file, *path;
	int result;

	if (district_check(options, name, e) < 0)
		return -1;
	file = district_path(options, name);
	path = district_beside(options, name);
	result = check_removable(path, e);
	if (result == 0)
		result = remove_locked(path, file, e);
	free(path);
	free(file);
	return result;
}
