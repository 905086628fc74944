#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { all_modes = 07777 };

static void make_folders(const char *path)
{
	char *copy = must(strdup(path));

	for (char *p = copy + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		mkdir(copy, 0700);
		*p = '/';
	}
	free(copy);
}

enum outcome file_write(struct drive *d, int argc, char **argv)
{
	FILE *f;

	(void)argc;
	make_folders(argv[0]);
	f = fopen(argv[0], "we");
	if (!f)
		return drive_broken(d, "%s: %s", argv[0], strerror(errno));
	fchmod(fileno(f), 0600);
	fputs(argv[1], f);
	if (ferror(f) | fclose(f))
		return drive_broken(d, "%s: it cannot be written", argv[0]);
	return DONE;
}

enum outcome file_set_mode(struct drive *d, int argc, char **argv)
{
	long mode = 0;

	(void)argc;
	if (!drive_number(d, argv[1], 8, 0, all_modes, &mode))
		return BROKEN;
	if (chmod(argv[0], (mode_t)mode) < 0)
		return drive_broken(d, "%s: %s", argv[0], strerror(errno));
	return DONE;
}

static bool take_file(struct drive *d, const char *path, struct bytes *content)
{
	if (bytes_read_file(content, path) == 0)
		return true;
	drive_broken(d, "%s: %s", path, strerror(errno));
	return false;
}

static bool contains(const struct bytes *content, const char *text)
{
	return content->n && memmem(content->p, content->n, text, strlen(text));
}

static enum outcome search(struct drive *d, char **argv, bool wanted)
{
	struct bytes content = {0};
	enum outcome outcome = BROKEN;

	if (take_file(d, argv[0], &content)) {
		bool found = contains(&content, argv[1]);

		outcome = found == wanted ? DONE
					  : drive_broken(d, "%s has %s that text", argv[0],
						    found ? "got" : "not got");
	}
	bytes_fini(&content);
	return outcome;
}

enum outcome file_has(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return search(d, argv, true);
}

enum outcome file_lacks(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return search(d, argv, false);
}

enum outcome file_mode(struct drive *d, int argc, char **argv)
{
	struct stat st;
	long mode = 0;

	(void)argc;
	if (!drive_number(d, argv[1], 8, 0, all_modes, &mode))
		return BROKEN;
	if (stat(argv[0], &st) < 0)
		return drive_broken(d, "%s: %s", argv[0], strerror(errno));
	if ((st.st_mode & all_modes) == (mode_t)mode)
		return DONE;
	return drive_broken(d, "%s has the mode %04o", argv[0], (unsigned)st.st_mode & all_modes);
}

enum outcome file_same(struct drive *d, int argc, char **argv)
{
	struct bytes one = {0}, two = {0};
	enum outcome outcome = BROKEN;

	(void)argc;
	if (take_file(d, argv[0], &one) && take_file(d, argv[1], &two)) {
		bool same =
			one.n == two.n && !memcmp(bytes_string(&one), bytes_string(&two), one.n);

		outcome = same ? DONE : drive_broken(d, "they differ");
	}
	bytes_fini(&one);
	bytes_fini(&two);
	return outcome;
}

enum outcome file_none(struct drive *d, int argc, char **argv)
{
	struct stat st;

	(void)argc;
	if (lstat(argv[0], &st) < 0 && errno == ENOENT)
		return DONE;
	return drive_broken(d, "%s is there", argv[0]);
}
