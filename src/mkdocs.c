/*
 * Makes the manual pages and the completions while the program is built: reads a template on
 * standard input and puts in what the tables know, so that neither can say anything else than
 * the program does.
 */
#include "cli/cli.h"
#include "model/diagnose.h"
#include "screens/action.h"
#include "screens/help.h"

#include <string.h>

static bool sentence_ends(const char *text)
{
	return strncmp(text, ". ", 2) == 0 && text[2] >= 'A' && text[2] <= 'Z';
}

/*
 * A leading dot or quote would be a request, a backslash an escape (mandoc_char(7)); each
 * sentence begins a line (mdoc(7)).
 */
static void print_words(const char *text)
{
	if (*text == '.' || *text == '\'')
		(void)fputs("\\&", stdout);
	for (; *text; text++)
		if (*text == '\\') {
			(void)fputs("\\e", stdout);
		} else if (sentence_ends(text)) {
			(void)fputs(".\n", stdout);
			text++;
		} else {
			(void)putchar(*text);
		}
	(void)putchar('\n');
}

static void print_verbs(void)
{
	for (size_t i = 0; i < verb_count; i++) {
		(void)printf(".It Cm %s ", verbs[i].name);
		print_words(verbs[i].arguments);
		print_words(verbs[i].help);
	}
}

static void mkdocs_print_options(void)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_rows[i];

		(void)fputs(".It ", stdout);
		if (row->letter)
			(void)printf("Fl %c , ", row->letter);
		(void)printf("Fl -%s", row->name);
		if (row->argument)
			(void)printf(" Ar %s", row->argument);
		(void)putchar('\n');
		print_words(row->help);
	}
}

static void print_choices(const struct field *f)
{
	if (!f->choices)
		return;
	(void)fputs(".Pp\nOne of:\n.Bl -tag -width Ds -compact\n", stdout);
	for (const struct choice *c = f->choices; c->value; c++)
		(void)printf(".It Li %s\n%s\n", c->value, c->label);
	(void)fputs(".El\n", stdout);
}

static void print_settings(void)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *f = &fields[i];

		(void)printf(".It Va %s Pq %s\n", f->key, f->label);
		print_words(f->manual);
		(void)fputs(".Pp\nWhere to find it:\n", stdout);
		print_words(f->where);
		print_choices(f);
		if (*f->fallback)
			(void)printf(".Pp\nDefault: %s.\n", f->fallback);
		if (*f->example && !f->choices)
			(void)printf(".Pp\nExample: %s\n", f->example);
	}
}

static void print_keys(void)
{
	char keys[action_keys_max];

	for (int i = 0; i < ACTION_COUNT; i++) {
		action_keys(&actions[i], " , ", keys);
		(void)printf(".It %s\n", keys);
		print_words(actions[i].help);
	}
}

static void print_help_keys(const struct help_key *rows)
{
	for (; rows->keys; rows++) {
		(void)printf(".It Li \"\\&%s\"\n", rows->keys);
		print_words(rows->what);
	}
}

static void print_moving(void)
{
	print_help_keys(help_moving);
}

static void print_editing(void)
{
	print_help_keys(help_editing);
}

static void print_verdicts(void)
{
	for (size_t i = 0; i < VERDICT_COUNT; i++) {
		(void)printf(".It Li %s Pq exit %d\n", diagnoses[i].id, diagnoses[i].exit);
		print_words(diagnoses[i].title);
	}
}

static void print_verb_words(void)
{
	for (size_t i = 0; i < verb_count; i++)
		(void)printf("%s\n", verbs[i].name);
}

static void print_option_words(void)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		(void)printf("--%s\n", option_rows[i].name);
}

/* Nobody types a secret on the command line. */
static void print_key_words(void)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!(fields[i].flags & FIELD_SECRET))
			(void)printf("%s\n", fields[i].key);
}

static void print_provider_words(void)
{
	for (size_t i = 0; i < provider_count; i++)
		(void)printf("%s\n", providers[i].id);
}

static void print_choice_words(void)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		for (const struct choice *c = fields[i].choices; c && c->value; c++)
			(void)printf("%s=%s\n", fields[i].key, c->value);
}

/* For what stands in '...': without the characters that would mean something there. */
static void mkdocs_print_plain(const char *text)
{
	for (; *text; text++)
		if (!strchr("'[]:\\", *text))
			(void)putchar(*text);
}

static void mkdocs_print_zsh_verbs(void)
{
	for (size_t i = 0; i < verb_count; i++) {
		(void)printf("'%s:", verbs[i].name);
		mkdocs_print_plain(verbs[i].help);
		(void)puts("'");
	}
}

static void mkdocs_print_zsh_options(void)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_rows[i];

		(void)printf("'--%s%s[", row->name, row->argument ? "=" : "");
		mkdocs_print_plain(row->help);
		(void)printf("]%s%s%s'\n", row->argument ? ":" : "",
			row->argument ? row->argument : "", row->argument ? ":_files" : "");
	}
}

static void mkdocs_print_fish_verbs(void)
{
	for (size_t i = 0; i < verb_count; i++) {
		(void)printf("complete -c smtpsetup -n __smtpsetup_needs_verb -a %s -d '",
			verbs[i].name);
		mkdocs_print_plain(verbs[i].help);
		(void)puts("'");
	}
}

static void mkdocs_print_fish_options(void)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		(void)printf("complete -c smtpsetup -l %s %s-d '", option_rows[i].name,
			option_rows[i].argument ? "-r -F " : "");
		mkdocs_print_plain(option_rows[i].help);
		(void)puts("'");
	}
}

static const struct {
	const char *line;
	void (*print)(void);
} parts[] = {
	{"@VERBS@", print_verbs},
	{"@OPTIONS@", mkdocs_print_options},
	{"@SETTINGS@", print_settings},
	{"@KEYS@", print_keys},
	{"@MOVING@", print_moving},
	{"@EDITING@", print_editing},
	{"@VERDICTS@", print_verdicts},
	{"@VERB_WORDS@", print_verb_words},
	{"@OPTION_WORDS@", print_option_words},
	{"@KEY_WORDS@", print_key_words},
	{"@PROVIDER_WORDS@", print_provider_words},
	{"@CHOICE_WORDS@", print_choice_words},
	{"@ZSH_VERBS@", mkdocs_print_zsh_verbs},
	{"@ZSH_OPTIONS@", mkdocs_print_zsh_options},
	{"@FISH_VERBS@", mkdocs_print_fish_verbs},
	{"@FISH_OPTIONS@", mkdocs_print_fish_options},
};

static bool print_part(const char *line)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(parts[i].line, line) == 0) {
			parts[i].print();
			return true;
		}
	return false;
}

int main(void)
{
	char line[1000];

	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		if (!print_part(line))
			(void)printf("%s\n", line);
	}
	return fflush(stdout) == 0 && !ferror(stdout) && !ferror(stdin) ? 0 : EX_IOERR;
}
