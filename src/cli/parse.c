/* The words of the command line into options, a verb and its arguments; "did you mean". */
#include "cli/cli.h"
#include "cli/json.h"

#include "base/suggest.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { option_name_max = 64, option_help_max = 400 };

/* Offers the options with their dashes; the buffer has what is found. */
static const char *option_suggest(const char *name, char dashed[option_name_max])
{
	struct suggest near = {.word = name};

	for (int i = 0; i < OPTION_COUNT; i++)
		suggest_offer(&near, option_rows[i].name, option_rows[i].name);
	if (near.found)
		(void)snprintf(dashed, option_name_max, "--%s", near.found);
	return near.found ? dashed : NULL;
}

static int bad_option(const char *word, bool lacks_argument)
{
	const char *name = word + strspn(word, "-");
	char dashed[option_name_max];
	struct err e;

	if (lacks_argument)
		(void)err_set(&e, EX_USAGE, "--%s needs an argument", name);
	else
		(void)suggest_error(&e, option_suggest(name, dashed),
			"; smtpsetup --help lists them", "there is no option %s", word);
	cli_error(&e);
	return -1;
}

/* Is it one of the words that the option takes? If not, says which could be meant. */
static bool check_word(const struct option_row *row, const char *word)
{
	struct suggest near = {.word = word};
	const char *const *known = row->words;
	struct str otherwise;
	struct err e;

	for (; known && *known; known++) {
		if (strcmp(*known, word) == 0)
			return true;
		suggest_offer(&near, *known, *known);
	}
	if (!known)
		return true;
	str_init(&otherwise, option_help_max);
	str_format(&otherwise, ": %s", row->help);
	(void)suggest_error(
		&e, near.found, otherwise.data, "--%s does not take \"%s\"", row->name, word);
	cli_error(&e);
	str_fini(&otherwise);
	return false;
}

/*
 * The word that getopt_long() did not like: behind it already, unless more short options follow
 * in the same word.
 */
static const char *refused_word(char **argv)
{
	const char *before = argv[optind - 1];

	bool is_short = optopt > ' ' && optopt < 0x7f && before[1] != '-';

	return is_short && (before[0] != '-' || !strchr(before, optopt)) ? argv[optind] : before;
}

/* What getopt_long() returns: 1 for a word; options lie above that and above all characters. */
enum { getopt_rows_max = 2 * OPTION_COUNT + 1, word_found = 1, option_first = 256 };

/* Words and what is wrong come back like options, and so does each option with a letter. */
static void make_getopt_letters(char letters[OPTION_COUNT + 3])
{
	*letters++ = '-';
	*letters++ = ':';
	for (int i = 0; i < OPTION_COUNT; i++)
		if (option_rows[i].letter)
			*letters++ = option_rows[i].letter;
	*letters = '\0';
}

/* Of what getopt_long() returned for one. */
static int option_found(int found)
{
	int i = 0;

	if (found >= option_first)
		return found - option_first;
	while (option_rows[i].letter != found)
		i++;
	return i;
}

/* Ended by a row of zeros. */
static void make_getopt_rows(struct option rows[getopt_rows_max])
{
	memset(rows, 0, getopt_rows_max * sizeof(rows[0]));
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *o = &option_rows[i];
		struct option row = {.name = o->name,
			.has_arg = o->argument ? required_argument : no_argument,
			.val = option_first + i};

		*rows++ = row;
		row.name = o->former;
		if (row.name)
			*rows++ = row;
	}
}

/*
 * Leaves the words behind the program's name in argv. They are asked for one by one: options stand
 * behind the verb, where POSIXLY_CORRECT would have them be words.
 */
static int cli_read_options(struct cli *cli, int argc, char **argv)
{
	struct option rows[getopt_rows_max];
	char letters[OPTION_COUNT + 3];
	int found;

	make_getopt_rows(rows);
	make_getopt_letters(letters);
	opterr = 0;
	while ((found = getopt_long(argc, argv, letters, rows, NULL)) != -1) {
		if (found == word_found) {
			argv[1 + cli->n++] = optarg; /* never before what is still to be read */
			continue;
		}
		if (found == '?' || found == ':')
			return bad_option(refused_word(argv), found == ':');
		found = option_found(found);
		if (optarg && !*optarg)
			return bad_option(option_rows[found].name, true);
		if (optarg && !check_word(&option_rows[found], optarg))
			return -1;
		cli->options[found] = optarg ? optarg : "";
	}
	while (optind < argc)
		argv[1 + cli->n++] = argv[optind++];
	return 0;
}

static int check_options(const struct cli *cli)
{
	uint64_t allowed = global_options;

	if (cli->verb)
		allowed |= verb_options | cli->verb->options;
	for (int i = 0; i < OPTION_COUNT; i++)
		if (cli->options[i] && !(allowed & OPTION_BIT(i))) {
			cli_say(EX_USAGE, "--%s cannot be used with %s", option_rows[i].name,
				cli->verb ? cli->verb->name : "the form");
			return -1;
		}
	if (!cli->options[OPTION_SYSTEM] || !cli->options[OPTION_CONFIG])
		return 0;
	cli_say(EX_USAGE, "--system and --config both name the file");
	return -1;
}

static int check_arguments(const struct cli *cli)
{
	if (cli->n >= cli->verb->least && cli->n <= cli->verb->most)
		return 0;
	cli_say(EX_USAGE, "usage: smtpsetup %s %s", cli->verb->name, cli->verb->arguments);
	return -1;
}

void cli_look_for_json(int argc, char **argv)
{
	bool wanted = false;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		wanted = wanted || strcmp(argv[i], "--json") == 0;
	json_want(wanted);
}

/* Who reads line by line says so once, and needs the option no more. */
static void ask_for_plain(struct cli *cli)
{
	const char *always = getenv("SMTPSETUP_PLAIN");

	if (always && strcmp(always, "1") == 0)
		cli->options[OPTION_PLAIN] = "";
}

int cli_parse(struct cli *cli, int argc, char **argv)
{
	*cli = (struct cli) {0};
	if (cli_read_options(cli, argc, argv) < 0)
		return -1;
	json_want(cli->options[OPTION_JSON]);
	ask_for_plain(cli);
	if (cli->n) {
		cli->verb = cli_verb(argv[1]);
		if (!cli->verb)
			return -1;
		cli->arguments = argv + 2;
		cli->n--;
	}
	if (cli->options[OPTION_HELP] || cli->options[OPTION_VERSION])
		return 0;
	if (check_options(cli) < 0)
		return -1;
	return cli->verb ? check_arguments(cli) : 0;
}
