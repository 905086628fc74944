/*
 * A directory of one's own for tests of files: made by scratch_setup(), removed with all that is
 * in it by scratch_teardown(). Paths are given as names inside it and live until the teardown.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { scratch_path_max = 512, scratch_paths = 8 };

static char scratch_dir[64];

static inline int scratch_setup(void **state)
{
	(void)state;
	(void)strcpy(scratch_dir, "/tmp/smtpsetup-unit.XXXXXX");
	return mkdtemp(scratch_dir) ? 0 : -1;
}

static inline int scratch_remove(
	const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path);
}

static inline int scratch_teardown(void **state)
{
	(void)state;
	return nftw(scratch_dir, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
}

static inline const char *scratch_path(const char *name)
{
	static char paths[scratch_paths][scratch_path_max];
	static unsigned next;
	char *path = paths[next++ % scratch_paths];

	(void)snprintf(path, scratch_path_max, "%s/%s", scratch_dir, name);
	return path;
}

static inline void scratch_write_bytes(const char *name, const char *bytes, size_t len, mode_t mode)
{
	int fd;

	(void)chmod(scratch_path(name), 0600); /* it may be there already, for reading only */
	fd = open(scratch_path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	assert_int_equal(fchmod(fd, mode), 0);
	assert_int_equal(close(fd), 0);
}

static inline void scratch_write(const char *name, const char *text)
{
	scratch_write_bytes(name, text, strlen(text), 0600);
}

/* The text of the file, in a buffer that the next call uses again; NULL where there is none. */
static inline const char *scratch_read(const char *name)
{
	static char text[16384];
	int fd = open(scratch_path(name), O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return NULL;
	n = read(fd, text, sizeof(text) - 1);
	(void)close(fd);
	assert_true(n >= 0);
	text[n] = '\0';
	return text;
}

static inline mode_t scratch_mode(const char *name)
{
	struct stat st;

	assert_int_equal(stat(scratch_path(name), &st), 0);
	return st.st_mode & 07777;
}

/* How many files there are in the directory itself. */
static inline int scratch_files(void)
{
	DIR *dir = opendir(scratch_dir);
	int n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	(void)closedir(dir);
	return n - 2; /* . and .. */
}

#define scratch_test(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

#endif
