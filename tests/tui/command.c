#include "command.h"

#include <string.h>

enum {
	any = -1,
	/* When a command may run, and how often it is tried. */
	alone = 0,    /* needs no program */
	fact = 1,     /* the same, and a test */
	input = 2,    /* to a program that runs; the screen is unsettled behind it */
	wait_for = 3, /* tried until it holds */
	at_once = 4,  /* must hold now, and only behind a wait, when the screen is settled */
};

static const struct row {
	const char *name;
	const char *usage;
	int min, max;
	int when;
	command *run;
} table[] = {
	{"case", "NAME", 1, 1, alone, around_case},
	{"include", "FILE", 1, 1, alone, around_include},
	{"limit", "SECONDS", 1, 1, alone, around_limit},
	{"env", "NAME=VALUE...", 1, any, alone, around_env},
	{"unset", "NAME...", 1, any, alone, around_unset},
	{"set", "NAME=VALUE...", 1, any, alone, around_set},

	{"size", "ROWS COLUMNS", 2, 2, alone, act_size},
	{"start", "[ARGUMENT...]", 0, any, alone, act_start},
	{"spawn", "COMMAND...", 1, any, alone, act_spawn},
	{"exit", "STATUS|signal:NAME", 1, 1, wait_for, act_exit},

	{"key", "KEY[*TIMES]...", 1, any, input, act_key},
	{"type", "TEXT", 1, 1, input, act_send},
	{"paste", "TEXT", 1, 1, input, act_paste},
	{"paste-file", "PATH", 1, 1, input, act_paste_file},
	{"mouse", "click|wheel-up|wheel-down TEXT", 2, 2, input, act_mouse},
	{"send", "BYTES", 1, 1, input, act_send},
	{"resize", "ROWS COLUMNS", 2, 2, input, act_resize},
	{"signal", "NAME", 1, 1, input, act_signal},
	{"hangup", "", 0, 0, input, act_hang_up},

	{"wait", "TEXT", 1, 1, wait_for, look_has},
	{"wait-row", "ROW TEXT", 2, 2, wait_for, look_row},
	{"gone", "TEXT", 1, 1, wait_for, look_lacks},
	{"not", "TEXT", 1, 1, at_once, look_lacks},
	{"cursor", "ROW COLUMN", 2, 2, wait_for, look_cursor},
	{"cursor-in", "TEXT", 1, 1, wait_for, look_cursor_in},
	{"attr", "TEXT ATTRIBUTE...", 2, any, wait_for, look_attribute},
	{"no-colour", "", 0, 0, at_once, look_no_colour},
	{"state", "visible|altscreen|mouse on|off", 2, 2, wait_for, look_state},
	{"golden", "NAME", 1, 1, wait_for, look_golden},
	{"golden-looks", "NAME KIND", 2, 2, wait_for, look_golden_looks},

	{"bytes-mark", "", 0, 0, at_once, act_mark},
	{"bytes-at-most", "NUMBER", 1, 1, at_once, act_bytes},
	{"writes-at-most", "NUMBER", 1, 1, at_once, act_writes},
	{"wrote", "BYTES", 1, 1, wait_for, act_wrote},
	{"never", "TEXT", 1, 1, fact, act_never},

	{"file", "PATH <<END", 2, 2, alone, file_write},
	{"mode", "PATH OCTAL", 2, 2, alone, file_set_mode},
	{"file-has", "PATH TEXT", 2, 2, fact, file_has},
	{"file-lacks", "PATH TEXT", 2, 2, fact, file_lacks},
	{"file-mode", "PATH OCTAL", 2, 2, fact, file_mode},
	{"same-file", "PATH PATH", 2, 2, fact, file_same},
	{"no-file", "PATH", 1, 1, fact, file_none},

	{"background", "COMMAND...", 1, any, alone, around_background},
	{"server", "FILE [ARGUMENT...]", 1, any, alone, around_server},
	{"run", "COMMAND...", 1, any, alone, around_run},
	{"run-status", "STATUS COMMAND...", 2, any, alone, around_run_status},
};

struct trial {
	struct drive *d;
	const struct row *row;
	int argc;
	char **argv;
	enum outcome outcome;
	bool over;
};

static bool tried(void *what)
{
	struct trial *t = what;

	/* Before the try: what the program wrote last must have been seen by it. */
	t->over = drive_program_over(t->d);
	bytes_clear(&t->d->why);
	t->outcome = t->row->run(t->d, t->argc, t->argv);
	return t->outcome != NOT_YET || t->over;
}

static enum outcome run_until(struct trial *t)
{
	struct drive *d = t->d;
	struct bytes result;

	if (drive_until(d, tried, t) && t->outcome != NOT_YET) {
		d->settled = true;
		return t->outcome;
	}
	if (!t->over)
		return drive_broken(d, "not so within %d s", d->limit);
	result = child_result(&d->program.child);
	drive_broken(d, "not so, and the program has ended: %s", bytes_string(&result));
	bytes_fini(&result);
	return BROKEN;
}

static enum outcome run_at_once(struct trial *t)
{
	if (!t->d->settled)
		return drive_broken(
			t->d, "no wait since the last input: the screen may change yet");
	if (drive_settle(t->d) == BROKEN)
		return BROKEN;
	t->outcome = t->row->run(t->d, t->argc, t->argv);
	return t->outcome == NOT_YET ? drive_broken(t->d, "not so") : t->outcome;
}

static enum outcome run_input(struct trial *t)
{
	struct drive *d = t->d;
	enum outcome outcome;

	drive_drain(d);
	if (!child_runs(&d->program.child) || d->program.master < 0)
		return drive_broken(d, "there is no program that could take it");
	outcome = t->row->run(d, t->argc, t->argv);
	d->settled = false;
	return outcome == BROKEN ? BROKEN : drive_flush(d);
}

static enum outcome run_alone(struct trial *t)
{
	return t->row->run(t->d, t->argc, t->argv);
}

/* A test that looks for "" always passes. */
static bool proves_nothing(const struct trial *t)
{
	bool tests = t->row->when == fact || t->row->when >= wait_for;

	for (int i = 0; tests && i < t->argc; i++)
		if (!*t->argv[i])
			return true;
	return false;
}

static enum outcome run_row(struct trial *t)
{
	static enum outcome (*const ways[])(struct trial *) = {
		[alone] = run_alone,
		[fact] = run_alone,
		[input] = run_input,
		[wait_for] = run_until,
		[at_once] = run_at_once,
	};

	if (t->argc < t->row->min || (t->row->max != any && t->argc > t->row->max))
		return drive_broken(t->d, "usage: %s %s", t->row->name, t->row->usage);
	if (proves_nothing(t))
		return drive_broken(t->d, "an empty text proves nothing");
	if (t->row->when > fact && !t->d->program.child.pid)
		return drive_broken(t->d, "no program was started");
	return ways[t->row->when](t);
}

enum outcome command_run(struct drive *d, struct words *w)
{
	if (w->here && words_here(w, d->script, &d->vars, &d->why) < 0)
		return BROKEN;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (!strcmp(table[i].name, w->v[0])) {
			struct trial t = {
				.d = d, .row = &table[i], .argc = w->n - 1, .argv = w->v + 1};

			return run_row(&t);
		}
	return drive_broken(d, "there is no command %s", w->v[0]);
}
