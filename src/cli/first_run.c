#include "cli/first_run.h"

#include "cli/json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { exit_skipped = 1 };

static int end_as(const char *word, int code)
{
	json_t *document = json_document();

	if (!json_is_wanted())
		(void)printf("%s\n", word);
	json_object_set_new(document, "result", json_string(word));
	json_print(document);
	return cli_end_output(code);
}

/* A program in the background would be stopped for ever by the first question. */
static bool somebody_is_there(const struct cli *cli)
{
	const char *frontend = getenv("DEBIAN_FRONTEND");

	if (frontend && strcmp(frontend, "noninteractive") == 0)
		return false;
	if (cli->options[OPTION_PLAIN] && !isatty(STDIN_FILENO))
		return true; /* the answers come from a file or a program */
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	       tcgetpgrp(STDIN_FILENO) == getpgrp();
}

/* Returns an exit code; configured is what the file says. */
static int first_run_look(const struct cli *cli, bool *configured)
{
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);

	if (code)
		return code;
	*configured = session_is_configured(&s);
	session_close(&s);
	return 0;
}

static int first_run_defer(void)
{
	cli_say(0, "mail is not set up yet, and there is no terminal to ask on. To set it up "
		   "later: smtpsetup wizard");
	return end_as("deferred", EX_TEMPFAIL);
}

int first_run(const struct cli *cli, int (*ask)(const struct cli *cli))
{
	bool configured = false;
	int code = first_run_look(cli, &configured);

	if (code)
		return end_as("failed", code);
	if (configured)
		return end_as("configured", 0);
	if (!somebody_is_there(cli))
		return first_run_defer();
	code = ask(cli);
	if (code == EX_USAGE)
		return first_run_defer(); /* the answers ended too early, or the terminal cannot be
					     used */
	if (code || first_run_look(cli, &configured) != 0)
		return end_as("failed", code);
	return configured ? end_as("configured", 0) : end_as("skipped", exit_skipped);
}
