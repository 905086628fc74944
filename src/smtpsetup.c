/* The program: picks a door. A verb goes to the command line, no verb to the form. */
#include "cli/cli.h"
#include "tui/app.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A closed pipe is an error of the write, not the end of the program. */
static void keep_alive_on_closed_pipes(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	(void)sigemptyset(&ignore.sa_mask);
	(void)sigaction(SIGPIPE, &ignore, NULL);
}

static bool on_a_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static bool opens_menu(const struct cli *cli)
{
	return cli->verb && strcmp(cli->verb->name, "provider") == 0 && !cli->n &&
	       !cli->options[OPTION_JSON] && on_a_terminal();
}

static int refuse_without_terminal(void)
{
	return cli_say(EX_USAGE,
		"there is no terminal for the form. Use the verbs (show, get, set, unset, "
		"provider, test, status): smtpsetup help says more. Questions line by line "
		"(--plain) are not in this version yet");
}

static int open_form(const struct cli *cli)
{
	const struct app_options options = {
		.config = cli->options[OPTION_CONFIG],
		.theme = cli->options[OPTION_THEME],
		.ascii = cli->options[OPTION_ASCII],
		.open_providers = opens_menu(cli),
	};

	return on_a_terminal() ? app_run(&options) : refuse_without_terminal();
}

int main(int argc, char **argv)
{
	struct cli cli;

	(void)setlocale(LC_CTYPE, "");
	keep_alive_on_closed_pipes();
	if (cli_parse(&cli, argc, argv) < 0)
		return EX_USAGE;
	if (cli.options[OPTION_HELP] || cli.options[OPTION_VERSION] ||
		(cli.verb && !opens_menu(&cli)))
		return cli_run(&cli);
	return open_form(&cli);
}
