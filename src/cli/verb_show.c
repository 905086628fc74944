/* The verbs that print settings: show and get. */
#include "cli/json.h"
#include "cli/verbs.h"

#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static json_t *show_verb_value(const struct settings *s, enum field_id id)
{
	if (settings_is_hidden(s, id))
		return json_null();
	if (fields[id].flags & FIELD_SECRET)
		return json_pack("{s:b}", "set", !settings_is_empty(s, id));
	return json_string(settings_get(s, id));
}

static void show_verb_json(const struct session *s)
{
	json_t *document = json_document(), *all = json_object(), *missing = json_array();

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;

		json_object_set_new(all, fields[id].key,
			json_pack("{s:o, s:s}", "value", show_verb_value(&s->saved, id), "origin",
				origin_name(settings_origin(&s->saved, id))));
		if (rules_missing(&s->saved, id))
			json_array_append_new(missing, json_string(fields[id].key));
	}
	json_object_set_new(document, "file", json_text(s->store.path));
	json_object_set_new(document, "settings", all);
	json_object_set_new(document, "missing", missing);
	json_print(document);
}

/* As people read it: a secret is only said to be set. */
static const char *show_verb_text(const struct settings *s, enum field_id id)
{
	const char *text = settings_get(s, id);

	if (settings_is_hidden(s, id))
		return settings_hidden_words;
	return fields[id].flags & FIELD_SECRET && !*text ? "(not set)" : text;
}

int verb_show(const struct cli *cli)
{
	struct session s;
	int code = cli_open(cli, &s, SESSION_READ);

	if (code)
		return code;
	if (cli->options[OPTION_JSON])
		show_verb_json(&s);
	else
		for (int i = 0; i < FIELD_COUNT; i++)
			(void)printf("%s=%s\n", fields[i].key,
				show_verb_text(&s.saved, (enum field_id)i));
	if (s.personal && isatty(STDOUT_FILENO))
		cli_say(0, "%s", session_personal_words);
	session_close(&s);
	return 0;
}

/* Past the buffer of stdout, which would keep it. */
static int show_verb_reveal(const struct secret *secret)
{
	const char *bytes = secret_text(secret);
	size_t len = secret_len(secret);
	ssize_t n = 0;

	while (len && (n >= 0 || errno == EINTR)) {
		n = write(STDOUT_FILENO, bytes, len);
		bytes += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	if (len)
		return errno == EPIPE ? 0 : cli_say(EX_IOERR, "cannot write the output");
	(void)putchar('\n');
	return 0;
}

static void show_verb_get_json(const struct cli *cli, const struct settings *s, enum field_id id)
{
	const struct secret *secret = settings_secret(s, id);
	bool reveals = secret && cli->options[OPTION_REVEAL];
	json_t *document = json_document();

	json_object_set_new(document, "key", json_string(fields[id].key));
	json_object_set_new(document, "value",
		reveals ? json_string(secret_text(secret)) : show_verb_value(s, id));
	json_object_set_new(document, "origin", json_string(origin_name(settings_origin(s, id))));
	json_print(document);
}

int verb_get(const struct cli *cli)
{
	enum field_id id = cli_field(cli->arguments[0]);
	struct session s;
	int code;

	if (id == FIELD_COUNT)
		return EX_USAGE;
	code = cli_open(cli, &s, SESSION_READ);
	if (code)
		return code;
	if (settings_is_hidden(&s.saved, id))
		code = cli_say(EX_NOPERM, "%s is inherited from Options, which you cannot read",
			fields[id].key);
	else if (cli->options[OPTION_JSON])
		show_verb_get_json(cli, &s.saved, id);
	else if (fields[id].flags & FIELD_SECRET && cli->options[OPTION_REVEAL])
		code = show_verb_reveal(settings_secret(&s.saved, id));
	else
		(void)printf("%s\n", show_verb_text(&s.saved, id));
	session_close(&s);
	return code;
}
