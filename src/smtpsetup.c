/* The program: picks a door. A verb goes to the command line, no verb to the form. */
#include "cli/cli.h"

#include <locale.h>
#include <signal.h>
#include <unistd.h>

/* A closed pipe is an error of the write, not the end of the program. */
static void keep_alive_on_closed_pipes(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	(void)sigemptyset(&ignore.sa_mask);
	(void)sigaction(SIGPIPE, &ignore, NULL);
}

int main(int argc, char **argv)
{
	struct cli cli;

	(void)setlocale(LC_CTYPE, "");
	keep_alive_on_closed_pipes();
	if (cli_parse(&cli, argc, argv) < 0)
		return EX_USAGE;
	if (cli.verb || cli.options[OPTION_HELP] || cli.options[OPTION_VERSION])
		return cli_run(&cli);
	return cli_say(EX_USAGE, "no terminal");
}
