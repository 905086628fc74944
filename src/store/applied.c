#include "store/applied.h"

#include "base/edit.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/utc.h"
#include "store/config_precheck.h"
#include "store/state.h"
#include "store/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { record_max = 64 * 1024, backup_max = 1024 * 1024, names_max = 64, name_size = 24 };

static const char record_name[] = "record", done_name[] = "done";

/* Where it lies */

static char *applied_path(const char *program, unsigned number, const char *name)
{
	struct str path;
	char *root = state_path("programs");

	str_init(&path, PATH_MAX);
	str_format(&path, "%s/%s", root, program);
	if (number)
		str_format(&path, "/%06u", number);
	if (name)
		str_format(&path, "/%s", name);
	free(root);
	return str_take(&path);
}

static void before_name(char name[name_size], size_t i)
{
	(void)snprintf(name, name_size, "before-%u", (unsigned)i);
}

char *applied_backup(const char *program, unsigned number, size_t i)
{
	char name[name_size];

	before_name(name, i);
	return applied_path(program, number, name);
}

/* Nobody else may choose what is put back. */
static int applied_check_own(const char *path, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) < 0)
		return file_error(e, "look at", path);
	if (!S_ISDIR(st.st_mode) || st.st_uid != geteuid() || st.st_mode & (S_IWGRP | S_IWOTH))
		return err_set(e, EX_CONFIG,
			"%s must be your directory, and only you may write in it", path);
	return 0;
}

int applied_lock(const char *program, struct err *e)
{
	char *lock = applied_path(program, 0, "changes"),
	     *directory = applied_path(program, 0, NULL);
	int result = file_make_parents(lock, e);

	if (result == 0)
		result = applied_check_own(directory, e);
	if (result == 0)
		result = file_lock(lock, e);
	free(directory);
	free(lock);
	return result;
}

/* The numbers that are there; anything else in the directory is not ours. */
static unsigned applied_number(const char *name)
{
	char *end;
	unsigned long number = strtoul(name, &end, 10);

	return end == name + 6 && !*end ? (unsigned)number : 0;
}

static unsigned applied_newest(const char *program)
{
	char *path = applied_path(program, 0, NULL);
	DIR *dir = opendir(path);
	const struct dirent *entry;
	unsigned newest = 0;

	while (dir && (entry = readdir(dir)))
		if (applied_number(entry->d_name) > newest)
			newest = applied_number(entry->d_name);
	if (dir)
		(void)closedir(dir);
	free(path);
	return newest;
}

/* Writing */

static void record_digest(struct str *out, const char *name, const unsigned char *digest)
{
	str_format(out, " %s = \"", name);
	hex_encode(out, digest, file_digest_size);
	str_text(out, "\";");
}

static void record_file(struct str *out, const struct applied_change *c)
{
	unsigned char after[file_digest_size];

	file_digest(c->now->data, c->now->len, after);
	str_text(out, "  { path = ");
	edit_quote(out, c->path);
	str_format(out, "; existed = %s; mode = %u;", c->state->exists ? "true" : "false",
		(unsigned)c->state->mode);
	record_digest(out, "before", c->state->digest);
	record_digest(out, "after", after);
	str_text(out, " }");
}

static void record_write(
	struct str *out, const char *main, const struct applied_change *changes, size_t n)
{
	char at[utc_size];

	utc_text(time(NULL), at);
	str_text(out, "main = ");
	edit_quote(out, main);
	str_format(out, ";\nat = \"%s\";\nfiles = (\n", at);
	for (size_t i = 0; i < n; i++) {
		record_file(out, &changes[i]);
		str_text(out, i + 1 < n ? ",\n" : "\n");
	}
	str_text(out, ");\n");
}

static int applied_put(
	const char *directory, const char *name, const struct str *bytes, struct err *e)
{
	struct str path;
	int result;

	str_init(&path, PATH_MAX);
	str_format(&path, "%s/%s", directory, name);
	result = file_create(path.data, bytes->data, bytes->len, false, e);
	str_fini(&path);
	return result;
}

static int applied_fill(const char *directory, const char *main,
	const struct applied_change *changes, size_t n, struct err *e)
{
	struct str record;
	int result = 0;

	for (size_t i = 0; i < n && result == 0; i++) {
		char name[name_size];

		before_name(name, i);
		result = applied_put(directory, name, changes[i].old, e);
	}
	str_init(&record, record_max);
	record_write(&record, main, changes, n);
	if (result == 0)
		result = applied_put(directory, record_name, &record, e);
	str_fini(&record);
	return result;
}

static int applied_sync(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = fd < 0 || (fsync(fd) < 0 && errno != EINVAL) ? file_error(e, "sync", path) : 0;

	if (fd >= 0)
		(void)close(fd);
	return result;
}

static void applied_remove(const char *directory)
{
	DIR *dir = opendir(directory);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		(void)unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		(void)closedir(dir);
	(void)rmdir(directory);
}

/* The directory gets its name when all is in it. */
static int applied_make(const char *program, const char *final, const char *main,
	const struct applied_change *changes, size_t n, struct err *e)
{
	char *draft = applied_path(program, 0, "new"), *parent = applied_path(program, 0, NULL);
	int result;

	applied_remove(draft); /* of who was cut off */
	result = mkdir(draft, 0700) < 0 ? file_error(e, "create the directory", draft) : 0;
	if (result == 0)
		result = applied_fill(draft, main, changes, n, e);
	if (result == 0)
		result = applied_sync(draft, e);
	if (result == 0 && rename(draft, final) < 0)
		result = file_error(e, "write", final);
	if (result == 0)
		result = applied_sync(parent, e);
	free(parent);
	free(draft);
	return result;
}

unsigned applied_begin(const char *program, const char *main, const struct applied_change *changes,
	size_t n, struct err *e)
{
	unsigned number = applied_newest(program) + 1;
	char *final = applied_path(program, number, NULL);
	int result = applied_make(program, final, main, changes, n, e);

	free(final);
	return result == 0 ? number : 0;
}

int applied_done(const char *program, unsigned number, struct err *e)
{
	const struct str nothing = {.data = (char[]) {""}};
	char *directory = applied_path(program, number, NULL);
	int result = applied_put(directory, done_name, &nothing, e);

	if (result == 0)
		result = applied_sync(directory, e);
	free(directory);
	return result;
}

int applied_reopen(const char *program, unsigned number, struct err *e)
{
	char *mark = applied_path(program, number, done_name);
	int result = unlink(mark) < 0 ? file_error(e, "remove", mark) : 0;

	free(mark);
	return result;
}

/* The record goes first out of sight: half a directory is none. */
void applied_forget(const char *program, unsigned number)
{
	char *directory = applied_path(program, number, NULL),
	     *old = applied_path(program, 0, "old");

	applied_remove(old);
	if (rename(directory, old) == 0)
		applied_remove(old);
	free(old);
	free(directory);
}

/* Reading */

static int applied_read(const char *path, size_t max, struct str *out, struct err *e)
{
	struct file_state state;

	if (file_read_real(path, path, max, out, &state, e) < 0)
		return -1;
	if (!state.exists || state.owner != geteuid())
		return err_set(e, EX_CONFIG, "%s no longer exists", path);
	return 0;
}

static bool record_hex(const config_setting_t *at, const char *name, unsigned char *digest)
{
	const char *text;

	return config_setting_lookup_string(at, name, &text) == CONFIG_TRUE &&
	       strlen(text) == (size_t)2 * file_digest_size &&
	       hex_decode(text, digest, file_digest_size);
}

static bool record_take_file(struct applied_file *file, const config_setting_t *at)
{
	const char *path;
	int existed, mode;

	if (config_setting_lookup_string(at, "path", &path) != CONFIG_TRUE || path[0] != '/' ||
		config_setting_lookup_bool(at, "existed", &existed) != CONFIG_TRUE ||
		config_setting_lookup_int(at, "mode", &mode) != CONFIG_TRUE ||
		!record_hex(at, "before", file->before) || !record_hex(at, "after", file->after))
		return false;
	file->path = mem_text(path);
	file->existed = existed;
	file->mode = (mode_t)mode & 07777;
	return true;
}

static bool record_take(struct applied *a, const config_t *tree)
{
	const config_setting_t *files = config_lookup(tree, "files");
	const char *main, *at;
	int n = files && config_setting_is_list(files) ? config_setting_length(files) : 0;

	if (config_lookup_string(tree, "main", &main) != CONFIG_TRUE ||
		config_lookup_string(tree, "at", &at) != CONFIG_TRUE || n < 1 ||
		n > applied_files_max || !utc_parse(at, &a->at))
		return false;
	a->main = mem_text(main);
	for (int i = 0; i < n; i++)
		if (!record_take_file(
			    &a->files[a->n++], config_setting_get_elem(files, (unsigned)i)))
			return false;
	return true;
}

static int applied_parse(struct applied *a, const char *path, const struct str *text, struct err *e)
{
	config_t tree;
	int result = config_precheck(path, text->data, text->len, e);

	config_init(&tree);
	if (result == 0)
		result = tree_parse(&tree, path, text->data, e);
	if (result == 0 && !record_take(a, &tree))
		result = err_set(e, EX_CONFIG, "%s is not a record of smtpsetup", path);
	config_destroy(&tree);
	return result;
}

int applied_last(const char *program, struct applied *a, struct err *e)
{
	char *path, *done;
	struct str text;
	int result;

	*a = (struct applied) {.number = applied_newest(program)};
	if (!a->number)
		return 0;
	path = applied_path(program, a->number, record_name);
	done = applied_path(program, a->number, done_name);
	str_init(&text, record_max);
	result = applied_read(path, record_max - 1, &text, e);
	if (result == 0)
		result = applied_parse(a, path, &text, e);
	a->done = file_exists(done);
	str_fini(&text);
	free(done);
	free(path);
	return result;
}

void applied_fini(struct applied *a)
{
	for (size_t i = 0; i < applied_files_max; i++)
		free(a->files[i].path);
	free(a->main);
	*a = (struct applied) {0};
}

int applied_before(
	const char *program, const struct applied *a, size_t i, struct str *out, struct err *e)
{
	char *path = applied_backup(program, a->number, i);
	int result = applied_read(path, backup_max, out, e);

	free(path);
	return result;
}

void applied_list(struct strlist *programs)
{
	char *root = state_path("programs");
	DIR *dir = opendir(root);
	const struct dirent *entry;

	*programs = (struct strlist) {0};
	while (dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.' && applied_newest(entry->d_name))
			strlist_add(programs, entry->d_name, names_max);
	if (dir)
		(void)closedir(dir);
	free(root);
}
