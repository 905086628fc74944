/*
 * The verb apply: what the settings are to be, as one document from a program: {"provider": ID,
 * "settings": {KEY: VALUE|null}, "password": "..."}. It is bounded and trusted in nothing, and
 * what is wrong with it is told without a word of it, which may be a password.
 */
#include "cli/amend.h"
#include "cli/json.h"
#include "cli/test_run.h"
#include "cli/verbs.h"

#include "base/suggest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	document_max = 256 * 1024, /* bytes: every setting and the password, all escaped */
	number_max = 24,
};

/* Returns 0, or an exit code after a sentence. */
static int apply_read(const char *name, struct str *text)
{
	bool is_stdin = strcmp(name, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY), result;

	if (fd < 0)
		return cli_say(EX_NOINPUT, "cannot read %s: %s", name, strerror(errno));
	result = file_read_all(fd, text);
	if (!is_stdin)
		(void)close(fd);
	if (result < 0)
		return cli_say(EX_NOINPUT, "cannot read %s: %s", name, strerror(errno));
	return text->full ? cli_say(EX_DATAERR, "the input is larger than %d bytes", document_max)
			  : 0;
}

/* What the parser quotes may be a password. */
static void apply_refuse_text(json_error_t *wrong, struct err *e)
{
	char *quoted = strstr(wrong->text, " near ");

	if (quoted)
		*quoted = '\0';
	(void)err_set(
		e, EX_DATAERR, "line %d, column %d: %s", wrong->line, wrong->column, wrong->text);
}

static int apply_refuse(struct err *e, const char *field, const char *text)
{
	(void)err_set(e, EX_DATAERR, "%s", text);
	return err_field(e, field);
}

/* Of a key that is not known: with the near one. */
static int apply_refuse_key(struct err *e, const char *key, const char *near, const char *otherwise)
{
	(void)suggest_error(e, near, otherwise, "\"%.40s\" is not known", key);
	e->code = EX_DATAERR;
	return err_field(e, key);
}

static int apply_take_provider(struct wishes *w, json_t *value, struct err *e)
{
	const char *name = json_string_value(value);

	if (!name)
		return apply_refuse(e, "provider", "the id of a provider is needed, in quotes");
	w->provider = provider_named(name);
	return w->provider ? 0
			   : apply_refuse_key(e, "provider", provider_suggest(name),
				     "; smtpsetup provider lists those that are");
}

/* A number is taken where the setting is one; the text of it belongs to the document. */
static const char *apply_text(json_t *document, const struct field *f, json_t *value)
{
	char text[number_max];
	json_t *copy;

	if (!json_is_integer(value) || !f->type->integer)
		return json_string_value(value);
	(void)snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	copy = json_string(text);
	json_object_set_new(document, f->key, copy);
	return json_string_value(copy);
}

static int apply_take_setting(struct wishes *w, const char *key, json_t *value, struct err *e)
{
	enum field_id id = field_find(key);
	const char *text;

	if (id == FIELD_COUNT)
		return apply_refuse_key(
			e, key, field_suggest(key), "; smtpsetup show lists the settings");
	if (json_is_null(value)) {
		wishes_add(w, id, NULL);
		return 0;
	}
	if (fields[id].flags & FIELD_SECRET)
		return apply_refuse(e, key,
			"a password stands beside the settings, as \"password\"; here only null "
			"can be");
	text = apply_text(w->document, &fields[id], value);
	if (!text)
		return apply_refuse(e, key,
			fields[id].type->integer ? "a number, a text in quotes or null is needed"
						 : "a text in quotes or null is needed");
	if (id == FIELD_HOST)
		wishes_add_host(w, (char *)text);
	else
		wishes_add(w, id, text);
	return 0;
}

static int apply_take_settings(struct wishes *w, json_t *settings, struct err *e)
{
	const char *key;
	json_t *value;

	if (!json_is_object(settings))
		return apply_refuse(e, "settings", "an object of settings is needed");
	json_object_foreach(
		settings, key, value) if (apply_take_setting(w, key, value, e) < 0) return -1;
	wishes_add_port(w);
	return 0;
}

/* After the settings, so that it comes last. */
static int apply_take_password(struct wishes *w, json_t *value, struct err *e)
{
	if (!value)
		return 0;
	if (wishes_name(w, FIELD_PASSWORD))
		return apply_refuse(e, fields[FIELD_PASSWORD].key,
			"it is given twice, in \"settings\" and as \"password\": leave out one of "
			"the two");
	if (json_is_null(value)) {
		wishes_add(w, FIELD_PASSWORD, NULL);
		return 0;
	}
	if (!json_is_string(value))
		return apply_refuse(
			e, fields[FIELD_PASSWORD].key, "a text in quotes or null is needed");
	str_add(&w->password, json_string_value(value), json_string_length(value));
	return wishes_add_password(w, e);
}

static int apply_check_keys(const json_t *document, struct err *e)
{
	static const char *const known[] = {"provider", "settings", "password"};
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)document, key, value)
	{
		struct suggest near = {.word = key};
		bool is_known = false;

		for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
			suggest_offer(&near, known[i], known[i]);
			is_known = is_known || strcmp(known[i], key) == 0;
		}
		if (!is_known)
			return apply_refuse_key(e, key, near.found,
				": \"provider\", \"settings\" and \"password\" are");
	}
	return 0;
}

static int apply_take(struct wishes *w, struct err *e)
{
	json_t *provider = json_object_get(w->document, "provider");
	json_t *settings = json_object_get(w->document, "settings");
	json_t *password = json_object_get(w->document, "password");

	if (apply_check_keys(w->document, e) < 0)
		return -1;
	if (provider && apply_take_provider(w, provider, e) < 0)
		return -1;
	if (settings && apply_take_settings(w, settings, e) < 0)
		return -1;
	return apply_take_password(w, password, e);
}

static int apply_parse(const struct str *text, struct wishes *w)
{
	json_error_t wrong;
	struct err e;

	wishes_init(w, 2 * FIELD_COUNT);
	w->document = json_loadb(text->data, text->len, JSON_REJECT_DUPLICATES, &wrong);
	if (!w->document)
		apply_refuse_text(&wrong, &e);
	else if (!json_is_object(w->document))
		(void)err_set(&e, EX_DATAERR, "an object is needed: {\"settings\": {...}}");
	else if (apply_take(w, &e) == 0)
		return 0;
	if (e.field[0])
		json_note_error(&e);
	return e.field[0] ? cli_say(e.code, "%s: %s", e.field, e.message) : cli_error(&e);
}

/* Only what passes is saved; what passes as it is already is recorded. */
static int apply_prove(const struct cli *cli, struct amend *a, struct session *s)
{
	struct test_run run = {.start = test_run_start_plain};
	int code = test_run(cli, &run, &s->draft);
	struct err e;

	if (run.result)
		(void)json_object_del(run.result, "schema");
	json_decref(a->test);
	a->test = run.result ? run.result : json_null();
	if (code || !run.verdict)
		return code;
	session_remember(s, &s->draft, run.verdict);
	a->tested = s->tested;
	if (!a->changed && !cli->options[OPTION_CHECK] && session_record(s, &e) < 0)
		cli_say(0, "the result could not be recorded: %s", e.message);
	return 0;
}

int verb_apply(const struct cli *cli)
{
	const char *name = cli->n ? cli->arguments[0] : "-";
	struct amend a = {.test = json_null()};
	struct str text;
	int code;

	if (!cli->n && isatty(STDIN_FILENO))
		return cli_say(
			EX_USAGE, "usage: smtpsetup %s %s", cli->verb->name, cli->verb->arguments);
	str_init_guarded(&text, document_max);
	code = apply_read(name, &text);
	if (!code)
		code = apply_parse(&text, &a.wishes);
	str_wipe(&text);
	a.wishes.exact = cli->options[OPTION_EXACT];
	if (cli->options[OPTION_TEST])
		a.prove = apply_prove;
	return amend_run(cli, &a, code);
}
