/* Golden looks: which cells of the screen have which attributes, beside the golden text. */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { styles_max = 26, any_text = -2 };

struct looks {
	int rows, cols;
	int *cells; /* numbers of styles; any_text where the golden text is any one character */
	char *names[styles_max];
	int used[styles_max];
	int n;
};

static const char wildcard[] = "\xc2\xbf"; /* U+00BF */

static int style_number(struct looks *l, const char *name)
{
	for (int i = 0; i < l->n; i++)
		if (!strcmp(l->names[i], name))
			return i;
	if (l->n == styles_max)
		return styles_max - 1;
	l->names[l->n] = must(strdup(name));
	return l->n++;
}

/* Marks the cells of the row that the golden text leaves open. */
static void mark_wildcards(struct looks *l, int row, const char *line)
{
	for (int col = 0; *line && *line != '\n' && col < l->cols; col++) {
		if (!strncmp(line, wildcard, strlen(wildcard)))
			l->cells[row * l->cols + col] = any_text;
		line++;
		while ((*line & 0xc0) == 0x80)
			line++;
	}
}

/* Of nothing but a ground. */
static bool is_ground(const char *name)
{
	return !strchr(name, ' ') && (!strcmp(name, "plain") || !strncmp(name, "bg:", 3));
}

static bool same_ground(const char *one, const char *ground)
{
	const char *bg = strstr(one, "bg:");

	if (!bg)
		return !strcmp(ground, "plain");
	return !strncmp(bg, ground, strcspn(bg, " ")) && strlen(ground) == strcspn(bg, " ");
}

/* Blanks between two words of one style are of that style. */
static void join_words(struct looks *l, int row)
{
	int *cells = l->cells + row * l->cols;

	for (int col = 1, end; col < l->cols; col = end) {
		const char *before = l->names[cells[col - 1]];

		for (end = col; end < l->cols && is_ground(l->names[cells[end]]);)
			end++;
		if (end < l->cols && cells[end] == cells[col - 1])
			for (int i = col; i < end && same_ground(before, l->names[cells[i]]); i++)
				cells[i] = cells[col - 1];
		end += end == col;
	}
}

static void look_at_row(struct looks *l, const struct term *t, int row)
{
	struct bytes name = {0};
	int *cells = l->cells + row * l->cols, last = 0;

	for (int col = 0; col < l->cols; col++) {
		if (cells[col] != any_text) {
			bytes_clear(&name);
			term_style(t, row, col, &name);
			last = style_number(l, bytes_string(&name));
		}
		cells[col] = last;
	}
	bytes_fini(&name);
	join_words(l, row);
	for (int col = 0; col < l->cols; col++)
		l->used[cells[col]]++;
}

static void looks_init(struct looks *l, const struct term *t, const char *text)
{
	*l = (struct looks) {.rows = t->rows, .cols = t->cols};
	l->cells = must(calloc((size_t)t->rows * (size_t)t->cols, sizeof(*l->cells)));
	for (int row = 0; row < l->rows; row++) {
		mark_wildcards(l, row, text);
		look_at_row(l, t, row);
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
}

static void looks_fini(struct looks *l)
{
	for (int i = 0; i < l->n; i++)
		free(l->names[i]);
	free(l->cells);
}

static int most_used(const struct looks *l)
{
	int most = 0;

	for (int i = 1; i < l->n; i++)
		if (l->used[i] > l->used[most])
			most = i;
	return most;
}

static void add_runs(const struct looks *l, int row, int rest, struct bytes *out)
{
	const int *cells = l->cells + row * l->cols;
	size_t before = out->n;

	for (int col = 0, end; col < l->cols; col = end) {
		for (end = col + 1; end < l->cols && cells[end] == cells[col];)
			end++;
		if (cells[col] == rest)
			continue;
		if (out->n == before)
			bytes_format(out, "%2d", row + 1);
		bytes_format(
			out, end - col > 1 ? " %c%d-%d" : " %c%d", 'a' + cells[col], col + 1, end);
	}
	if (out->n > before)
		bytes_text(out, "\n");
}

/* The legend, then the rows with what is not as most of the screen is: letter and columns. */
static void looks_write(const struct looks *l, struct bytes *out)
{
	int rest = most_used(l);

	for (int i = 0; i < l->n; i++)
		bytes_format(
			out, "%c %s%s\n", 'a' + i, l->names[i], i == rest ? " (the rest)" : "");
	for (int row = 0; row < l->rows; row++)
		add_runs(l, row, rest, out);
}

static enum outcome compare(struct drive *d, const char *wanted, const char *now)
{
	enum outcome outcome = DONE;

	while (*wanted || *now) {
		size_t w = strcspn(wanted, "\n"), n = strcspn(now, "\n");

		if (w != n || strncmp(wanted, now, n)) {
			drive_broken(
				d, "should look |%.*s|, is |%.*s|", (int)w, wanted, (int)n, now);
			outcome = NOT_YET;
		}
		wanted += w + (wanted[w] == '\n');
		now += n + (now[n] == '\n');
	}
	return outcome;
}

static enum outcome write_file(struct drive *d, const char *path, const struct bytes *now)
{
	FILE *f = golden_create(d, path);

	if (!f)
		return BROKEN;
	fwrite(now->p, 1, now->n, f);
	return ferror(f) | fclose(f) ? drive_broken(d, "%s: it cannot be written", path) : DONE;
}

static enum outcome look_at(struct drive *d, const char *path, const char *text)
{
	struct bytes now = {0}, wanted = {0};
	enum outcome outcome;
	struct looks l;

	looks_init(&l, &d->program.term, text);
	looks_write(&l, &now);
	bytes_clear(&d->why);
	if (d->update)
		outcome = write_file(d, path, &now);
	else if (bytes_read_file(&wanted, path) < 0)
		outcome = drive_broken(d, "%s: it cannot be read (--update writes it)", path);
	else
		outcome = compare(d, bytes_string(&wanted), bytes_string(&now));
	looks_fini(&l);
	bytes_fini(&now);
	bytes_fini(&wanted);
	return outcome;
}

/* The text of golden/NAME.txt, and the looks of golden/KIND/NAME.looks. */
enum outcome look_golden_looks(struct drive *d, int argc, char **argv)
{
	enum outcome outcome = look_golden(d, 1, argv);
	struct bytes name = {0}, text = {0};
	char *path = golden_path(d, argv[0], ".txt");

	(void)argc;
	if (outcome == DONE) {
		(void)bytes_read_file(&text, path);
		free(path);
		bytes_format(&name, "%s/%s", argv[1], argv[0]);
		path = golden_path(d, bytes_string(&name), ".looks");
		outcome = look_at(d, path, bytes_string(&text));
	}
	free(path);
	bytes_fini(&name);
	bytes_fini(&text);
	return outcome;
}
