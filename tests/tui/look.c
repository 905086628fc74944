#include "command.h"

#include <string.h>

static enum outcome outcome_of(bool holds)
{
	return holds ? DONE : NOT_YET;
}

enum outcome look_has(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return outcome_of(term_has(&d->program.term, argv[0]));
}

enum outcome look_lacks(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return outcome_of(!term_has(&d->program.term, argv[0]));
}

/* A row or column of the script, counted from 1, or from -1 at the far end. */
static bool take_position(struct drive *d, const char *text, int size, int *position)
{
	long n = 0;

	if (!drive_number(d, text, 10, -size, size, &n))
		return false;
	*position = (int)(n < 0 ? size + n : n - 1);
	return n != 0 || drive_broken(d, "rows and columns count from 1") != BROKEN;
}

enum outcome look_row(struct drive *d, int argc, char **argv)
{
	const struct term *t = &d->program.term;
	int row;

	(void)argc;
	if (!take_position(d, argv[0], t->rows, &row))
		return BROKEN;
	return outcome_of(term_find(t, row, argv[1], NULL, NULL));
}

enum outcome look_cursor(struct drive *d, int argc, char **argv)
{
	const struct term *t = &d->program.term;
	const VTermPos at = term_cursor(t);
	int row, col;

	(void)argc;
	if (!take_position(d, argv[0], t->rows, &row) || !take_position(d, argv[1], t->cols, &col))
		return BROKEN;
	return outcome_of(at.row == row && at.col == col);
}

enum outcome look_cursor_in(struct drive *d, int argc, char **argv)
{
	const struct term *t = &d->program.term;

	(void)argc;
	return outcome_of(term_find(t, term_cursor(t).row, argv[0], NULL, NULL));
}

/* Whether all cells of one place where the text stands have all the attributes of the list. */
static bool all_have(const struct term *t, int row, int from, int to, void *user)
{
	for (char **name = user; *name; name++)
		for (int col = from; col < to; col++)
			if (!term_attribute(t, row, col, *name))
				return false;
	return true;
}

enum outcome look_attribute(struct drive *d, int argc, char **argv)
{
	const struct term *t = &d->program.term;

	for (int i = 1; i < argc; i++)
		if (term_attribute(t, 0, 0, argv[i]) < 0)
			return drive_broken(d, "there is no attribute %s", argv[i]);
	for (int row = 0; row < t->rows; row++)
		if (term_find(t, row, argv[0], all_have, argv + 1))
			return DONE;
	bytes_clear(&d->why);
	drive_broken(d, "the text is %s", term_has(t, argv[0]) ? "there, but not so" : "not there");
	return NOT_YET;
}

enum outcome look_no_colour(struct drive *d, int argc, char **argv)
{
	(void)argc, (void)argv;
	return outcome_of(!term_coloured(&d->program.term));
}

enum outcome look_state(struct drive *d, int argc, char **argv)
{
	const struct term *t = &d->program.term;
	const struct {
		const char *name;
		bool on;
	} states[] = {
		{"visible", t->visible},
		{"altscreen", t->altscreen},
		{"mouse", t->mouse},
	};
	bool on = !strcmp(argv[1], "on");

	(void)argc;
	if (!on && strcmp(argv[1], "off"))
		return drive_broken(d, "a state is on or off");
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (!strcmp(argv[0], states[i].name))
			return outcome_of(states[i].on == on);
	return drive_broken(d, "there is no state %s", argv[0]);
}
