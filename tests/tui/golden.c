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

static bool is_wild(const char *line)
{
	return !strncmp(line, wildcard, strlen(wildcard));
}

/* The golden text behind one cell, whatever it says. */
static const char *skip_cell(const char *line)
{
	if (*line)
		line++;
	while ((*line & 0xc0) == 0x80)
		line++;
	return line;
}

/* How many cells of the row the line has right, less those that it has wrong, blanks aside. */
static int row_likeness(const struct term *t, int row, const char *line)
{
	struct bytes cell = {0};
	int likeness = 0;

	for (int col = 0; col < t->cols;) {
		const char *next;

		col += term_cell(t, row, col, &cell);
		next = match_cell(line, cell.p);
		if (!is_wild(line) && (strcmp(cell.p, " ") || (*line && *line != ' ')))
			likeness += next ? 1 : -1;
		line = next ? next : skip_cell(line);
	}
	bytes_fini(&cell);
	return likeness;
}

/* The line with wildcards that the row is like: its own, or that of the row which it was before. */
static const char *like_line(const struct term *t, int row, char *const *lines)
{
	const char *like = NULL;
	int most = 0;

	for (int i = 0; i < t->rows; i++) {
		const char *line = lines[(row + i) % t->rows];
		int likeness = strstr(line, wildcard) ? row_likeness(t, row, line) : 0;

		if (likeness > most) {
			most = likeness;
			like = line;
		}
	}
	return like;
}

/* Is there anything on the screen, from this column on, where the line has wildcards? */
static bool wild_has_text(const struct term *t, int row, int col, const char *line)
{
	struct bytes cell = {0};
	bool text = false;

	for (; !text && is_wild(line) && col < t->cols; line = skip_cell(line)) {
		col += term_cell(t, row, col, &cell);
		text = strcmp(cell.p, " ") != 0;
	}
	bytes_fini(&cell);
	return text;
}

/* The row as it is now, with the wildcards of the line. */
static struct bytes merge_row(const struct term *t, int row, const char *line)
{
	struct bytes whole = {0}, cell = {0};
	bool open = false;

	for (int col = 0; col < t->cols;) {
		open = is_wild(line) && (open || wild_has_text(t, row, col, line));
		line = skip_cell(line);
		col += term_cell(t, row, col, &cell);
		bytes_text(&whole, open ? wildcard : cell.p);
	}
	while (whole.n && whole.p[whole.n - 1] == ' ')
		whole.p[--whole.n] = '\0';
	bytes_fini(&cell);
	return whole;
}

static void update_row(const struct term *t, int row, char *const *lines, FILE *f)
{
	const char *like = like_line(t, row, lines);
	struct bytes now = like ? merge_row(t, row, like) : term_row(t, row);

	fprintf(f, "%s\n", match_row(t, row, lines[row]) ? lines[row] : bytes_string(&now));
	bytes_fini(&now);
}

/* Rows that match stay as they are; those that are like one with wildcards keep these. */
static enum outcome update(struct drive *d, const char *path, char *rest)
{
	const struct term *t = &d->program.term;
	char **lines = must(calloc((size_t)t->rows, sizeof(*lines)));
	FILE *f = golden_create(d, path);

	for (int row = 0; row < t->rows; row++)
		lines[row] = next_line(&rest);
	for (int row = 0; f && row < t->rows; row++)
		update_row(t, row, lines, f);
	free(lines);
	if (!f)
		return BROKEN;
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
