#include "cli/json.h"
#include "cli/settings_diff.h"
#include "cli/verbs.h"

#include "base/utc.h"
#include "engine/versions.h"

#include <stdlib.h>
#include <string.h>

/* The keys that have another value in the version than now. */
static json_t *keys_of(const struct settings *then, const struct settings *now)
{
	json_t *keys = json_array();

	for (int i = 0; i < FIELD_COUNT; i++)
		if (!settings_same(then, now, (enum field_id)i))
			json_array_append_new(keys, json_string(fields[i].key));
	return keys;
}

/* null: what is kept there cannot be used. */
static json_t *history_verb_differing(const struct session *s, size_t n)
{
	struct settings then;
	struct err e;
	json_t *keys;

	settings_init_over(&then, s->saved.base);
	keys = versions_load(s, n, &then, &e) == 0 ? keys_of(&then, &s->saved) : json_null();
	settings_fini(&then);
	return keys;
}

static json_t *history_verb_describe(const struct session *s)
{
	struct version versions[history_max];
	size_t count = versions_list(s, versions);
	json_t *all = json_array();

	for (size_t i = 0; i < count; i++) {
		char at[utc_size];

		utc_text(versions[i].saved, at);
		json_array_append_new(
			all, json_pack("{s:I, s:s, s:o, s:b}", "version", (json_int_t)(i + 1),
				     "saved", at, "differs", history_verb_differing(s, i + 1),
				     "passed", (int)versions_passed(s, i + 1)));
	}
	return all;
}

static void history_verb_print_version(const json_t *version)
{
	const json_t *keys = json_object_get(version, "differs");
	size_t count = json_array_size(keys);

	(void)printf("%d  %s  ", (int)json_integer_value(json_object_get(version, "version")),
		json_string_value(json_object_get(version, "saved")));
	if (json_is_null(keys))
		(void)printf("cannot be used");
	else if (!count)
		(void)printf("the same settings");
	for (size_t i = 0; i < count; i++)
		(void)printf("%s%s", i ? ", " : "", json_string_value(json_array_get(keys, i)));
	if (json_is_true(json_object_get(version, "passed")))
		(void)printf("  (passed its test)");
	(void)putchar('\n');
}

/* To a broken file the versions are the way back: they are listed with what they have. */
static int open_for_list(const struct cli *cli, struct session *s, int *code)
{
	struct err e;

	*code = 0;
	if (session_open(s, cli_level(cli), SESSION_READ, &e) == 0)
		return 0;
	*code = cli_error(&e);
	if (s->store.broken)
		return 0;
	session_close(s);
	return -1;
}

int verb_history(const struct cli *cli)
{
	struct session s;
	json_t *document, *all;
	int code;

	if (open_for_list(cli, &s, &code) < 0)
		return code;
	all = history_verb_describe(&s);
	if (!json_array_size(all))
		cli_say(0, "there is no earlier version of %s yet", s.store.path);
	for (size_t i = 0; i < json_array_size(all) && !cli->options[OPTION_JSON]; i++)
		history_verb_print_version(json_array_get(all, i));
	document = json_document();
	json_object_set_new(document, "versions", all);
	if (cli->options[OPTION_JSON])
		json_print(document);
	else
		json_decref(document);
	session_close(&s);
	return code;
}

/* 0 after a sentence: that is no version. */
static size_t version_of(const struct cli *cli)
{
	const char *word = cli->n ? cli->arguments[0] : "1";

	if (strlen(word) == 1 && *word >= '1' && *word <= '0' + history_max)
		return (size_t)(*word - '0');
	cli_say(EX_USAGE, "expected a version from 1 (the newest) to %d, got \"%s\"", history_max,
		word);
	return 0;
}

static void history_verb_print_diff(
	const struct cli *cli, const struct session *s, const struct settings *then, size_t n)
{
	json_t *diff = settings_diff(then, &s->saved), *document;
	bool beyond = versions_differ_beyond(s, n);

	if (!cli->options[OPTION_JSON]) {
		settings_diff_print(diff);
		json_decref(diff);
		if (beyond)
			cli_say(0, "the rest of the file (comments, other settings) also differs; "
				   "it is not shown because it may contain secrets");
		return;
	}
	document = json_document();
	json_object_set_new(document, "version", json_integer((json_int_t)n));
	json_object_set_new(document, "diff", diff);
	json_object_set_new(document, "beyond", json_boolean(beyond));
	json_print(document);
}

int verb_diff(const struct cli *cli)
{
	size_t n = version_of(cli);
	struct settings then;
	struct session s;
	struct err e;
	int code;

	if (!n)
		return EX_USAGE;
	code = cli_open(cli, &s, SESSION_READ);
	if (code)
		return code;
	settings_init_over(&then, s.saved.base);
	if (versions_load(&s, n, &then, &e) < 0)
		code = cli_error(&e);
	else
		history_verb_print_diff(cli, &s, &then, n);
	settings_fini(&then);
	session_close(&s);
	return code;
}

/* A broken file is what one wants to come back from: it is then kept as FILE.bak. */
static int open_for_rollback(const struct cli *cli, struct session *s, enum session_mode mode)
{
	struct err e;

	if (session_open(s, cli_level(cli), mode, &e) == 0)
		return 0;
	if (s->store.broken) {
		store_start_anew(&s->store);
		return 0;
	}
	session_close(s);
	return cli_error(&e);
}

static void say_restored(const struct session *s, size_t n)
{
	json_t *document = json_document();

	json_object_set_new(document, "version", json_integer((json_int_t)n));
	json_object_set_new(document, "changed", json_boolean(s->store.wrote));
	json_print(document);
	if (!s->store.wrote)
		cli_say(0, "version %zu is the same as the current file", n);
	else if (s->note.len)
		cli_say(0, "version %zu is restored. %s", n, s->note.data);
	else
		cli_say(0, "version %zu is restored; the previous file is now version 1", n);
}

/* For reading it finds out whether anything would be written. */
static int rollback_in(const struct cli *cli, size_t n, enum session_mode mode, bool *would)
{
	struct session s;
	struct err e;
	int code = open_for_rollback(cli, &s, mode), result;

	if (code)
		return code;
	result = mode == SESSION_READ ? versions_check(&s, n, would, &e)
				      : versions_restore(&s, n, &e);
	if (result < 0)
		code = cli_error(&e);
	else if (mode == SESSION_WRITE || !*would)
		say_restored(&s, n);
	session_close(&s);
	return code;
}

int verb_rollback(const struct cli *cli)
{
	size_t n = version_of(cli);
	bool would = false;
	int code = n ? rollback_in(cli, n, SESSION_READ, &would) : EX_USAGE;

	return !code && would ? rollback_in(cli, n, SESSION_WRITE, &would) : code;
}
