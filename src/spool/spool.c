#include "spool/spool.h"

#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char spool_mail_end[] = ".mail", spool_new_end[] = ".new";

static const char progress_end[] = ".progress";

/* The folder */

static int spool_check(struct spool *s, bool looks, struct err *e)
{
	struct stat st;

	if (fstat(s->fd, &st) == 0 && !(st.st_mode & 022) &&
		(st.st_uid == geteuid() || (looks && geteuid() == 0))) {
		s->owner = st.st_uid;
		return 0;
	}
	return err_set(e, EX_NOPERM, "%s is another user's, or others can write to it", s->path);
}

int spool_open(struct spool *s, const char *path, bool make, struct err *e)
{
	struct str inside;

	*s = (struct spool) {.path = mem_text(path), .fd = -1};
	str_init(&inside, PATH_MAX);
	str_format(&inside, "%s/x", path);
	if (make && file_make_parents(inside.data, e) < 0) {
		str_fini(&inside);
		return -1;
	}
	str_fini(&inside);
	s->fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (s->fd < 0)
		return err_set(e, errno == ENOENT ? EX_NOINPUT : EX_NOPERM, "cannot open %s: %s",
			path, strerror(errno));
	return spool_check(s, !make, e);
}

void spool_close(struct spool *s)
{
	if (s->fd >= 0)
		(void)close(s->fd);
	free(s->path);
	*s = (struct spool) {.fd = -1};
}

void spool_name(char name[spool_name_max], const char *id, const char *end)
{
	(void)snprintf(name, spool_name_max, "%s%s", id, end);
}

int spool_error(const struct spool *s, struct err *e, const char *what)
{
	return err_set(e, errno == EACCES || errno == EPERM ? EX_CANTCREAT : EX_IOERR,
		"cannot %s in %s: %s", what, s->path, strerror(errno));
}

/* What waits */

bool spool_is_id(const char *text)
{
	return strlen(text) == spool_id_size - 1 &&
	       strspn(text, "0123456789abcdef") == spool_id_size - 1;
}

/* The id of a name with that end. */
static bool name_id(const char *name, const char *end, char id[spool_id_size])
{
	if (strlen(name) < spool_id_size - 1 || strcmp(name + spool_id_size - 1, end) != 0)
		return false;
	memcpy(id, name, spool_id_size - 1);
	id[spool_id_size - 1] = '\0';
	return spool_is_id(id);
}

static DIR *spool_dir(const struct spool *s)
{
	int fd = openat(s->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;

	if (!dir && fd >= 0)
		(void)close(fd);
	return dir;
}

static int id_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The front of each name that ends so, sorted; whole: with its end. */
static int spool_names(
	const struct spool *s, const char *end, bool whole, struct strlist *names, struct err *e)
{
	DIR *dir = spool_dir(s);
	const struct dirent *entry;
	size_t room = 0;

	*names = (struct strlist) {0};
	if (!dir)
		return spool_error(s, e, "list");
	while ((entry = readdir(dir))) {
		char id[spool_id_size];

		if (!name_id(entry->d_name, end, id))
			continue;
		if (names->n == room) {
			room = room ? 2 * room : 64;
			names->items = mem_grow(names->items, room, sizeof(*names->items));
		}
		names->items[names->n++] = mem_text(whole ? entry->d_name : id);
	}
	(void)closedir(dir);
	if (names->n)
		qsort(names->items, names->n, sizeof(*names->items), id_order);
	return 0;
}

int spool_list(const struct spool *s, struct strlist *ids, struct err *e)
{
	return spool_names(s, spool_mail_end, false, ids, e);
}

int spool_list_tried(const struct spool *s, struct strlist *ids, struct err *e)
{
	return spool_names(s, progress_end, false, ids, e);
}

int spool_list_halves(const struct spool *s, struct strlist *names, struct err *e)
{
	return spool_names(s, spool_new_end, true, names, e);
}

bool spool_holds_mail(const char *path)
{
	struct spool s = {.path = (char *)path};
	struct strlist ids = {0};
	struct err e;
	bool holds;

	s.fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (s.fd < 0)
		return false;
	(void)spool_list(&s, &ids, &e);
	holds = ids.n;
	strlist_fini(&ids);
	(void)close(s.fd);
	return holds;
}

size_t spool_count(const char *path)
{
	struct strlist ids = {0};
	struct spool s;
	struct err e;
	size_t n;

	if (spool_open(&s, path, false, &e) == 0)
		(void)spool_list(&s, &ids, &e);
	n = ids.n;
	strlist_fini(&ids);
	spool_close(&s);
	return n;
}

static int spool_open_file(const struct spool *s, const char *id, const char *end)
{
	char name[spool_name_max];

	spool_name(name, id, end);
	return openat(s->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

/* Most tickets are short: false where this one is not, or is damaged. */
static bool read_short(int fd, struct ticket *t, struct err *e)
{
	char bytes[4096];
	ssize_t n = pread(fd, bytes, sizeof(bytes), 0);

	if (ticket_read(t, bytes, n > 0 ? (size_t)n : 0, e) == 0)
		return true;
	ticket_fini(t);
	return false;
}

static int read_front(int fd, struct ticket *t, struct err *e)
{
	char *bytes;
	ssize_t n;
	int result;

	if (read_short(fd, t, e))
		return 0;
	bytes = mem_zero(ticket_max, 1);
	n = pread(fd, bytes, ticket_max, 0);
	result = ticket_read(t, bytes, n > 0 ? (size_t)n : 0, e);
	if (result < 0)
		ticket_fini(t);
	free(bytes);
	return result;
}

int spool_read(const struct spool *s, const char *id, struct ticket *t, size_t *size, struct err *e)
{
	int fd = spool_open_file(s, id, spool_mail_end);
	struct stat st;

	*t = (struct ticket) {0};
	if (fd < 0)
		return err_set(e, EX_NOINPUT, "there is no message %s", id);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_uid != s->owner ||
		read_front(fd, t, e) < 0) {
		(void)close(fd);
		return err_set(e, EX_DATAERR, "%s/%s%s is damaged", s->path, id, spool_mail_end);
	}
	*size = (size_t)st.st_size - t->message;
	return fd;
}

long spool_uid(const struct spool *s, const char *id)
{
	struct ticket t;
	struct err e;
	size_t size;
	int fd = spool_read(s, id, &t, &size, &e);
	long uid = fd >= 0 ? t.uid : -1;

	if (fd >= 0)
		(void)close(fd);
	ticket_fini(&t);
	return uid;
}

size_t spool_count_of(const struct spool *s, long uid, size_t enough)
{
	struct strlist ids = {0};
	struct err e;
	size_t n = 0;

	if (spool_list(s, &ids, &e) < 0 || ids.n < enough) {
		n = ids.n;
	} else {
		for (size_t i = 0; i < ids.n; i++)
			n += spool_uid(s, ids.items[i]) == uid;
	}
	strlist_fini(&ids);
	return n;
}

int spool_remove(const struct spool *s, const char *id, struct err *e)
{
	char name[spool_name_max];

	spool_name(name, id, spool_mail_end);
	if (unlinkat(s->fd, name, 0) < 0)
		return spool_error(s, e, "remove a message");
	spool_forget_progress(s, id);
	return 0;
}

void spool_sync(const struct spool *s)
{
	(void)fsync(s->fd);
}

/* Progress */

int spool_progress(const struct spool *s, const char *id, struct progress *p, struct err *e)
{
	int fd = spool_open_file(s, id, progress_end), result;
	struct str text;

	*p = (struct progress) {0};
	if (fd < 0)
		return 0;
	str_init(&text, 2 * ticket_max);
	result = file_read_all(fd, &text) < 0 ? spool_error(s, e, "read")
					      : progress_read(p, text.data, text.len, e);
	str_fini(&text);
	(void)close(fd);
	return result;
}

int spool_set_progress(
	const struct spool *s, const char *id, const struct progress *p, struct err *e)
{
	char name[spool_name_max], temporary[spool_name_max];
	struct str text;
	int fd, result = 0;

	spool_name(name, id, progress_end);
	spool_name(temporary, id, ".next");
	fd = openat(s->fd, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return spool_error(s, e, "create a file");
	str_init(&text, 2 * ticket_max);
	progress_write(p, &text);
	if (file_write_all(fd, text.data, text.len) < 0 || fsync(fd) < 0 ||
		renameat(s->fd, temporary, s->fd, name) < 0)
		result = spool_error(s, e, "write");
	str_fini(&text);
	(void)close(fd);
	(void)fsync(s->fd);
	return result;
}

void spool_forget_progress(const struct spool *s, const char *id)
{
	char name[spool_name_max];

	spool_name(name, id, progress_end);
	(void)unlinkat(s->fd, name, 0);
}

/* The run */

/* A half message whose writer died is nobody's. */
static void sweep_new(const struct spool *s, const char *name)
{
	int fd = openat(s->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		(void)unlinkat(s->fd, name, 0);
	if (fd >= 0)
		(void)close(fd);
}

static void sweep_progress(const struct spool *s, const char *id)
{
	char name[spool_name_max];

	spool_name(name, id, spool_mail_end);
	if (faccessat(s->fd, name, F_OK, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT)
		spool_forget_progress(s, id);
}

static void spool_sweep(const struct spool *s)
{
	DIR *dir = spool_dir(s);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char id[spool_id_size];

		if (name_id(entry->d_name, spool_new_end, id))
			sweep_new(s, entry->d_name);
		else if (name_id(entry->d_name, progress_end, id))
			sweep_progress(s, id);
	}
	if (dir)
		(void)closedir(dir);
}

int spool_lock(const struct spool *s)
{
	int fd = openat(s->fd, "run.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return -1;
	if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		(void)close(fd);
		return -1;
	}
	spool_sweep(s);
	return fd;
}
