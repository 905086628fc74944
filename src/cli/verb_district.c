#include "cli/json.h"
#include "cli/verbs.h"

#include "base/text.h"
#include "store/district.h"

#include <libgen.h>
#include <limits.h>
#include <stdlib.h>

static char *options_of(const struct cli *cli)
{
	return session_options_path(cli_level(cli));
}

/* The settings that a district has for itself; null: they cannot be read. */
static json_t *own_keys(const struct session *s, bool readable)
{
	json_t *keys = readable ? json_array() : json_null();

	for (int i = 0; i < FIELD_COUNT && readable; i++)
		if (settings_is_own(&s->saved, (enum field_id)i))
			json_array_append_new(keys, json_string(fields[i].key));
	return keys;
}

static json_t *district_verb_describe(const struct cli *cli, const char *name)
{
	struct level level = {cli->options[OPTION_CONFIG], name};
	struct session s;
	struct err e;
	bool readable = session_open(&s, level, SESSION_READ, &e) == 0;
	json_t *district = json_pack("{s:o, s:o, s:b, s:o}", "name", json_text(name), "file",
		json_text(s.store.path), "writable", !s.read_only, "own", own_keys(&s, readable));

	session_close(&s);
	return district;
}

static void district_verb_list_json(const struct cli *cli, const struct strlist *names)
{
	json_t *document = json_document(), *all = json_array();

	for (size_t i = 0; i < names->n; i++)
		json_array_append_new(all, district_verb_describe(cli, names->items[i]));
	json_object_set_new(document, "districts", all);
	json_print(document);
}

static int district_verb_list(const struct cli *cli)
{
	char *options = options_of(cli);
	struct strlist names;

	district_list(options, &names);
	if (cli->options[OPTION_JSON])
		district_verb_list_json(cli, &names);
	for (size_t i = 0; i < names.n && !cli->options[OPTION_JSON]; i++)
		(void)printf("%s\n", names.items[i]);
	if (!names.n)
		cli_say(0, "there are no districts. To add one: smtpsetup district add NAME");
	strlist_fini(&names);
	free(options);
	return 0;
}

/* Rights are those of the files, so giving them is a matter for the system's own commands. */
static void say_how_to_share(const char *options, const char *name)
{
	char *path = district_path(options, name);
	struct str quoted;

	str_init(&quoted, 5 * PATH_MAX);
	text_shell(&quoted, dirname(path));
	cli_say(0,
		"added. To let a group edit it: chgrp GROUP %s && chmod 2770 %s (the group also "
		"needs access to the directories above it)",
		quoted.data, quoted.data);
	str_fini(&quoted);
	free(path);
}

static void district_verb_done(const char *options, const char *name)
{
	json_t *document = json_document();
	char *path = district_path(options, name);

	json_object_set_new(document, "changed", json_true());
	json_object_set_new(document, "name", json_text(name));
	json_object_set_new(document, "file", json_text(path));
	json_print(document);
	free(path);
}

static int district_verb_add(const struct cli *cli)
{
	const char *name = cli->arguments[1];
	char *options = options_of(cli);
	struct err e;
	int code = 0;

	if (district_add(options, name, &e) < 0) {
		code = cli_error(&e);
	} else {
		say_how_to_share(options, name);
		district_verb_done(options, name);
	}
	free(options);
	return code;
}

static int remove_one(const struct cli *cli)
{
	char *options = options_of(cli);
	struct err e;
	int code = 0;

	if (district_remove(options, cli->arguments[1], &e) < 0) {
		code = cli_error(&e);
	} else {
		cli_say(0, "removed, with all its settings");
		district_verb_done(options, cli->arguments[1]);
	}
	free(options);
	return code;
}

static const struct cli_action actions[] = {
	{"list", district_verb_list, OPTION_BIT(OPTION_JSON), 0, 0, "[--json]"},
	{"add", district_verb_add, 0, 1, 1, "NAME"},
	{"remove", remove_one, 0, 1, 1, "NAME"},
	{0},
};

int verb_district(const struct cli *cli)
{
	return cli_act(cli, actions);
}
