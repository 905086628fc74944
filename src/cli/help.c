#include "cli/json.h"
#include "cli/verbs.h"

#include "base/wrap.h"

#include <string.h>

enum { column = 26, line_width = 78 };

/* Beside a margin, where the cursor is, with as many lines as that takes. */
static void help_print_text(FILE *to, const char *text, int margin)
{
	struct wrap wrap = {.rest = text, .len = strlen(text), .width = line_width - margin};
	const char *line;
	size_t len;

	while (wrap_next(&wrap, &line, &len))
		(void)fprintf(to, "%.*s\n%*s", (int)len, line, wrap.len ? margin : 0, "");
}

/* A name, and what it is beside it. */
static void help_print_row(FILE *to, int width, const char *name, const char *text)
{
	(void)fprintf(to, "  %-*s ", width, name);
	help_print_text(to, text, width + 3);
}

static void print_option(FILE *to, const struct option_row *row)
{
	char words[64], letter[] = {'-', row->letter, ',', ' ', '\0'};

	(void)snprintf(words, sizeof(words), "%4s--%s%s%s", row->letter ? letter : "", row->name,
		row->argument ? " " : "", row->argument ? row->argument : "");
	help_print_row(to, column, words, row->help);
}

static void help_print_options(FILE *to, uint64_t mask)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (mask & OPTION_BIT(i))
			print_option(to, &option_rows[i]);
}

static void print_verb(FILE *to, const struct verb *verb)
{
	(void)fprintf(to, "usage: smtpsetup %s %s\n\n", verb->name, verb->arguments);
	help_print_text(to, verb->help, 0);
	(void)fputs("\nOptions:\n", to);
	help_print_options(to, verb_options | verb->options);
}

static int verb_column(void)
{
	size_t longest = 0;

	for (size_t i = 0; i < verb_count; i++)
		longest = strlen(verbs[i].name) > longest ? strlen(verbs[i].name) : longest;
	return (int)longest + 1;
}

static void print_all(FILE *to)
{
	(void)fputs("usage: smtpsetup [OPTION...] [VERB ...]\n\n"
		    "Sets up outgoing mail (SMTP), tests it and saves it. Without a verb it\n"
		    "opens the form. The settings are in " CONFDIR
		    "/smtpsetup.cfg for root,\nin ~/.config/smtpsetup/smtpsetup.cfg for other "
		    "users.\n\nVerbs:\n",
		to);
	for (size_t i = 0; i < verb_count; i++)
		help_print_row(to, verb_column(), verbs[i].name, verbs[i].help);
	(void)fputs("\nOptions:\n", to);
	help_print_options(to, global_options);
	(void)fputs("\nSettings (get, set, unset):\n", to);
	for (int i = 0; i < FIELD_COUNT; i++)
		help_print_row(to, column, fields[i].key, fields[i].label);
	(void)fputs("\nFor details: smtpsetup help VERB, or smtpsetup(1).\n", to);
}

static json_t *help_options_json(uint64_t mask)
{
	json_t *all = json_array();

	for (int i = 0; i < OPTION_COUNT; i++)
		if (mask & OPTION_BIT(i))
			json_array_append_new(
				all, json_pack("{s:s, s:o, s:s}", "name", option_rows[i].name,
					     "argument", json_text(option_rows[i].argument), "help",
					     option_rows[i].help));
	return all;
}

static json_t *help_verb_json(const struct verb *verb)
{
	return json_pack("{s:s, s:s, s:s, s:o}", "name", verb->name, "arguments", verb->arguments,
		"help", verb->help, "options", help_options_json(verb_options | verb->options));
}

static void help_print_json(const struct verb *verb)
{
	json_t *document = json_document(), *all = json_array();

	for (size_t i = 0; i < verb_count; i++)
		if (!verb || verb == &verbs[i])
			json_array_append_new(all, help_verb_json(&verbs[i]));
	json_object_set_new(document, "verbs", all);
	json_object_set_new(document, "options", help_options_json(global_options));
	json_print(document);
}

void cli_usage(FILE *to, const struct verb *verb)
{
	if (json_is_wanted())
		help_print_json(verb);
	else if (verb)
		print_verb(to, verb);
	else
		print_all(to);
}

int verb_help(const struct cli *cli)
{
	const struct verb *verb = cli->n ? cli_verb(cli->arguments[0]) : NULL;

	if (cli->n && !verb)
		return EX_USAGE;
	cli_usage(stdout, verb);
	return 0;
}
