#include "cli/cli.h"

#include "base/suggest.h"
#include "base/text.h"

#include <getopt.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { option_name_max = 64, option_help_max = 400 };

int cli_say(int code, const char *format, ...)
{
	va_list ap;

	(void)fputs("smtpsetup: ", stderr);
	va_start(ap, format);
	(void)vfprintf(stderr, format, ap);
	va_end(ap);
	(void)fputc('\n', stderr);
	return code;
}

int cli_error(const struct err *e)
{
	return cli_say(e->code, "%s", e->message);
}

struct level cli_level(const struct cli *cli)
{
	return (struct level) {cli->options[OPTION_CONFIG], cli->options[OPTION_DISTRICT]};
}

bool cli_wants_colours(const struct cli *cli)
{
	const char *when = cli->options[OPTION_COLOR], *without = getenv("NO_COLOR");

	if (when && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	return !without || !*without;
}

int cli_repair(const struct cli *cli)
{
	struct str note;
	struct err e;
	int code = 0;

	str_init(&note, 4 * PATH_MAX);
	if (session_repair(cli_level(cli), &note, &e) < 0)
		code = cli_error(&e);
	else if (note.len)
		cli_say(0, "%s Others may have read the password: consider a new one.", note.data);
	str_fini(&note);
	return code;
}

int cli_open(const struct cli *cli, struct session *s, enum session_mode mode)
{
	struct err e;

	if (session_open(s, cli_level(cli), mode, &e) == 0)
		return 0;
	session_close(s);
	return cli_error(&e);
}

enum session_mode cli_mode_for(const struct cli *cli,
	void (*change)(const struct cli *cli, struct session *s, const void *what),
	const void *what)
{
	enum session_mode mode = SESSION_READ;
	struct session s;
	struct err e;

	if (session_open(&s, cli_level(cli), SESSION_READ, &e) == 0) {
		change(cli, &s, what);
		if (session_would_write(&s) && store_check_place(&s.store, &e) == 0)
			mode = SESSION_WRITE;
	}
	session_close(&s);
	return mode;
}

enum field_id cli_field(const char *key)
{
	enum field_id id = field_find(key);
	struct err e;

	if (id == FIELD_COUNT) {
		(void)suggest_error(&e, field_suggest(key), "; smtpsetup show lists them",
			"there is no setting \"%s\"", key);
		cli_error(&e);
	}
	return id;
}

static const struct verb *cli_find(const char *name)
{
	for (size_t i = 0; i < verb_count; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

static const char *verb_suggest(const char *name)
{
	struct suggest near = {.word = name};

	for (size_t i = 0; i < verb_count; i++)
		suggest_offer(&near, verbs[i].name, verbs[i].name);
	return near.found;
}

const struct verb *cli_verb(const char *name)
{
	const struct verb *verb = cli_find(name);
	struct err e;

	if (!verb) {
		(void)suggest_error(&e, verb_suggest(name), "; smtpsetup help lists them",
			"there is no verb \"%s\"", name);
		cli_error(&e);
	}
	return verb;
}

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
	unsigned allowed = global_options | (cli->verb ? cli->verb->options : 0);

	for (int i = 0; i < OPTION_COUNT; i++)
		if (cli->options[i] && !(allowed & OPTION_BIT(i))) {
			cli_say(EX_USAGE, "--%s does not go with %s", option_rows[i].name,
				cli->verb ? cli->verb->name : "the form");
			return -1;
		}
	return 0;
}

static int check_arguments(const struct cli *cli)
{
	if (cli->n >= cli->verb->least && cli->n <= cli->verb->most)
		return 0;
	cli_say(EX_USAGE, "usage: smtpsetup %s %s", cli->verb->name, cli->verb->arguments);
	return -1;
}

int cli_parse(struct cli *cli, int argc, char **argv)
{
	*cli = (struct cli) {0};
	if (cli_read_options(cli, argc, argv) < 0)
		return -1;
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

static const struct cli_action *find_action(const struct cli_action *actions, const char *name)
{
	while (actions->name && strcmp(actions->name, name) != 0)
		actions++;
	return actions;
}

/* "list, show and use" */
static void cli_say_names(const struct cli_action *actions, struct str *out)
{
	for (size_t i = 0; actions[i].name; i++)
		str_format(out, "%s%s",
			!i                    ? ""
			: actions[i + 1].name ? ", "
					      : " and ",
			actions[i].name);
}

static int refuse_action(const char *verb, const char *word, const struct cli_action *actions)
{
	struct suggest near = {.word = word};
	struct str names;
	struct err e;

	str_init(&names, 200);
	cli_say_names(actions, &names);
	for (; actions->name; actions++)
		suggest_offer(&near, actions->name, actions->name);
	if (near.found)
		(void)suggest_error(&e, near.found, "", "%s has no \"%s\"", verb, word);
	else
		(void)err_set(&e, EX_USAGE, "%s has %s, but no \"%s\"", verb, names.data, word);
	str_fini(&names);
	return cli_error(&e);
}

int cli_act(const struct cli *cli, const struct cli_action *actions)
{
	const char *verb = cli->verb->name, *word = cli->n ? cli->arguments[0] : "list";
	const struct cli_action *action = find_action(actions, word);
	size_t behind = cli->n ? cli->n - 1 : 0;

	if (!action->name)
		return refuse_action(verb, word, actions);
	for (int o = 0; o < OPTION_COUNT; o++)
		if (cli->options[o] && !((action->options | global_options) & OPTION_BIT(o)))
			return cli_say(EX_USAGE, "--%s does not go with %s %s", option_rows[o].name,
				verb, word);
	if (behind < action->least || behind > action->most)
		return cli_say(
			EX_USAGE, "usage: smtpsetup %s %s %s", verb, word, action->arguments);
	return action->run(cli);
}

static int cli_print_version(void)
{
	(void)printf("smtpsetup %s\n", PACKAGE_VERSION);
	return 0;
}

/* Whoever reads has seen enough: `smtpsetup provider list | head`. */
static bool cli_is_unread(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&out, 1, 0) == 1 && out.revents & POLLERR;
}

int cli_end_output(int code)
{
	bool failed = fflush(stdout) != 0;

	if ((failed || ferror(stdout)) && !cli_is_unread())
		return cli_say(EX_IOERR, "cannot write the output");
	return code;
}

int cli_run(const struct cli *cli)
{
	int code = 0;

	if (cli->options[OPTION_VERSION])
		code = cli_print_version();
	else if (cli->options[OPTION_HELP])
		cli_usage(stdout, cli->verb);
	else
		code = cli->verb->run(cli);
	return cli_end_output(code);
}
