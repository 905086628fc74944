#include "command.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { largest = 1000 };

static bool take_size(struct drive *d, char **argv, int *rows, int *cols)
{
	long n[2] = {0};

	if (!drive_number(d, argv[0], 10, 1, largest, &n[0]) ||
		!drive_number(d, argv[1], 10, 1, largest, &n[1]))
		return false;
	*rows = (int)n[0];
	*cols = (int)n[1];
	return true;
}

enum outcome act_size(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return take_size(d, argv, &d->rows, &d->cols) ? DONE : BROKEN;
}

enum outcome act_spawn(struct drive *d, int argc, char **argv)
{
	(void)argc;
	if (child_runs(&d->program.child))
		return drive_broken(d, "the program before has not ended: exit is missing");
	if (program_start(&d->program, argv, &d->vars, d->rows, d->cols) < 0)
		return drive_broken(d, "no terminal: %s", strerror(errno));
	d->settled = false;
	return DONE;
}

enum outcome act_start(struct drive *d, int argc, char **argv)
{
	const char *program = vars_get(&d->vars, "PROGRAM");
	char **whole;
	enum outcome outcome;

	if (!program)
		return drive_broken(d, "start needs --program");
	whole = must(calloc((size_t)argc + 2, sizeof(*whole)));
	whole[0] = must(strdup(program));
	memcpy(whole + 1, argv, (size_t)argc * sizeof(*whole));
	outcome = act_spawn(d, argc + 1, whole);
	free(whole[0]);
	free(whole);
	return outcome;
}

enum outcome act_key(struct drive *d, int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (!term_key(&d->program.term, argv[i]))
			return drive_broken(d, "there is no key %s", argv[i]);
	return DONE;
}

enum outcome act_send(struct drive *d, int argc, char **argv)
{
	(void)argc;
	term_send(&d->program.term, argv[0]);
	return DONE;
}

enum outcome act_paste(struct drive *d, int argc, char **argv)
{
	(void)argc;
	term_paste(&d->program.term, argv[0]);
	return DONE;
}

/* The bytes as they are. */
enum outcome act_paste_file(struct drive *d, int argc, char **argv)
{
	struct bytes content = {0};
	bool there = bytes_read_file(&content, argv[0]) == 0;

	(void)argc;
	if (there)
		term_paste_bytes(&d->program.term, bytes_string(&content), content.n);
	else
		drive_broken(d, "%s: %s", argv[0], strerror(errno));
	bytes_fini(&content);
	return there ? DONE : BROKEN;
}

static bool take_column(const struct term *t, int row, int from, int to, void *user)
{
	(void)t, (void)row, (void)to;
	*(int *)user = from;
	return true;
}

/* With the left button, or the wheel, on the first place where the text stands. */
enum outcome act_mouse(struct drive *d, int argc, char **argv)
{
	static const char *const buttons[] = {"", "click", "", "", "wheel-up", "wheel-down"};
	struct term *t = &d->program.term;
	int button = 1, col;

	(void)argc;
	while (button < 6 && strcmp(buttons[button], argv[0]) != 0)
		button++;
	if (button == 6)
		return drive_broken(d, "the mouse does click, wheel-up or wheel-down");
	/* Behind a wait the whole screen is meant, behind other input what stands there now. */
	if (d->settled && drive_settle(d) == BROKEN)
		return BROKEN;
	for (int row = 0; row < t->rows; row++)
		if (term_find(t, row, argv[1], take_column, &col)) {
			term_mouse(t, row, col, button);
			return DONE;
		}
	return drive_broken(d, "there is no %s to point at", argv[1]);
}

enum outcome act_resize(struct drive *d, int argc, char **argv)
{
	(void)argc;
	if (!take_size(d, argv, &d->rows, &d->cols))
		return BROKEN;
	if (program_resize(&d->program, d->rows, d->cols) < 0)
		return drive_broken(d, "the terminal: %s", strerror(errno));
	return DONE;
}

enum outcome act_signal(struct drive *d, int argc, char **argv)
{
	int number = child_signal_number(argv[0]);

	(void)argc;
	if (!number)
		return drive_broken(d, "there is no signal %s", argv[0]);
	kill(d->program.child.pid, number);
	return DONE;
}

enum outcome act_hang_up(struct drive *d, int argc, char **argv)
{
	(void)argc, (void)argv;
	program_hang_up(&d->program);
	return DONE;
}

enum outcome act_exit(struct drive *d, int argc, char **argv)
{
	struct bytes result;
	bool expected;

	(void)argc;
	if (!d->program.child.ended)
		return NOT_YET;
	result = child_result(&d->program.child);
	expected = !strcmp(result.p, argv[0]);
	if (!expected)
		drive_broken(d, "it ended with %s", result.p);
	bytes_fini(&result);
	return expected ? DONE : BROKEN;
}

enum outcome act_mark(struct drive *d, int argc, char **argv)
{
	(void)argc, (void)argv;
	d->mark_bytes = d->program.log.n;
	d->mark_reads = d->program.reads;
	return DONE;
}

static enum outcome at_most(struct drive *d, const char *text, size_t n)
{
	long most = 0;

	if (!drive_number(d, text, 10, 0, 1L << 30, &most))
		return BROKEN;
	return n <= (size_t)most ? DONE : drive_broken(d, "it was %zu", n);
}

enum outcome act_bytes(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return at_most(d, argv[0], d->program.log.n - d->mark_bytes);
}

enum outcome act_writes(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return at_most(d, argv[0], d->program.reads - d->mark_reads);
}

enum outcome act_wrote(struct drive *d, int argc, char **argv)
{
	const struct bytes *log = &d->program.log;

	(void)argc;
	if (!log->n)
		return NOT_YET;
	return memmem(log->p + d->mark_bytes, log->n - d->mark_bytes, argv[0], strlen(argv[0]))
		       ? DONE
		       : NOT_YET;
}

enum outcome act_never(struct drive *d, int argc, char **argv)
{
	(void)argc;
	if (d->n_canaries == canary_max)
		return drive_broken(d, "there are too many of these");
	drive_drain(d);
	d->canaries[d->n_canaries++] = (struct canary) {
		.text = must(strdup(argv[0])), .from = d->program.log.n, .line = d->script->line};
	return DONE;
}
