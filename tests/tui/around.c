#include "command.h"

#include "play.h"
#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What run and run-status write, in the scratch folder. */
static const char output[] = "output";

enum outcome around_case(struct drive *d, int argc, char **argv)
{
	(void)argc;
	report_case(d, argv[0]);
	return DONE;
}

enum outcome around_include(struct drive *d, int argc, char **argv)
{
	char *path = script_path(d->script, argv[0]);
	enum outcome outcome = play_file(d, path);

	(void)argc;
	free(path);
	return outcome;
}

enum outcome around_limit(struct drive *d, int argc, char **argv)
{
	long n = 0;

	(void)argc;
	if (!drive_number(d, argv[0], 10, 1, 3600, &n))
		return BROKEN;
	d->limit = (int)n;
	return DONE;
}

static enum outcome assign(struct drive *d, char **argv, bool exported)
{
	for (; *argv; argv++)
		if (!vars_assign(&d->vars, *argv, exported))
			return drive_broken(d, "%s is not NAME=VALUE", *argv);
	return DONE;
}

enum outcome around_env(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return assign(d, argv, true);
}

enum outcome around_set(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return assign(d, argv, false);
}

enum outcome around_unset(struct drive *d, int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		vars_unset(&d->vars, argv[i]);
	return DONE;
}

static bool has_said(void *what)
{
	const struct helper *h = what;

	return h->has_said || h->out < 0;
}

/* The words of the first line that are NAME=VALUE become variables. */
static enum outcome take_variables(struct drive *d, struct helper *h)
{
	char *rest, *word;

	if (!drive_until(d, has_said, h) || !h->has_said)
		return drive_broken(d, "it has not said its first line");
	bytes_text(&h->said, "");
	rest = h->said.p;
	while ((word = strsep(&rest, " \t\r")))
		vars_assign(&d->vars, word, false);
	return DONE;
}

enum outcome around_background(struct drive *d, int argc, char **argv)
{
	struct helper *h = &d->helpers[d->n_helpers];

	(void)argc;
	if (d->n_helpers == helper_max)
		return drive_broken(d, "there are too many of these");
	if (helper_start(h, argv, &d->vars) < 0)
		return drive_broken(d, "%s: %s", argv[0], strerror(errno));
	d->n_helpers++;
	return take_variables(d, h);
}

/* $SERVER is a command of several words; the path that follows is one from the script's folder. */
enum outcome around_server(struct drive *d, int argc, char **argv)
{
	const char *server = vars_get(&d->vars, "SERVER");
	char *path = script_path(d->script, argv[0]);
	struct words w = {0};
	enum outcome outcome = BROKEN;

	if (!server)
		drive_broken(d, "the variable SERVER is not set");
	else if (words_split(&w, server, &d->vars, &d->why) == 0) {
		words_add(&w, path, strlen(path));
		for (int i = 1; i < argc; i++)
			words_add(&w, argv[i], strlen(argv[i]));
		outcome = around_background(d, w.n, w.v);
	}
	words_fini(&w);
	free(path);
	return outcome;
}

static enum outcome run_for(struct drive *d, const char *wanted, char **argv)
{
	struct child c = {0};
	struct bytes result, said = {0};
	enum outcome outcome = BROKEN;

	if (command_start(&c, argv, &d->vars, output) < 0)
		return drive_broken(d, "%s: %s", argv[0], strerror(errno));
	if (drive_reap(d, &c) == BROKEN)
		return BROKEN;
	result = child_result(&c);
	if (!strcmp(result.p, wanted)) {
		outcome = DONE;
	} else {
		bytes_read_file(&said, output);
		drive_broken(d, "it ended with %s and said:", result.p);
		bytes_text(&d->why, bytes_string(&said));
	}
	bytes_fini(&result);
	bytes_fini(&said);
	return outcome;
}

enum outcome around_run(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return run_for(d, "0", argv);
}

enum outcome around_run_status(struct drive *d, int argc, char **argv)
{
	(void)argc;
	return run_for(d, argv[0], argv + 1);
}
