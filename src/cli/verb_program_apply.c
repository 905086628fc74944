/* The actions of the verb program that change files or send: apply, undo, test. */
#include "cli/verb_program.h"

#include "cli/machine_report.h"
#include "engine/program_apply.h"
#include "engine/program_send.h"

enum { sentence_max = 2000 };

static const char sent_differs[] = "its files have other settings than the saved ones";

static json_t *program_verb_result(
	const struct codec *codec, const struct program_result *r, const struct err *e)
{
	json_t *files = json_array(), *messages = json_array();

	for (size_t i = 0; i < r->paths.n; i++)
		json_array_append_new(
			files, json_pack("{s:o, s:b, s:o}", "path", json_text(r->paths.items[i]),
				       "changed", true, "backup",
				       json_text(i < r->backups.n ? r->backups.items[i] : NULL)));
	for (size_t i = 0; i < r->messages.n; i++)
		json_array_append_new(messages, json_text(r->messages.items[i]));
	if (e->code)
		json_array_append_new(messages, json_text(e->message));
	return json_pack("{s:s, s:b, s:o, s:b, s:o}", "id", codec->id, "changed", r->changed,
		"files", files, "reload", r->reloaded, "messages", messages);
}

static void program_verb_say_result(const struct codec *codec, const struct program_result *r,
	const char *done, const char *nothing)
{
	for (size_t i = 0; i < r->messages.n; i++)
		cli_say(0, "%s: %s", codec->name, r->messages.items[i]);
	for (size_t i = 0; i < r->paths.n; i++)
		(void)printf("%s %s\n", done, r->paths.items[i]);
	if (!r->changed)
		cli_say(0, "%s: %s", codec->name, nothing);
}

static void program_verb_say_failure(
	const struct codec *codec, const struct program_result *r, const struct err *e)
{
	cli_error(e);
	if (r->left && r->messages.n)
		cli_say(0, "%s: %s", codec->name, r->messages.items[r->messages.n - 1]);
	else
		cli_say(0, "%s: its files are as they were", codec->name);
}

static int program_verb_apply_one(
	const struct cli *cli, size_t at, const struct session *s, json_t *all, bool *changed)
{
	const struct program_where where = program_verb_where(cli);
	const struct program_wish wish = {.weak_too = cli->options[OPTION_YES],
		.reload = cli->options[OPTION_RELOAD],
		.check = cli->options[OPTION_CHECK],
		.test = cli->options[OPTION_TEST]
				? settings_get(session_for_programs(s), FIELD_FROM)
				: NULL};
	struct program_result result;
	const struct codec *codec;
	struct err e = {0};
	int code;

	codec = program_verb_codec(cli, at, &code);
	if (!codec)
		return code;
	if (cli->options[OPTION_DIFF] && !cli->options[OPTION_JSON]) {
		struct program p;

		program_look(&p, codec, &where, session_for_programs(s));
		program_verb_print_diff(&p, cli, session_for_programs(s));
		program_fini(&p);
	}
	if (program_apply(codec, &where, session_for_programs(s), wish, &result, &e) < 0) {
		json_note_error(&e);
		code = e.code;
	}
	*changed = *changed || result.changed;
	if (cli->options[OPTION_JSON])
		json_array_append_new(all, program_verb_result(codec, &result, &e));
	else if (code)
		program_verb_say_failure(codec, &result, &e);
	else
		program_verb_say_result(codec, &result, wish.check ? "would write" : "wrote",
			"it already has these settings");
	program_result_fini(&result);
	return code;
}

int program_verb_check_tested(const struct cli *cli, const struct session *s)
{
	if (session_state(s, &s->saved) == STATE_ESTABLISHED || cli->options[OPTION_UNTESTED])
		return 0;
	return cli_say(EX_CONFIG,
		"the saved settings have not passed their test: run smtpsetup test first, or add "
		"--untested");
}

static void program_verb_print_results(json_t *all, bool changed)
{
	json_t *document = json_document();

	json_object_set_new(document, "changed", json_boolean(changed));
	json_object_set_new(document, "programs", all);
	json_print(document);
}

int program_verb_apply(const struct cli *cli)
{
	bool changed = false;
	struct session s;
	json_t *all;
	int code;

	if (program_verb_is_sender(cli))
		return program_verb_apply_sender(cli);
	code = cli_open(cli, &s, SESSION_READ);
	if (code)
		return code;
	all = json_array();
	for (size_t i = 1; i < cli->n && !code; i++) /* all or none of what was typed is meant */
		(void)program_verb_codec(cli, i, &code);
	if (!code)
		code = program_verb_check_tested(cli, &s);
	if (!code)
		machine_report(session_for_programs(&s));
	for (size_t i = 1; i < cli->n && !code; i++)
		code = program_verb_apply_one(cli, i, &s, all, &changed);
	program_verb_print_results(all, changed);
	session_close(&s);
	return code;
}

int program_verb_undo(const struct cli *cli)
{
	const struct program_where where = program_verb_where(cli);
	struct program_result result;
	const struct codec *codec;
	struct err e = {0};
	int code;

	if (program_verb_is_sender(cli))
		return program_verb_undo_sender(cli);
	codec = program_verb_codec(cli, 1, &code);
	if (!codec)
		return code;
	if (program_undo(codec, &where, &result, &e) < 0) {
		code = cli_error(&e);
	} else if (cli->options[OPTION_JSON]) {
		json_t *all = json_array();

		json_array_append_new(all, program_verb_result(codec, &result, &e));
		program_verb_print_results(all, result.changed);
	} else {
		program_verb_say_result(codec, &result, "put back", "nothing to put back");
	}
	program_result_fini(&result);
	return code;
}

/* test */

static void program_verb_print_sent(
	const struct codec *codec, const char *to, const struct program_sent *sent)
{
	json_t *document = json_document(), *messages = json_array();
	struct str sentence;

	str_init(&sentence, sentence_max);
	program_sent_say(codec, to, sent, &sentence);
	json_array_append_new(messages, json_text(sentence.data));
	if (sent->differs)
		json_array_append_new(messages, json_text(sent_differs));
	json_object_set_new(document, "id", json_string(codec->id));
	json_object_set_new(document, "address", json_text(to));
	json_object_set_new(
		document, "outcome", json_string(delivery_end_words[sent->verdict.end]));
	json_object_set_new(document, "answer",
		sent->verdict.words.len ? json_text(sent->verdict.words.data) : json_null());
	json_object_set_new(document, "messages", messages);
	json_print(document);
	str_fini(&sentence);
}

/* The result is the data of this verb, good or bad. */
static void program_verb_say_sent(
	const struct codec *codec, const char *to, const struct program_sent *sent)
{
	struct str sentence;

	str_init(&sentence, sentence_max);
	program_sent_say(codec, to, sent, &sentence);
	(void)printf("%s\n", sentence.data);
	if (sent->differs)
		cli_say(0, "%s: %s", codec->name, sent_differs);
	str_fini(&sentence);
}

int program_verb_test(const struct cli *cli)
{
	const struct program_where where = program_verb_where(cli);
	const char *to = cli->n > 2 ? cli->arguments[2] : NULL;
	struct program_sent sent;
	const struct codec *codec;
	struct session s;
	struct err e;
	int code;

	codec = program_verb_codec(cli, 1, &code);
	if (!codec)
		return code;
	code = cli_open(cli, &s, SESSION_READ);
	if (code)
		return code;
	if (!to)
		to = settings_get(session_for_programs(&s), FIELD_FROM);
	if (program_send(codec, &where, session_for_programs(&s), to, &sent, &e) < 0)
		code = cli_error(&e);
	else if (cli->options[OPTION_JSON])
		program_verb_print_sent(codec, to, &sent);
	else
		program_verb_say_sent(codec, to, &sent);
	if (!code)
		code = program_sent_code(&sent);
	program_sent_fini(&sent);
	session_close(&s);
	return code;
}
