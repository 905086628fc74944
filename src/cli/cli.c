#include "cli/cli.h"

#include "cli/json.h"
#include "base/suggest.h"
#include "base/text.h"

#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int cli_say(int code, const char *format, ...)
{
	struct err e = {.code = code};
	va_list ap, again;

	(void)fputs("smtpsetup: ", stderr);
	va_start(ap, format);
	va_copy(again, ap);
	(void)vfprintf(stderr, format, ap);
	(void)vsnprintf(e.message, sizeof(e.message), format, again);
	va_end(again);
	va_end(ap);
	(void)fputc('\n', stderr);
	if (code)
		json_note_error(&e);
	return code;
}

int cli_error(const struct err *e)
{
	json_note_error(e);
	return cli_say(e->code, "%s", e->message);
}

struct level cli_level(const struct cli *cli)
{
	const char *system = cli->options[OPTION_SYSTEM] ? session_system_path : NULL;

	return (struct level) {
		system ? system : cli->options[OPTION_CONFIG], cli->options[OPTION_DISTRICT]};
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
		if (cli->options[o] &&
			!((action->options | verb_options | global_options) & OPTION_BIT(o)))
			return cli_say(EX_USAGE, "--%s cannot be used with %s %s",
				option_rows[o].name, verb, word);
	if (behind < action->least || behind > action->most)
		return cli_say(
			EX_USAGE, "usage: smtpsetup %s %s %s", verb, word, action->arguments);
	return action->run(cli);
}

/* Whoever reads has seen enough: `smtpsetup provider list | head`. */
static bool cli_is_unread(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&out, 1, 0) == 1 && out.revents & POLLERR;
}

int cli_end_output(int code)
{
	bool failed;

	json_end(code);
	failed = fflush(stdout) != 0;
	if ((failed || ferror(stdout)) && !cli_is_unread())
		return cli_say(EX_IOERR, "cannot write the output");
	return code;
}

int cli_run(const struct cli *cli)
{
	int code = 0;

	if (cli->options[OPTION_VERSION])
		cli_print_version();
	else if (cli->options[OPTION_HELP])
		cli_usage(stdout, cli->verb);
	else
		code = cli->verb->run(cli);
	return cli_end_output(code);
}
