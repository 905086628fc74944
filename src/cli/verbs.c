#include "cli/verbs.h"

static const char *const flows[] = {"device", "paste", "client-credentials", NULL};
static const char *const when[] = {"auto", "always", "never", NULL};

/* clang-format off: a table, each row a sentence */
const struct option_row option_rows[OPTION_COUNT] = {
	[OPTION_CONFIG] = {"config", "FILE", "use this configuration file"},
	[OPTION_DISTRICT] = {"district", "NAME",
		"use district NAME, whose settings override the file"},
	[OPTION_THEME] = {"theme", "NAME", "use this theme on the screen"},
	[OPTION_COLOR] = {"color", "WHEN", "use colours: auto, always or never", .words = when},
	[OPTION_ASCII] = {"ascii", NULL, "draw lines and marks with ASCII characters"},
	[OPTION_MOUSE] = {"mouse", NULL,
		"use the mouse; the terminal's own selection then needs Shift"},
	[OPTION_PLAIN] = {"plain", NULL, "ask line by line instead of drawing a form"},
	[OPTION_FIX_PERMISSIONS] = {"fix-permissions", NULL,
		"first remove other users' access to the file"},
	[OPTION_HELP] = {"help", NULL, "show this help and exit", .letter = 'h'},
	[OPTION_VERSION] = {"version", NULL, "show the version and exit", .letter = 'V'},
	[OPTION_JSON] = {"json", NULL, "print JSON"},
	[OPTION_REVEAL] = {"reveal", NULL, "print the password in clear text"},
	[OPTION_PASSWORD_STDIN] = {"password-stdin", NULL, "read the password from standard input"},
	[OPTION_PASSWORD_FILE] = {"password-file", "FILE", "read the password from a file"},
	[OPTION_PASSWORD_FD] = {"password-fd", "NUMBER",
		"read the password from a file descriptor"},
	[OPTION_KEEP_PASSWORD] = {"keep-password", NULL,
		"keep the password, even for another server or user"},
	[OPTION_CHECK] = {"check", NULL, "check the values, write nothing"},
	[OPTION_AS_LISTED] = {"as-listed", NULL, "use the listed values even if obsolete"},
	[OPTION_TIMEOUT] = {"timeout", "SECONDS", "give up after this many seconds"},
	[OPTION_NO_RECORD] = {"no-record", NULL, "do not record the result"},
	[OPTION_FIRST_RUN] = {"first-run", NULL, "for installers: ask only if nothing is set up"},
	[OPTION_ENVELOPE] = {"envelope", "ADDRESS",
		"check that the server would accept mail to ADDRESS; send nothing, record nothing"},
	[OPTION_ONLY_THIS_PORT] = {"only-this-port", NULL,
		"do not try other ports when this one fails", .former = "no-ladder"},
	[OPTION_FILE] = {"file", "PATH", "use this file of the program"},
	[OPTION_OUTPUT] = {"output", "FILE", "write to a file that other users cannot read"},
	[OPTION_LIST] = {"list", NULL, "list the programs that can be used"},
	[OPTION_UNTESTED] = {"untested", NULL, "write settings that have not passed their test"},
	[OPTION_YES] = {"yes", NULL, "accept a file that is less safe than what was tested"},
	[OPTION_RELOAD] = {"reload", NULL, "make the running program reload its files"},
	[OPTION_DIFF] = {"diff", NULL, "show what changes"},
	[OPTION_SYSTEM] = {"system", NULL, "use the machine's configuration file, which is root's"},
	[OPTION_ALL] = {"all", NULL, "every setting"},
	[OPTION_TEST] = {"test", NULL, "keep only what passes its test"},
	[OPTION_EXACT] = {"exact", NULL, "set what is not named back to its default"},
	[OPTION_FLOW] = {"flow", "WAY", "sign in by device, paste or client-credentials",
		.words = flows},
	[OPTION_RENEW] = {"renew", NULL, "get a new token, even if the old one is still valid"},
};
/* clang-format on */

const uint64_t global_options =
	OPTION_BIT(OPTION_CONFIG) | OPTION_BIT(OPTION_DISTRICT) | OPTION_BIT(OPTION_THEME) |
	OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_ASCII) | OPTION_BIT(OPTION_MOUSE) |
	OPTION_BIT(OPTION_PLAIN) | OPTION_BIT(OPTION_FIX_PERMISSIONS) | OPTION_BIT(OPTION_HELP) |
	OPTION_BIT(OPTION_VERSION) | OPTION_BIT(OPTION_SYSTEM);

const uint64_t verb_options = OPTION_BIT(OPTION_JSON);

/* clang-format off: a table, each row a sentence */
const struct verb verbs[] = {
	{
		.name = "show",
		.arguments = "[--json]",
		.help = "Prints all settings. Passwords are never printed.",
		.run = verb_show,
	},
	{
		.name = "get",
		.arguments = "KEY [--reveal] [--json]",
		.help = "Prints one setting.",
		.options = OPTION_BIT(OPTION_REVEAL),
		.least = 1,
		.most = 1,
		.run = verb_get,
	},
	{
		.name = "set",
		.arguments = "KEY=VALUE... [--password-stdin | --password-file FILE | "
			     "--password-fd NUMBER] [--keep-password] [--check] [--diff] [--json]",
		.help = "Sets one or more settings: all of them or none. Changing the user, or the "
			"server to another organisation's, removes the stored password unless a "
			"new one is given.",
		.options = OPTION_BIT(OPTION_CHECK) | OPTION_BIT(OPTION_PASSWORD_STDIN) |
			   OPTION_BIT(OPTION_PASSWORD_FILE) | OPTION_BIT(OPTION_PASSWORD_FD) |
			   OPTION_BIT(OPTION_KEEP_PASSWORD) | OPTION_BIT(OPTION_DIFF),
		.most = FIELD_COUNT * 4,
		.run = verb_set,
	},
	{
		.name = "unset",
		.arguments = "KEY... | --all [--check] [--diff] [--json]",
		.help = "Sets settings back to their defaults.",
		.options =
			OPTION_BIT(OPTION_ALL) | OPTION_BIT(OPTION_CHECK) | OPTION_BIT(OPTION_DIFF),
		.most = FIELD_COUNT * 4,
		.run = verb_unset,
	},
	{
		.name = "apply",
		.arguments = "[FILE|-] [--check] [--diff] [--test] [--exact] [--timeout SECONDS] "
			     "[--only-this-port] [--json]",
		.help = "Saves the settings of a JSON document, from a file or standard input, in "
			"one save: {\"provider\": ID, \"settings\": {KEY: VALUE}, \"password\": "
			"TEXT}; null is the default. With --test only if it passes its test.",
		.options = OPTION_BIT(OPTION_CHECK) | OPTION_BIT(OPTION_DIFF) |
			   OPTION_BIT(OPTION_TEST) | OPTION_BIT(OPTION_EXACT) |
			   OPTION_BIT(OPTION_TIMEOUT) | OPTION_BIT(OPTION_ONLY_THIS_PORT),
		.most = 1,
		.run = verb_apply,
	},
	{
		.name = "provider",
		.arguments = "[list [QUERY] | show ID|ADDRESS | use ID|ADDRESS [--as-listed] | "
			     "use ID ADDRESS] [--json]",
		.help = "Lists the providers, shows one, or fills in its server; with an ADDRESS "
			"also the user and From. Without arguments on a terminal, opens the menu.",
		.options = OPTION_BIT(OPTION_AS_LISTED),
		.most = 16,
		.run = verb_provider,
	},
	{
		.name = "test",
		.arguments =
			"[KEY=VALUE... [--password-stdin | --password-file FILE | --password-fd "
			"NUMBER] [--keep-password]] [--json] [--timeout SECONDS] [--no-record] "
			"[--only-this-port] [--envelope ADDRESS]",
		.help = "Tests the saved settings against the server; never sends mail. With "
			"KEY=VALUE it tests those instead, over the saved ones, and saves nothing.",
		.options = OPTION_BIT(OPTION_TIMEOUT) | OPTION_BIT(OPTION_NO_RECORD) |
			   OPTION_BIT(OPTION_ONLY_THIS_PORT) | OPTION_BIT(OPTION_ENVELOPE) |
			   OPTION_BIT(OPTION_PASSWORD_STDIN) | OPTION_BIT(OPTION_PASSWORD_FILE) |
			   OPTION_BIT(OPTION_PASSWORD_FD) | OPTION_BIT(OPTION_KEEP_PASSWORD),
		.most = FIELD_COUNT * 4,
		.run = verb_test,
	},
	{
		.name = "send-test",
		.arguments = "[ADDRESS] [--json] [--timeout SECONDS] [--only-this-port]",
		.help = "Sends a test message with the saved settings, to the From address if none "
			"is given, and reports the result.",
		.options = OPTION_BIT(OPTION_TIMEOUT) | OPTION_BIT(OPTION_ONLY_THIS_PORT),
		.most = 1,
		.run = verb_send_test,
	},
	{
		.name = "status",
		.arguments = "[--json]",
		.help = "Shows whether the saved settings passed their test; exits 0 if they did, "
			"else 1.",
		.run = verb_status,
	},
	{
		.name = "sign-in",
		.arguments = "[--flow device|paste|client-credentials] [--json]",
		.help = "Signs in by OAuth 2 with the provider in auth.sign_in, and stores the "
			"tokens. device shows a code to enter on another device; paste shows an "
			"address to open and reads the one it leads to; client-credentials needs "
			"no person.",
		.options = OPTION_BIT(OPTION_FLOW),
		.run = verb_sign_in,
	},
	{
		.name = "sign-out",
		.arguments = "[--json]",
		.help = "Deletes the tokens of the sign-in, and has them revoked if the provider "
			"offers that.",
		.run = verb_sign_out,
	},
	{
		.name = "token",
		.arguments = "[--renew] [--output FILE] [--json]",
		.help = "Prints a valid access token of the sign-in, for programs that take their "
			"password from a command. With --output it goes into the place of that "
			"file, "
			"which root shares with the group of the sender's service.",
		.options = OPTION_BIT(OPTION_RENEW) | OPTION_BIT(OPTION_OUTPUT),
		.run = verb_token,
	},
	{
		.name = "history",
		.arguments = "[--json]",
		.help = "Lists earlier versions (1 = newest), how they differ from the current "
			"settings, and which of them passed their test.",
		.run = verb_history,
	},
	{
		.name = "diff",
		.arguments = "[N] [--json]",
		.help = "Prints what changed since version N, or since the newest; no secrets.",
		.most = 1,
		.run = verb_diff,
	},
	{
		.name = "rollback",
		.arguments = "[N] [--json]",
		.help = "Restores version N, or the newest; the current file becomes a version.",
		.most = 1,
		.run = verb_rollback,
	},
	{
		.name = "district",
		.arguments = "[list | add NAME | remove NAME] [--json]",
		.help = "Lists the districts, whose settings override the file, adds one, or "
			"removes one with all its settings.",
		.most = 2,
		.run = verb_district,
	},
	{
		.name = "program",
		.arguments =
			"[list | show ID [--reveal] | diff ID | apply ID... [--check] [--diff] "
			"[--test] [--untested] [--yes] [--reload] | test ID [ADDRESS] | undo ID] "
			"[--file PATH] [--json]",
		.help = "Lists the programs on this machine that send mail, and writes the saved "
			"settings into their files: all of a program's files or none, with --test "
			"only if a message goes through. test sends one through a program, to the "
			"From address if none is given. undo restores the earlier files.",
		.options = OPTION_BIT(OPTION_REVEAL) | OPTION_BIT(OPTION_FILE) |
			   OPTION_BIT(OPTION_CHECK) | OPTION_BIT(OPTION_DIFF) |
			   OPTION_BIT(OPTION_UNTESTED) | OPTION_BIT(OPTION_YES) |
			   OPTION_BIT(OPTION_RELOAD) | OPTION_BIT(OPTION_TEST),
		.most = 1 + PROGRAMS_MAX,
		.run = verb_program,
	},
	{
		.name = "queue",
		.arguments = "[list | show ID | run | hold ID | release [ID] | drop ID | log] "
			     "[--json]",
		.help = "Lists the mail that smtpsetup-sendmail has taken and that waits, shows a "
			"message, sends what waits now, holds a message or lets it go, drops it, "
			"or prints what was sent. release alone lets all mail go, also after a "
			"refused login.",
		.most = 2,
		.run = verb_queue,
	},
	{
		.name = "export",
		.arguments = "ID [--reveal] [--output FILE] | --list [--json]",
		.help = "Prints the saved settings as another program's configuration, for another "
			"machine; changes nothing here. On a terminal the password is hidden.",
		.options = OPTION_BIT(OPTION_REVEAL) | OPTION_BIT(OPTION_OUTPUT) |
			   OPTION_BIT(OPTION_LIST),
		.most = 1,
		.run = verb_export,
	},
	{
		.name = "import",
		.arguments = "ID|FILE [--check] [--json]",
		.help = "Copies the settings of another program on this machine, or of one of its "
			"files.",
		.options = OPTION_BIT(OPTION_CHECK),
		.least = 1,
		.most = 1,
		.run = verb_import,
	},
	{
		.name = "wizard",
		.arguments = "[--first-run] [--json]",
		.help = "Asks step by step, starting with the e-mail address. With --first-run it "
			"prints configured, skipped, deferred or failed.",
		.options = OPTION_BIT(OPTION_FIRST_RUN),
		.run = NULL, /* it needs an interface: the program itself runs it */
	},
	{
		.name = "help",
		.arguments = "[VERB] [--json]",
		.help = "Shows help for smtpsetup, or for one verb.",
		.most = 1,
		.run = verb_help,
	},
};
/* clang-format on */

const size_t verb_count = sizeof(verbs) / sizeof(verbs[0]);
