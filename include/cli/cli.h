/*
 * The command line: one table of options, one of verbs; parsing, "did you mean", usage and the
 * manual come from them. A verb prints data to stdout and words to stderr and returns its exit
 * code (sysexits.h).
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/err.h"
#include "engine/session.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum option_id {
	OPTION_CONFIG,
	OPTION_DISTRICT,
	OPTION_THEME,
	OPTION_COLOR,
	OPTION_ASCII,
	OPTION_MOUSE,
	OPTION_PLAIN,
	OPTION_FIX_PERMISSIONS,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_JSON,
	OPTION_REVEAL,
	OPTION_PASSWORD_STDIN,
	OPTION_PASSWORD_FILE,
	OPTION_PASSWORD_FD,
	OPTION_KEEP_PASSWORD,
	OPTION_CHECK,
	OPTION_AS_LISTED,
	OPTION_TIMEOUT,
	OPTION_NO_RECORD,
	OPTION_FIRST_RUN,
	OPTION_ENVELOPE,
	OPTION_ONLY_THIS_PORT,
	OPTION_FILE,
	OPTION_OUTPUT,
	OPTION_LIST,
	OPTION_UNTESTED,
	OPTION_YES,
	OPTION_RELOAD,
	OPTION_DIFF,
	OPTION_SYSTEM,
	OPTION_ALL,
	OPTION_TEST,
	OPTION_EXACT,
	OPTION_FLOW,
	OPTION_RENEW,
	OPTION_COUNT
};

#define OPTION_BIT(option) (UINT64_C(1) << (option))
_Static_assert(OPTION_COUNT <= 64, "a set of options is a uint64_t");

struct option_row {
	const char *name;
	const char *argument; /* what it takes, "FILE"; NULL: nothing */
	const char *help;
	const char *const
		*words;     /* the arguments that there are, NULL behind the last; NULL: any */
	const char *former; /* a name that it once had and still answers to; NULL: none */
	char letter;        /* its short form, `-h`; 0: none */
};

extern const struct option_row option_rows[OPTION_COUNT];

struct cli {
	const struct verb *verb;           /* NULL: none was given */
	const char *options[OPTION_COUNT]; /* the argument, "" for one without; NULL: not given */
	char **arguments;                  /* behind the verb */
	size_t n;
};

struct verb {
	const char *name;
	const char *arguments;             /* as usage shows them */
	const char *help;                  /* one sentence */
	uint64_t options;                  /* those it takes besides the global ones */
	size_t least, most;                /* arguments */
	int (*run)(const struct cli *cli); /* NULL: an interface of its own, see smtpsetup.c */
};

extern const struct verb verbs[];
extern const size_t verb_count;

/* The options that stand before any verb, and those that every verb takes. */
extern const uint64_t global_options, verb_options;

/*
 * Before all else: whoever asks for JSON is told in JSON, also that other words are wrong, or that
 * there is no memory to look at them.
 */
void cli_look_for_json(int argc, char **argv);

/*
 * Fills cli from the words. Returns 0, or -1 after a sentence on stderr (exit EX_USAGE).
 * argv is permuted; cli borrows from it.
 */
int cli_parse(struct cli *cli, int argc, char **argv);

/*
 * Ends a run by that exit code: prints its JSON, if it has any, and makes sure that what was
 * printed is there: else EX_IOERR, told, instead of the code. A pipe that nobody reads any more is
 * no error.
 */
int cli_end_output(int code);

/* Runs the verb, and ends the run. */
int cli_run(const struct cli *cli);

/* "smtpsetup: SENTENCE" on stderr, and in the JSON of a run that ends by it; returns the code. */
int cli_error(const struct err *e);
int cli_say(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* By --color, else by NO_COLOR (https://no-color.org): by its being set, unless it is empty. */
bool cli_wants_colours(const struct cli *cli);

/* Makes the configuration's modes safe, says what was changed, and returns an exit code. */
int cli_repair(const struct cli *cli);

/* The settings that --config, --system and --district name. */
struct level cli_level(const struct cli *cli);

/* Opens their session; on failure says so and returns the exit code. */
int cli_open(const struct cli *cli, struct session *s, enum session_mode mode);

/*
 * The mode to open it in for a change of the draft: what is so already, or may not be written,
 * needs no lock and no right to write, and leaves nothing behind. Says nothing.
 */
enum session_mode cli_mode_for(const struct cli *cli,
	void (*change)(const struct cli *cli, struct session *s, const void *what),
	const void *what);

/* The setting of that key, or FIELD_COUNT after a sentence with "did you mean". */
enum field_id cli_field(const char *key);

/* The verb of that name, or NULL after a sentence with "did you mean". */
const struct verb *cli_verb(const char *name);

/* What the first argument of a verb names: `provider list`. */
struct cli_action {
	const char *name;
	int (*run)(const struct cli *cli);
	uint64_t options;      /* of those that the verb takes */
	size_t least, most;    /* arguments behind the name */
	const char *arguments; /* as usage shows them */
};

/* Runs the action that the first argument names, or `list`; ended by a row of NULLs. */
int cli_act(const struct cli *cli, const struct cli_action *actions);

/* What --version says. */
void cli_print_version(void);

/* Usage of everything, or of one verb, in the shape of --help. */
void cli_usage(FILE *to, const struct verb *verb);

#endif
