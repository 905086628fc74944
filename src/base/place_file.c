#include "base/place.h"

#include "base/hex.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { noise_size = 4 };

/* With whose rights things are done there */

struct rights {
	bool changed;
	int n;
	gid_t *groups;
};

static int place_become(const struct place *p, struct rights *r, struct err *e)
{
	*r = (struct rights) {0};
	if (!p->by_others || p->own_user != 0 || p->owner == 0)
		return 0;
	r->n = getgroups(0, NULL);
	r->groups = mem_zero((size_t)r->n + 1, sizeof(*r->groups));
	r->n = getgroups(r->n, r->groups);
	r->changed = r->n >= 0 && setgroups(0, NULL) == 0;
	if (r->changed && setegid(p->group) == 0 && seteuid(p->owner) == 0)
		return 0;
	return file_error(e, "take the rights of the owner of the directory of", p->path);
}

/* Who cannot get the rights back must not go on. */
static void place_return(const struct place *p, const struct rights *r)
{
	int saved = errno;

	if (r->changed && (seteuid(p->own_user) < 0 || setegid(p->own_group) < 0 ||
				  setgroups((size_t)r->n, r->groups) < 0))
		abort();
	free(r->groups);
	errno = saved;
}

/* What is done there, as whoever may. */
struct act {
	struct place *p;
	const struct place_file *file;
	const struct file_state *old;
	struct file_state *state;
	struct str *text; /* the bytes, or a name */
	const char *name;
	size_t max;
};

static int place_act(
	struct place *p, int (*act)(struct act *a, struct err *e), struct act *a, struct err *e)
{
	struct rights rights;
	int result = place_become(p, &rights, e);

	a->p = p;
	if (result == 0)
		result = act(a, e);
	place_return(p, &rights);
	return result;
}

/* Reading */

static int act_read(struct act *a, struct err *e)
{
	int fd = openat(
		a->p->fd, a->p->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
	int result;

	*a->state = (struct file_state) {0};
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0) {
		a->state->denied = errno == EACCES;
		return file_error(e, "read", a->p->path);
	}
	result = file_read_open(fd, a->p->path, a->max, a->text, a->state, e);
	(void)close(fd);
	return result;
}

int place_read(
	struct place *p, size_t max, struct str *out, struct file_state *state, struct err *e)
{
	struct act a = {.text = out, .state = state, .max = max};

	return place_act(p, act_read, &a, e);
}

/* Writing */

static int stage_open(struct act *a)
{
	enum { tries = 20 };
	int fd = -1;

	for (int i = 0; i < tries && fd < 0 && (i == 0 || errno == EEXIST); i++) {
		unsigned char noise[noise_size];

		if (getrandom(noise, sizeof(noise), 0) != sizeof(noise))
			return -1;
		str_clear(a->text);
		str_format(a->text, ".%s.new.", a->p->name);
		hex_encode(a->text, noise, sizeof(noise));
		fd = openat(a->p->fd, a->text->data,
			O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	}
	return fd;
}

/* Only root gives a file away; whoever else writes it keeps it, as with any other editor. */
static int stage_own(const struct act *a, int fd)
{
	uid_t owner = a->old->exists ? a->old->owner : a->file->owner;
	gid_t group = a->old->exists ? a->old->group : a->file->group;

	if (geteuid() == 0)
		return fchown(fd, owner, group);
	if (a->old->exists && group != getegid() && fchown(fd, (uid_t)-1, group) < 0 &&
		errno != EPERM)
		return -1;
	return 0;
}

static int stage_like_old(const struct act *a, int fd)
{
	int old = openat(
		a->p->fd, a->p->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
	int result = old < 0 ? -1 : file_copy_attributes(fd, NULL, old);

	if (old >= 0)
		(void)close(old);
	return result;
}

static int stage_fill(const struct act *a, int fd)
{
	if (stage_own(a, fd) < 0 || fchmod(fd, a->file->mode) < 0)
		return -1;
	if (a->old->exists && a->old->mode == a->file->mode && stage_like_old(a, fd) < 0)
		return -1;
	return file_write_whole(fd, a->file->bytes, a->file->len);
}

static int act_stage(struct act *a, struct err *e)
{
	int fd = stage_open(a), result, saved;

	if (fd < 0)
		return file_error(e, "create a file beside", a->p->path);
	result = stage_fill(a, fd);
	saved = errno;
	if (close(fd) < 0 && result == 0) {
		saved = errno;
		result = -1;
	}
	if (result == 0)
		return 0;
	(void)unlinkat(a->p->fd, a->text->data, 0);
	errno = saved;
	return file_error(e, "write", a->p->path);
}

int place_stage(struct place *p, const struct place_file *file, const struct file_state *old,
	struct str *name, struct err *e)
{
	struct act a = {.file = file, .old = old, .text = name};

	return place_act(p, act_stage, &a, e);
}

/* The last look: programs that take no lock are seen here. */
static bool is_still_old(const struct act *a)
{
	const struct file_state *old = a->old;
	struct stat st;

	if (fstatat(a->p->fd, a->p->name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT && !old->exists;
	return old->exists && st.st_dev == old->device && st.st_ino == old->inode &&
	       st.st_size == old->size && st.st_mtim.tv_sec == old->modified.tv_sec &&
	       st.st_mtim.tv_nsec == old->modified.tv_nsec;
}

static int place_sync(const struct act *a, struct err *e)
{
	int fd = openat(a->p->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = fd < 0 ? -1 : fsync(fd);

	if (result < 0 && errno == EINVAL)
		result = 0; /* a file system that has nothing to sync here */
	if (result < 0)
		result = file_error(e, "sync the directory of", a->p->path);
	if (fd >= 0)
		(void)close(fd);
	return result;
}

static int act_commit(struct act *a, struct err *e)
{
	if (!is_still_old(a))
		return err_set(e, EX_TEMPFAIL,
			"%s was changed by another program since it was read", a->p->path);
	if (a->name ? renameat(a->p->fd, a->name, a->p->fd, a->p->name) < 0
		    : unlinkat(a->p->fd, a->p->name, 0) < 0)
		return file_error(e, a->name ? "write" : "remove", a->p->path);
	return place_sync(a, e);
}

int place_commit(struct place *p, const char *name, const struct file_state *old, struct err *e)
{
	struct act a = {.name = name, .old = old};

	return place_act(p, act_commit, &a, e);
}

int place_remove(struct place *p, const struct file_state *old, struct err *e)
{
	return place_commit(p, NULL, old, e);
}

/* ".NAME.new." and the digits of stage_open(). */
static bool is_staged(const char *name, const char *of)
{
	size_t len = strlen(of);

	return name[0] == '.' && strncmp(name + 1, of, len) == 0 &&
	       strncmp(name + 1 + len, ".new.", 5) == 0 &&
	       strspn(name + len + 6, "0123456789abcdef") == (size_t)2 * noise_size &&
	       !name[len + 6 + (size_t)2 * noise_size];
}

static int act_sweep(struct act *a, struct err *e)
{
	int fd = openat(a->p->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;

	(void)e;
	while (dir && (entry = readdir(dir)))
		if (is_staged(entry->d_name, a->p->name))
			(void)unlinkat(a->p->fd, entry->d_name, 0);
	if (dir)
		(void)closedir(dir);
	else if (fd >= 0)
		(void)close(fd);
	return 0;
}

void place_sweep(struct place *p)
{
	struct act a = {0};
	struct err e;

	(void)place_act(p, act_sweep, &a, &e);
}

static int act_drop(struct act *a, struct err *e)
{
	(void)e;
	return unlinkat(a->p->fd, a->name, 0);
}

void place_drop(struct place *p, const char *name)
{
	struct act a = {.name = name};
	struct err e;

	(void)place_act(p, act_drop, &a, &e);
}
