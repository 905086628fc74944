#include "base/file.h"

#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { shared_mode = 02770 };

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

/*
 * In a sticky directory nobody can take away what is another's. A group that has the number of
 * the owner is the owner's own, as most systems give everybody one.
 */
static bool is_safe(const struct stat *st)
{
	bool by_others = st->st_mode & S_IWOTH;
	bool by_group = st->st_mode & S_IWGRP && st->st_gid != st->st_uid;

	return (!by_others && !by_group) || st->st_mode & S_ISVTX || is_of_group(st);
}

int file_check_place(const char *path, struct err *e)
{
	struct str name, quoted;
	struct stat st;
	int result = 0;

	str_init(&quoted, 5 * PATH_MAX);
	if (look_at_directory(path, &name, &st) < 0) {
		if (errno != ENOENT) /* it will be made, 0700 */
			result = file_error(e, "look at", name.data);
	} else if (!is_safe(&st)) {
		text_shell(&quoted, name.data);
		result = err_set(e, EX_CONFIG,
			"others can put a file of theirs in place of %s, since they can change "
			"its directory (mode %04o). Repair it with: chmod go-w %s",
			path, (unsigned)(st.st_mode & 07777), quoted.data);
	}
	str_fini(&quoted);
	str_fini(&name);
	return result;
}
