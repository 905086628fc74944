/* The verb import: the settings that another program has. */
#include "cli/json.h"
#include "cli/verbs.h"

#include "engine/discover.h"
#include "engine/program.h"

#include <string.h>

/* What the file says, the first of the programs that understand it. */
static int import_verb_find(struct discovery *d, const char *what)
{
	const struct codec *codec = strchr(what, '/') ? NULL : codec_find(what);
	struct err e;

	if (codec && codec->uses & CODEC_IMPORTS)
		discover_program(d, codec, "");
	else if (discover_file(d, what, &e) < 0) {
		if (e.code == EX_NOINPUT && !strchr(what, '/'))
			(void)program_find(what, CODEC_IMPORTS, &e); /* rather than a file */
		return cli_error(&e);
	}
	if (d->n)
		return 0;
	for (size_t i = 0; i < d->unusable.n; i++)
		cli_say(0, "%s", d->unusable.items[i]);
	return cli_say(EX_NOINPUT, "%s names no usable mail server", what);
}

static json_t *import_verb_values(const struct import_result *f)
{
	json_t *values = json_object();

	for (int i = 0; i < FIELD_COUNT; i++)
		if (f->where[i])
			json_object_set_new(values, fields[i].key,
				json_pack("{s:o, s:o}", "value",
					json_text(settings_get(&f->settings, (enum field_id)i)),
					"where", json_text(f->where[i])));
	return values;
}

static void import_verb_json(const struct import_result *f, bool changed)
{
	json_t *document = json_document(), *remarks = json_array();

	for (size_t i = 0; i < f->remarks.n; i++)
		json_array_append_new(remarks, json_text(f->remarks.items[i]));
	json_object_set_new(document, "program", json_text(f->program));
	json_object_set_new(document, "file", json_text(f->file));
	json_object_set_new(document, "changed", json_boolean(changed));
	json_object_set_new(document, "settings", import_verb_values(f));
	json_object_set_new(document, "remarks", remarks);
	json_print(document);
}

static void import_verb_text(const struct import_result *f)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (f->where[i])
			(void)printf("%s=%s  (%s)\n", fields[i].key,
				settings_get(&f->settings, (enum field_id)i), f->where[i]);
	for (size_t i = 0; i < f->remarks.n; i++)
		cli_say(0, "%s", f->remarks.items[i]);
}

static int import_verb_save(
	const struct cli *cli, struct session *s, const struct import_result *f, bool *changed)
{
	struct str said;
	struct err e;

	discover_take(s, f);
	str_init(&said, 500);
	(void)password_follow(&s->given, &s->draft, &said);
	if (said.len)
		cli_say(0, "%s", said.data);
	str_fini(&said);
	*changed = session_would_write(s);
	if (cli->options[OPTION_CHECK] || !*changed)
		return 0;
	return session_save(s, &e) < 0 ? cli_error(&e) : 0;
}

static void import_verb_change(const struct cli *cli, struct session *s, const void *found)
{
	(void)cli;
	discover_take(s, found);
}

int verb_import(const struct cli *cli)
{
	enum session_mode mode = SESSION_READ;
	struct discovery found = {0};
	struct session s;
	bool changed = false;
	int code = import_verb_find(&found, cli->arguments[0]);

	if (!code && !cli->options[OPTION_CHECK])
		mode = cli_mode_for(cli, import_verb_change, &found.items[0]);
	if (!code)
		code = cli_open(cli, &s, mode);
	if (code) {
		discovery_fini(&found);
		return code;
	}
	code = import_verb_save(cli, &s, &found.items[0], &changed);
	if (!code && cli->options[OPTION_JSON])
		import_verb_json(&found.items[0], changed);
	else if (!code)
		import_verb_text(&found.items[0]);
	session_close(&s);
	discovery_fini(&found);
	return code;
}
