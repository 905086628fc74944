#include "play.h"

#include "command.h"
#include "report.h"

#include <errno.h>
#include <string.h>

enum { deepest = 8 };

static enum outcome play_line(struct drive *d, const char *line)
{
	struct words w;
	enum outcome outcome = BROKEN;

	bytes_clear(&d->why);
	if (words_split(&w, line, &d->vars, &d->why) == 0)
		outcome = w.n ? command_run(d, &w) : DONE;
	if (outcome != BROKEN && d->sung)
		outcome = drive_broken(d, "line %d forbids what the program wrote", d->sung);
	if (outcome == BROKEN && !d->failed)
		report_failure(d, line, &w);
	words_fini(&w);
	return outcome;
}

/* A program that is left running would hide how it ends: with a leak, or not at all. */
static enum outcome play_end(struct drive *d)
{
	const struct words none = {0};

	if (child_runs(&d->program.child)) {
		drive_broken(d, "the program has not ended: exit is missing");
		return report_failure(d, "the end of the script", &none);
	}
	report_case(d, NULL);
	return DONE;
}

static int depth(const struct script *s)
{
	return s ? 1 + depth(s->outer) : 0;
}

enum outcome play_file(struct drive *d, const char *path)
{
	struct script s;
	enum outcome outcome = DONE;
	const char *line;

	if (depth(d->script) == deepest)
		return drive_broken(d, "there are too many files inside each other");
	if (script_open(&s, path) < 0)
		return drive_broken(d, "%s: %s", path, strerror(errno));
	s.outer = d->script;
	d->script = &s;
	while (outcome != BROKEN && (line = script_line(&s)))
		outcome = play_line(d, line);
	if (outcome != BROKEN && !s.outer)
		outcome = play_end(d);
	d->script = s.outer;
	script_close(&s);
	return outcome;
}
