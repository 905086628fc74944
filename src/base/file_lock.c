#include "base/file.h"

#include "base/file_beside.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { lock_seconds = 10, lock_polls_per_second = 20, holder_max = 64, group_mode = 0660 };

static const char word_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789._-";

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

/* That it cannot be written, on a full disk, hinders nobody. */
static void write_holder(int fd, const char *words)
{
	bool written = ftruncate(fd, 0) == 0 && pwrite(fd, words, strlen(words), 0) >= 0;

	(void)written;
}

static void lock_sign(int fd)
{
	char words[holder_max];

	(void)snprintf(words, sizeof(words), "%ld %.*s\n", (long)getpid(), holder_max / 2,
		program_invocation_short_name);
	write_holder(fd, words);
}

/* Whoever wrote that may write anything: only a number and a word of letters count. */
static int tell_holder(int fd, const char *path, struct err *e)
{
	char words[holder_max] = "", *program;
	ssize_t n = pread(fd, words, sizeof(words) - 1, 0);
	long pid = n > 0 ? strtol(words, &program, 10) : 0;

	if (pid <= 0 || *program != ' ' || !strspn(program + 1, word_characters))
		return err_set(e, EX_TEMPFAIL,
			"%s has been locked by another program for %d seconds", path, lock_seconds);
	program[1 + strspn(program + 1, word_characters)] = '\0';
	return err_set(e, EX_TEMPFAIL, "%s has been locked by %s (process %ld) for %d seconds",
		path, program + 1, pid, lock_seconds);
}

/* A temporary of ours: the name of the file, or of what is kept of it, and six characters. */
static bool is_temporary(const char *name, const char *of)
{
	static const char *const middles[] = {".new.", ".bak.new."};
	size_t len = strlen(of);

	if (strncmp(name, of, len) != 0)
		return false;
	for (size_t i = 0; i < sizeof(middles) / sizeof(middles[0]); i++) {
		const char *rest = name + len;
		size_t middle = strlen(middles[i]);

		if (strncmp(rest, middles[i], middle) == 0 && strlen(rest + middle) == 6 &&
			strspn(rest + middle, word_characters) == 6)
			return true;
	}
	return false;
}

void file_sweep(const char *real)
{
	char *copy = mem_text(real), *last = mem_text(real);
	DIR *dir = opendir(dirname(copy));
	const char *name = basename(last);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (is_temporary(entry->d_name, name))
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		(void)closedir(dir);
	free(copy);
	free(last);
}

/* What is written to it must not be another file under a second name. */
static bool is_lock(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1;
}

static int open_lock_at(const char *name, struct err *e)
{
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return file_error(e, "create", name);
	if (is_lock(fd))
		return fd;
	(void)err_set(e, EX_CANTCREAT,
		"%s is not a regular file with one name, so it cannot be used as a lock: remove "
		"it, and it is created again",
		name);
	(void)close(fd);
	return -1;
}

static int open_lock(const char *real, struct err *e)
{
	struct str name;
	int fd = -1;

	str_init(&name, PATH_MAX);
	file_beside_path(real, FILE_BESIDE_LOCK, &name);
	if (file_make_parents(name.data, e) == 0)
		fd = open_lock_at(name.data, e);
	if (fd >= 0 && file_is_shared(real))
		(void)fchmod(fd, group_mode); /* by whoever makes it: it is the others' as well */
	str_fini(&name);
	return fd;
}

/* An earlier version of the program had it beside the file. */
static void lock_remove_old(const char *real)
{
	struct str name;

	if (!file_beside_is_moved(real))
		return;
	str_init(&name, PATH_MAX);
	file_beside_old_path(real, FILE_BESIDE_LOCK, &name);
	(void)unlink(name.data);
	str_fini(&name);
}

/* Returns the descriptor again, locked, or -1. */
static int take_lock(int fd, const char *path, struct err *e)
{
	bool locked = wait_for_lock(fd) == 0;

	if (locked && is_lock(fd))
		return fd;
	if (locked)
		(void)err_set(e, EX_TEMPFAIL, "%s has been removed", path);
	else if (errno == EWOULDBLOCK)
		(void)tell_holder(fd, path, e);
	else
		(void)file_error(e, "lock", path);
	(void)close(fd);
	return -1;
}

int file_lock(const char *path, struct err *e)
{
	char *real = file_resolve(path);
	int fd = -1;

	if (file_make_parents(real, e) == 0)
		fd = open_lock(real, e);
	if (fd >= 0)
		fd = take_lock(fd, path, e);
	if (fd >= 0) {
		lock_sign(fd);
		lock_remove_old(real);
		file_sweep(real); /* nobody else writes now */
	}
	free(real);
	return fd;
}

void file_unlock(int lock)
{
	if (lock < 0)
		return;
	write_holder(lock, "");
	(void)close(lock);
}
