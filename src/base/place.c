#include "base/place.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { place_links_max = 20, no_user = -1 };

/* The way to a place: where it has come to, and what is still to go. */
struct way {
	int fd;
	struct str rest;
	uid_t link_owner; /* of the directory with a link that others could have made, or no_user */
	int links;
};

static bool can_be_changed(const struct stat *st)
{
	bool foreign = st->st_uid != 0 && st->st_uid != geteuid();
	bool own_group = st->st_gid == st->st_uid || st->st_gid == 0;

	return foreign || (st->st_mode & S_IWOTH && !(st->st_mode & S_ISVTX)) ||
	       (st->st_mode & S_IWGRP && !own_group);
}

/* Takes the next component off what is left; false at the last one, which stays. */
static bool way_next(struct way *w, char *name)
{
	const char *begin = w->rest.data + strspn(w->rest.data, "/");
	size_t len = strcspn(begin, "/");
	const char *after = begin + len + strspn(begin + len, "/");

	if (len > NAME_MAX || !len)
		return false;
	memcpy(name, begin, len);
	name[len] = '\0';
	if (!*after)
		return false;
	str_drop(&w->rest, (size_t)(after - w->rest.data));
	return true;
}

static int way_refuse(const char *path, struct err *e)
{
	return err_set(e, EX_NOPERM,
		"%s is reached through a link that another user could have made, so it is not "
		"followed",
		path);
}

/* Goes on where the link leads to, unless others could have chosen where that is. */
static int way_follow(struct way *w, const char *name, const char *behind, struct err *e)
{
	char target[PATH_MAX];
	struct stat here, link;
	struct str rest;
	ssize_t n = readlinkat(w->fd, name, target, sizeof(target) - 1);

	if (n < 0 || fstat(w->fd, &here) < 0 ||
		fstatat(w->fd, name, &link, AT_SYMLINK_NOFOLLOW) < 0)
		return file_error(e, "read the link", name);
	if (++w->links > place_links_max)
		return err_set(e, EX_NOPERM, "%s is a link that points to itself", name);
	if (link.st_uid != here.st_uid && (can_be_changed(&here) || link.st_uid != geteuid()))
		return way_refuse(name, e);
	if (can_be_changed(&here))
		w->link_owner = here.st_uid;
	target[n] = '\0';
	str_init(&rest, (size_t)2 * PATH_MAX);
	str_format(&rest, "%s%s%s", target, *behind ? "/" : "", behind);
	str_fini(&w->rest);
	w->rest = rest;
	if (target[0] != '/')
		return 0;
	(void)close(w->fd);
	w->fd = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	return w->fd < 0 ? file_error(e, "open", "/") : 0;
}

static int way_enter(struct way *w, const char *name, const char *path, struct err *e)
{
	int fd = openat(w->fd, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return err_set(e, EX_NOINPUT, "there is no directory for %s", path);
	if (fd < 0)
		return file_error(e, "enter the directory of", path);
	(void)close(w->fd);
	w->fd = fd;
	return 0;
}

static bool way_is_link(const struct way *w, const char *name)
{
	struct stat st;

	return fstatat(w->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode);
}

/* Goes as far as the directory of the last component, whose name it leaves there. */
static int way_go(struct way *w, char *name, const char *path, struct err *e)
{
	bool on;

	do {
		int result = 0;

		*name = '\0';
		on = way_next(w, name);
		if (!*name || (!on && (strcmp(name, "..") == 0 || strcmp(name, ".") == 0)))
			return err_set(e, EX_NOINPUT, "%s is not the path of a file", path);
		if (way_is_link(w, name)) {
			char *behind = mem_text(on ? w->rest.data : "");

			result = way_follow(w, name, behind, e);
			free(behind);
			on = true;
		} else if (on) {
			result = way_enter(w, name, path, e);
		}
		if (result < 0)
			return -1;
	} while (on);
	return 0;
}

static int place_take(struct place *p, const struct way *w, const char *name, struct err *e)
{
	struct stat st, file;

	if (fstat(w->fd, &st) < 0)
		return file_error(e, "look at the directory of", p->path);
	p->by_others = can_be_changed(&st);
	p->owner = st.st_uid;
	p->group = st.st_gid;
	if (w->link_owner != (uid_t)no_user &&
		(st.st_uid != w->link_owner ||
			(fstatat(w->fd, name, &file, AT_SYMLINK_NOFOLLOW) == 0 &&
				file.st_uid != w->link_owner)))
		return way_refuse(p->path, e);
	p->name = mem_text(name);
	return 0;
}

int place_open(struct place *p, const char *path, struct err *e)
{
	char name[NAME_MAX + 1];
	struct way w = {.link_owner = (uid_t)no_user};
	int result;

	*p = (struct place) {
		.path = mem_text(path), .fd = -1, .own_user = geteuid(), .own_group = getegid()};
	if (path[0] != '/')
		return err_set(e, EX_USAGE, "%s is not an absolute path", path);
	w.fd = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (w.fd < 0)
		return file_error(e, "open", "/");
	str_init(&w.rest, (size_t)2 * PATH_MAX);
	str_text(&w.rest, path);
	result = way_go(&w, name, path, e);
	if (result == 0)
		result = place_take(p, &w, name, e);
	str_fini(&w.rest);
	p->fd = w.fd;
	return result;
}

void place_close(struct place *p)
{
	if (p->path && p->fd >= 0)
		(void)close(p->fd);
	free(p->path);
	free(p->name);
	*p = (struct place) {.fd = -1};
}
