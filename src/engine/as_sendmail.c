#include "engine/as_sendmail.h"

#include "base/file.h"
#include "base/proc.h"
#include "engine/machine.h"
#include "engine/program_run.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char as_sendmail_id[] = "sender";

static const char program_name[] = "smtpsetup-sendmail", aside_end[] = ".smtpsetup";

/* All the names that callers know (FHS, and sendmail's own). */
static const char *const names[] = {
	"/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/bin/mailq", "/usr/bin/newaliases"};
enum { names_count = sizeof(names) / sizeof(names[0]) };

static void aside(const char *name, struct str *out)
{
	str_format(out, "%s%s", name, aside_end);
}

/* Is it a link of ours? */
static bool name_is_ours(const char *name)
{
	char target[PATH_MAX];
	ssize_t n = readlink(name, target, sizeof(target) - 1);
	const char *slash;

	target[n > 0 ? n : 0] = '\0';
	slash = strrchr(target, '/');
	return slash && strcmp(slash + 1, program_name) == 0;
}

static int divert(const char *action, const char *name, struct err *e)
{
	const char *const command[] = {"dpkg-divert", "--quiet", "--local", "--rename", "--divert",
		"%d", action, "%s", NULL};
	struct str to;
	bool missing;
	int result;

	str_init(&to, PATH_MAX);
	aside(name, &to);
	result = program_run(command, "dpkg", name, to.data, &missing, e);
	str_fini(&to);
	if (result == 0 && missing)
		return err_set(e, EX_NOINPUT,
			"there is no dpkg-divert on this machine: link %s to %s yourself", names[0],
			program_name);
	return result;
}

static int name_give_back(const char *name, struct err *e)
{
	if (name_is_ours(name) && unlink(name) < 0)
		return err_set(e, EX_CONFIG, "cannot remove %s: %s", name, strerror(errno));
	return divert("--remove", name, e);
}

static int name_take(const char *name, const char *program, struct err *e)
{
	struct err failed;

	if (divert("--add", name, e) < 0)
		return -1;
	if (symlink(program, name) == 0)
		return 0;
	(void)err_set(e, EX_CONFIG, "cannot create %s: %s", name, strerror(errno));
	(void)name_give_back(name, &failed);
	return -1;
}

static int check_root(struct err *e)
{
	return geteuid() == 0
		       ? 0
		       : err_set(e, EX_NOPERM, "only root can change what %s leads to: use sudo",
				 names[0]);
}

static int check_others(struct as_sendmail_wish wish, struct err *e)
{
	struct machine_sendmail there;

	machine_find_sendmail("", &there);
	if (!there.there || there.ours || wish.instead)
		return 0;
	return err_set(e, EX_DATAERR,
		"%s is that of %s, which takes this machine's mail now. Add --yes to set it aside; "
		"program undo %s puts it back",
		names[0], there.codec ? there.codec->name : "another program", as_sendmail_id);
}

/* Where others could change the program it would run as whoever sends mail. */
static char *find_program(struct err *e)
{
	char *program = proc_beside(program_name);

	if (!program)
		(void)err_set(e, EX_NOINPUT, "there is no %s in the folder of this program",
			program_name);
	else if (file_check_place(program, e) < 0) {
		free(program);
		program = NULL;
	}
	return program;
}

static int take_all(
	const char *program, struct as_sendmail_wish wish, struct strlist *changed, struct err *e)
{
	struct err failed;

	for (size_t i = 0; i < names_count; i++) {
		if (name_is_ours(names[i]))
			continue;
		if (!wish.check && name_take(names[i], program, e) < 0) {
			for (size_t k = 0; k < changed->n; k++)
				(void)name_give_back(changed->items[k], &failed);
			strlist_fini(changed);
			return -1;
		}
		strlist_add(changed, names[i], names_count);
	}
	return 0;
}

int as_sendmail_apply(struct as_sendmail_wish wish, struct strlist *changed, struct err *e)
{
	char *program;
	int result;

	if (check_root(e) < 0 || check_others(wish, e) < 0)
		return -1;
	program = find_program(e);
	result = program ? take_all(program, wish, changed, e) : -1;
	free(program);
	return result;
}

int as_sendmail_undo(struct strlist *changed, struct err *e)
{
	if (check_root(e) < 0)
		return -1;
	for (size_t i = 0; i < names_count; i++) {
		if (!name_is_ours(names[i]))
			continue;
		if (name_give_back(names[i], e) < 0)
			return -1;
		strlist_add(changed, names[i], names_count);
	}
	return 0;
}

bool as_sendmail_say(const char *root, struct str *out)
{
	struct machine_sendmail m;
	struct str path;
	bool there;

	machine_find_sendmail(root, &m);
	str_init(&path, PATH_MAX);
	str_text(&path, root);
	aside(names[0], &path);
	there = m.ours && access(path.data, F_OK) == 0;
	if (there)
		str_format(out,
			"Another mail server is installed, and its sendmail is set aside as %s%s: "
			"smtpsetup sends this machine's mail. \"smtpsetup program undo %s\" puts "
			"it back.",
			names[0], aside_end, as_sendmail_id);
	str_fini(&path);
	return there;
}
