#include "command.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char wildcard[] = "\xc2\xbf"; /* U+00BF */

/* The golden text behind one cell, or NULL when the cell is not what it says. */
static const char *match_cell(const char *line, const char *cell)
{
	size_t len = strlen(cell);

	if (!*line)
		return strcmp(cell, " ") ? NULL : line;
	if (!strncmp(line, wildcard, strlen(wildcard)))
		return line + strlen(wildcard);
	return strncmp(line, cell, len) ? NULL : line + len;
}

static bool match_row(const struct term *t, int row, const char *line)
{
	struct bytes cell = {0};

	for (int col = 0; line && col < t->cols;) {
		col += term_cell(t, row, col, &cell);
		line = match_cell(line, cell.p);
	}
	bytes_fini(&cell);
	return line && !line[strspn(line, " ")];
}

/* The lines of the golden file, "" behind its end. */
static char *next_line(char **rest)
{
	static char nothing[1];
	char *line = *rest && **rest ? strsep(rest, "\n") : NULL;

	return line ? line : nothing;
}

static enum outcome compare(struct drive *d, char *rest)
{
	const struct term *t = &d->program.term;
	enum outcome outcome = DONE;

	for (int row = 0; row < t->rows; row++) {
		const char *line = next_line(&rest);

		if (match_row(t, row, line))
			continue;
		drive_broken(d, "row %d should be |%s|", row + 1, line);
		outcome = NOT_YET;
	}
	if (*next_line(&rest)) {
		drive_broken(d, "the golden file has more rows than the screen");
		outcome = NOT_YET;
	}
	return outcome;
}

FILE *golden_create(struct drive *d, const char *path)
{
	char *dir = must(strdup(path));
	FILE *f;

	mkdir(dirname(dir), 0777);
	free(dir);
	f = fopen(path, "we");
	if (!f)
		drive_broken(d, "%s: %s", path, strerror(errno));
	return f;
}

/* Rows that match stay as they are, with their wildcards. */
static enum outcome update(struct drive *d, const char *path, char *rest)
{
	const struct term *t = &d->program.term;
	FILE *f = golden_create(d, path);

	if (!f)
		return BROKEN;
	for (int row = 0; row < t->rows; row++) {
		const char *line = next_line(&rest);
		struct bytes now = term_row(t, row);

		fprintf(f, "%s\n", match_row(t, row, line) ? line : bytes_string(&now));
		bytes_fini(&now);
	}
	if (ferror(f) | fclose(f))
		return drive_broken(d, "%s: it cannot be written", path);
	return DONE;
}

char *golden_path(const struct drive *d, const char *name, const char *suffix)
{
	const char *dir = vars_get(&d->vars, "GOLDEN_DIR");
	struct bytes file = {0};
	char *path;

	bytes_format(&file, "%s/%s%s", dir ? dir : "golden", name, suffix);
	path = script_path(d->script, file.p);
	bytes_fini(&file);
	return path;
}

enum outcome look_golden(struct drive *d, int argc, char **argv)
{
	char *path = golden_path(d, argv[0], ".txt");
	struct bytes text = {0};
	enum outcome outcome;
	bool there = bytes_read_file(&text, path) == 0;

	(void)argc;
	bytes_text(&text, "");
	bytes_clear(&d->why);
	if (d->update) {
		outcome = drive_settle(d) == DONE ? update(d, path, text.p) : BROKEN;
	} else if (!there) {
		outcome = drive_broken(d, "%s: it cannot be read (--update writes it)", path);
	} else {
		outcome = compare(d, text.p);
	}
	bytes_fini(&text);
	free(path);
	return outcome;
}
