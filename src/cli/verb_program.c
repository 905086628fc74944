/* The verb program: other programs on this machine, and their files. */
#include "cli/verb_program.h"

#include "cli/machine_report.h"
#include "engine/program_apply.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { diff_max = 1024 * 1024 };

struct program_where program_verb_where(const struct cli *cli)
{
	return (struct program_where) {.root = "", .file = cli->options[OPTION_FILE]};
}

const struct codec *program_verb_codec(const struct cli *cli, size_t at, int *code)
{
	struct err e;
	const struct codec *codec = program_find(cli->arguments[at], CODEC_APPLIES, &e);
	const char *file = cli->options[OPTION_FILE];

	*code = 0;
	if (!codec)
		*code = cli_error(&e);
	else if (codec->asks_file && !file)
		*code = cli_say(EX_USAGE,
			"%s: several files could be meant; name one with --file PATH", codec->id);
	else if (file && file[0] != '/')
		*code = cli_say(EX_USAGE, "--file needs an absolute path");
	return *code ? NULL : codec;
}

/* What was left half done by a kill is put back before anything is said of it. */
static void program_verb_recover(const struct codec *codec, const struct program_where *where)
{
	bool recovered;
	struct err e;

	if (program_recover(codec, where, &recovered, &e) < 0)
		cli_error(&e);
	else if (recovered)
		cli_say(0, "%s: an interrupted change was undone", codec->name);
}

/* list */

static json_t *program_verb_file(const char *path, mode_t mode, uid_t owner)
{
	const struct passwd *user = getpwuid(owner);
	char text[8];

	(void)snprintf(text, sizeof(text), "%04o", (unsigned)mode);
	return json_pack("{s:o, s:s, s:o}", "path", json_text(path), "mode", text, "owner",
		user ? json_text(user->pw_name) : json_null());
}

static json_t *program_verb_files(const struct program *p)
{
	json_t *files = json_array();

	for (size_t i = 0; i < p->files.n; i++) {
		const struct codec_file *file = &p->files.items[i];
		const struct file_state *old = &p->old[i].state;

		json_array_append_new(
			files, program_verb_file(file->path, old->exists ? old->mode : file->mode,
				       old->exists ? old->owner : geteuid()));
	}
	return files;
}

static json_t *program_verb_cannot(const struct program *p)
{
	json_t *cannot = json_array();

	for (size_t i = 0; i < p->cannot.n; i++)
		json_array_append_new(cannot, json_text(p->cannot.items[i]));
	if (p->why.code)
		json_array_append_new(cannot, json_text(p->why.message));
	return cannot;
}

static json_t *program_verb_json(const struct program *p)
{
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:b, s:b}", "id", p->codec->id, "name",
		p->codec->name, "state", program_state_words[p->state], "files",
		program_verb_files(p), "cannot", program_verb_cannot(p), "reload",
		p->codec->reload != NULL, "sendmail", p->codec->sendmail);
}

static void program_verb_line(const struct program *p)
{
	(void)printf("%-14s %-10s %s\n", p->codec->id, program_state_words[p->state],
		p->path ? p->path : "");
}

static int program_verb_list(const struct cli *cli)
{
	const struct program_where where = program_verb_where(cli);
	json_t *document = json_document(), *all = json_array();
	bool json = cli->options[OPTION_JSON];
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);

	for (size_t i = 0; i < codec_count && !code; i++) {
		struct program p;

		if (!(codecs[i]->uses & CODEC_APPLIES) || codecs[i]->asks_file)
			continue;
		program_verb_recover(codecs[i], &where);
		program_look(&p, codecs[i], &where, session_for_programs(&s));
		if (json)
			json_array_append_new(all, program_verb_json(&p));
		else
			program_verb_line(&p);
		program_fini(&p);
	}
	json_object_set_new(document, "programs", all);
	json_object_set_new(document, "messages",
		json && !code ? machine_report_json(session_for_programs(&s)) : json_array());
	if (json && !code)
		json_print(document);
	else
		json_decref(document);
	if (code)
		return code;
	machine_report_sendmail();
	if (!json)
		machine_report(session_for_programs(&s));
	session_close(&s);
	return 0;
}

/* show and diff */

/* Looks at the program of the first argument. false: why not is said already, *code is the exit's.
 */
static bool program_verb_look(
	const struct cli *cli, struct session *s, struct program *p, int *code)
{
	const struct program_where where = program_verb_where(cli);
	const struct codec *codec = program_verb_codec(cli, 1, code);

	if (!codec)
		return false;
	*code = cli_open(cli, s, SESSION_READ);
	if (*code)
		return false;
	program_verb_recover(codec, &where);
	program_look(p, codec, &where, session_for_programs(s));
	if (p->state == PROGRAM_ABSENT)
		*code = cli_say(EX_NOINPUT, "%s is not on this machine", codec->name);
	else if (p->why.code)
		*code = cli_error(&p->why);
	if (!*code)
		return true;
	program_fini(p);
	session_close(s);
	return false;
}

static void program_verb_say_cannot(const struct program *p)
{
	for (size_t i = 0; i < p->cannot.n; i++)
		cli_say(0, "%s: %s", p->codec->name, p->cannot.items[i]);
}

/* What people read as text, as one string. */
static void program_verb_print(
	const struct cli *cli, const struct program *p, const char *key, const struct str *text)
{
	json_t *document = json_document();

	if (!cli->options[OPTION_JSON])
		(void)fputs(text->data, stdout);
	json_object_set_new(document, "id", json_string(p->codec->id));
	json_object_set_new(document, key, json_stringn_nocheck(text->data, text->len));
	json_object_set_new(document, "cannot", program_verb_cannot(p));
	json_print(document);
}

static int program_verb_show(const struct cli *cli)
{
	const struct program_where where = program_verb_where(cli);
	struct program p;
	struct session s;
	struct str out;
	int code;

	if (!program_verb_look(cli, &s, &p, &code))
		return code;
	str_init(&out, diff_max);
	program_show(&p, &where, session_for_programs(&s), cli->options[OPTION_REVEAL], &out);
	program_verb_print(cli, &p, "text", &out);
	str_wipe(&out);
	if (!p.files.n)
		cli_say(0, "%s already has these settings", p.codec->name);
	program_verb_say_cannot(&p);
	program_fini(&p);
	session_close(&s);
	return 0;
}

void program_verb_print_diff(
	const struct program *p, const struct cli *cli, const struct settings *s)
{
	const struct program_where where = program_verb_where(cli);
	struct str out;

	str_init(&out, diff_max);
	program_diff(p, &where, s, &out);
	program_verb_print(cli, p, "diff", &out);
	str_fini(&out);
}

static int program_verb_diff(const struct cli *cli)
{
	struct program p;
	struct session s;
	int code;

	if (!program_verb_look(cli, &s, &p, &code))
		return code;
	program_verb_print_diff(&p, cli, session_for_programs(&s));
	program_fini(&p);
	session_close(&s);
	return 0;
}

static const struct cli_action actions[] = {
	{"list", program_verb_list, OPTION_BIT(OPTION_JSON), 0, 0, "[--json]"},
	{"show", program_verb_show, OPTION_BIT(OPTION_REVEAL) | OPTION_BIT(OPTION_FILE), 1, 1,
		"ID [--reveal] [--file PATH]"},
	{"diff", program_verb_diff, OPTION_BIT(OPTION_FILE), 1, 1, "ID [--file PATH]"},
	{"apply", program_verb_apply,
		OPTION_BIT(OPTION_CHECK) | OPTION_BIT(OPTION_DIFF) | OPTION_BIT(OPTION_UNTESTED) |
			OPTION_BIT(OPTION_YES) | OPTION_BIT(OPTION_RELOAD) |
			OPTION_BIT(OPTION_TEST) | OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_FILE),
		1, PROGRAMS_MAX,
		"ID... [--check] [--diff] [--test] [--untested] [--yes] [--reload] [--json] "
		"[--file PATH]"},
	{"test", program_verb_test, OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_FILE), 1, 2,
		"ID [ADDRESS] [--json] [--file PATH]"},
	{"undo", program_verb_undo, OPTION_BIT(OPTION_FILE), 1, 1, "ID [--file PATH]"},
	{0},
};

int verb_program(const struct cli *cli)
{
	return cli_act(cli, actions);
}
