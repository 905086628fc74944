/*
 * The program: picks an interface. A verb goes to the command line, no verb to the form; the
 * questions line by line are for those who ask for them, and for terminals that cannot do more.
 */
#include "base/secret.h"
#include "cli/first_run.h"
#include "cli/plain.h"
#include "screens/ui.h"
#include "tui/term_check.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { names_max = 400 };

/* A closed pipe and a file that may not grow are errors of the write, not the program's end. */
static void survive_failed_writes(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	(void)sigemptyset(&ignore.sa_mask);
	(void)sigaction(SIGPIPE, &ignore, NULL);
	(void)sigaction(SIGXFSZ, &ignore, NULL);
}

/* What the program makes is its user's to read and write, whatever the mask that it came with. */
static void keep_own_rights(void)
{
	(void)umask(umask(0) & ~(mode_t)S_IRWXU);
}

static bool on_a_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static bool asks_for_menu(const struct cli *cli)
{
	return cli->verb && strcmp(cli->verb->name, "provider") == 0 && !cli->n &&
	       !cli->options[OPTION_JSON] && !cli->options[OPTION_PLAIN];
}

/* On a terminal that cannot show it the list is printed. */
static bool opens_menu(const struct cli *cli)
{
	struct term_check fit;

	if (!asks_for_menu(cli) || !on_a_terminal())
		return false;
	term_check_find(&fit);
	return fit.draws;
}

/* The wizard runs through an interface of its own, unlike the other verbs. */
static bool is_wizard(const struct cli *cli)
{
	return cli->verb && !cli->verb->run;
}

static int refuse_without_terminal(void)
{
	struct str names;
	int code;

	str_init(&names, names_max);
	for (size_t i = 0; i < verb_count; i++)
		if (verbs[i].run)
			str_format(&names, "%s%s", names.len ? ", " : "", verbs[i].name);
	code = cli_say(EX_USAGE,
		"not a terminal: use --plain for questions line by line, or a verb (%s). For "
		"details: smtpsetup help",
		names.data);
	str_fini(&names);
	return code;
}

static int open_form(const struct cli *cli, const struct term_check *fit)
{
	const struct ui_options options = {
		.level = cli_level(cli),
		.theme = cli->options[OPTION_THEME],
		.terminal = fit->entry,
		.remark = fit->remark,
		.ascii = cli->options[OPTION_ASCII],
		.mouse = cli->options[OPTION_MOUSE],
		.colours = cli_wants_colours(cli),
		.open_providers = asks_for_menu(cli),
		.open_wizard = is_wizard(cli),
	};

	return ui_run(&options);
}

static int smtpsetup_open_ui(const struct cli *cli)
{
	struct term_check fit;

	if (cli->options[OPTION_PLAIN])
		return plain_run(cli);
	if (!on_a_terminal())
		return refuse_without_terminal();
	term_check_find(&fit);
	if (fit.draws)
		return open_form(cli, &fit);
	(void)cli_say(0, "%s", fit.remark);
	return plain_run(cli);
}

static bool tells_of_itself(const struct cli *cli)
{
	return cli->options[OPTION_HELP] || cli->options[OPTION_VERSION];
}

int main(int argc, char **argv)
{
	struct cli cli;
	int code;

	cli_look_for_json(argc, argv);
	secret_guard_process();
	(void)setlocale(LC_CTYPE, "");
	survive_failed_writes();
	keep_own_rights();
	if (cli_parse(&cli, argc, argv) < 0)
		return cli_end_output(EX_USAGE);
	code = cli.options[OPTION_FIX_PERMISSIONS] && !tells_of_itself(&cli) ? cli_repair(&cli) : 0;
	if (code)
		return cli_end_output(code);
	if (tells_of_itself(&cli) || (cli.verb && !is_wizard(&cli) && !opens_menu(&cli)))
		return cli_run(&cli);
	return cli.options[OPTION_FIRST_RUN] ? first_run(&cli, smtpsetup_open_ui)
					     : smtpsetup_open_ui(&cli);
}
