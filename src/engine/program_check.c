#include "engine/program_check.h"

#include "base/file.h"
#include "base/mem.h"
#include "engine/program_run.h"
#include "store/state.h"

#include <dirent.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of a directory; of a file in bytes: Debian's template for Exim has 80 KB; and conf.d/main. */
enum { copies_max = 200, copy_max = 1024 * 1024, copy_depth = 2 };

static bool check_needs(const char *const *command, const char *mark)
{
	for (; *command; command++)
		if (strstr(*command, mark))
			return true;
	return false;
}

/* The path from the main file's directory on; NULL: it is not there, nor below. */
static const char *check_beside(const char *path, const char *main)
{
	size_t len = (size_t)(strrchr(main, '/') - main) + 1;

	return strncmp(path, main, len) == 0 ? path + len : NULL;
}

/* As old as can be: Postfix reads a file only when it is some seconds old. */
static void check_put(const char *directory, const char *name, const struct str *text)
{
	static const struct timespec old[2];
	struct str path;
	struct err e;

	str_init(&path, PATH_MAX);
	str_format(&path, "%s/%s", directory, name);
	(void)file_create(path.data, text->data, text->len, true, &e);
	(void)utimensat(AT_FDCWD, path.data, old, 0);
	str_fini(&path);
}

static void check_copy_file(const char *path, const char *directory, const char *name)
{
	struct file_state state;
	struct str text;
	struct err e;

	str_init(&text, copy_max);
	if (file_read_real(path, path, copy_max, &text, &state, &e) == 0)
		check_put(directory, name, &text);
	str_wipe(&text);
}

/* What lies beside the main file and below, as far as it is a text of that size. */
static void check_copy(const char *from, const char *to, int depth)
{
	DIR *dir = opendir(from);
	const struct dirent *entry;

	for (int n = 0; dir && n < copies_max && (entry = readdir(dir)); n++) {
		struct str source, copy;

		str_init(&source, PATH_MAX);
		str_init(&copy, PATH_MAX);
		str_format(&source, "%s/%s", from, entry->d_name);
		str_format(&copy, "%s/%s", to, entry->d_name);
		if (entry->d_type == DT_REG)
			check_copy_file(source.data, to, entry->d_name);
		else if (entry->d_type == DT_DIR && entry->d_name[0] != '.' && depth &&
			 mkdir(copy.data, S_IRWXU) == 0)
			check_copy(source.data, copy.data, depth - 1);
		str_fini(&copy);
		str_fini(&source);
	}
	if (dir)
		(void)closedir(dir);
}

static void check_clear(const char *directory)
{
	DIR *dir = opendir(directory);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct str path;

		str_init(&path, PATH_MAX);
		str_format(&path, "%s/%s", directory, entry->d_name);
		if (entry->d_type != DT_DIR)
			(void)unlink(path.data);
		else if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			check_clear(path.data);
		str_fini(&path);
	}
	if (dir)
		(void)closedir(dir);
	(void)rmdir(directory);
}

static int check_directory(const struct codec *codec, const char *from, const char *main,
	const struct check_file *files, size_t n, bool *missing, struct err *e)
{
	char *directory = state_path("check.XXXXXX");
	int result;

	if (file_make_parents(directory, e) < 0 || !mkdtemp(directory)) {
		free(directory);
		return err_set(e, EX_CANTCREAT, "cannot make a directory to check %s in", main);
	}
	check_copy(from, directory, copy_depth);
	for (size_t i = 0; i < n; i++) {
		const char *name = check_beside(files[i].path, main);

		if (name)
			check_put(directory, name, files[i].text);
	}
	result = program_run(codec->parser, codec->name, main, directory, missing, e);
	check_clear(directory);
	free(directory);
	return result;
}

int program_check(const struct codec *codec, const char *root, const char *main,
	const struct check_file *files, size_t n, bool *missing, struct err *e)
{
	struct str whole, file;
	int result;

	*missing = false;
	if (!codec->parser)
		return 0;
	str_init(&whole, PATH_MAX);
	str_init(&file, PATH_MAX);
	str_format(&whole, "%s%s", root, main);
	str_text(&file, whole.data);
	*strrchr(whole.data, '/') = '\0';
	for (size_t i = 0; i < n; i++)
		if (strcmp(files[i].path, main) == 0) {
			str_clear(&file);
			str_format(&file, "%s/%s", whole.data, files[i].staged);
		}
	if (check_needs(codec->parser, "%d"))
		result = check_directory(codec, whole.data, main, files, n, missing, e);
	else
		result = program_run(codec->parser, codec->name, file.data, "", missing, e);
	str_fini(&file);
	str_fini(&whole);
	return result;
}
