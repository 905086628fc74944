#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_result(struct drive *d, bool ok)
{
	printf("%s %d - %s%s%s\n", ok ? "ok" : "not ok", ++d->tap->count, d->name,
		d->case_name ? ": " : "", d->case_name ? d->case_name : "");
	d->tap->failed += !ok;
}

static void print_words(const struct words *w)
{
	printf("# that is:");
	for (int i = 0; i < w->n; i++)
		printf(" %s", w->v[i]);
	putchar('\n');
}

static void print_screen(const struct term *t)
{
	VTermPos at;

	if (!t->vt)
		return;
	at = term_cursor(t);
	printf("# screen of %d rows and %d columns, cursor at %d %d%s\n", t->rows, t->cols,
		at.row + 1, at.col + 1, t->visible ? "" : ", hidden");
	for (int row = 0; row < t->rows; row++) {
		struct bytes text = term_row(t, row);

		printf("# %3d|%s\n", row + 1, bytes_string(&text));
		bytes_fini(&text);
	}
}

enum outcome report_failure(struct drive *d, const char *line, const struct words *w)
{
	print_result(d, false);
	if (d->script)
		printf("# %s:%d: %s\n", d->script->outer ? d->script->name : d->name,
			d->script->line, line);
	if (strchr(line, '$') && w->n)
		print_words(w);
	report_comment(bytes_string(&d->why));
	print_screen(&d->program.term);
	d->failed = true;
	return BROKEN;
}

void report_case(struct drive *d, const char *name)
{
	if (d->case_name || !name)
		print_result(d, true);
	free(d->case_name);
	d->case_name = name ? must(strdup(name)) : NULL;
}

void report_comment(const char *text)
{
	char *copy = must(strdup(text)), *rest = copy, *line;

	while ((line = strsep(&rest, "\n")))
		if (*line)
			printf("# %s\n", line);
	free(copy);
}
