#include "store/clients.h"

#include "base/file.h"
#include "store/config_precheck.h"
#include "store/tree.h"

#include <stdlib.h>

enum { others_write = 022 };

static const struct {
	const char *name;
	enum field_id id;
} members[] = {
	{"client_id", FIELD_CLIENT_ID},
	{"tenant", FIELD_TENANT},
	{"client_secret", FIELD_CLIENT_SECRET},
};

static int clients_take(
	const config_setting_t *row, const char *path, struct settings *s, struct err *e)
{
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		enum field_id id = members[i].id;
		const char *text;
		struct err why;

		if (config_setting_lookup_string(row, members[i].name, &text) != CONFIG_TRUE ||
			!settings_is_empty(s, id))
			continue;
		if (settings_assign(s, id, text, &why) < 0)
			return err_set(
				e, EX_CONFIG, "%s: %s: %s", path, members[i].name, why.message);
	}
	return 0;
}

static int clients_find(const config_t *tree, const char *path, struct settings *s, struct err *e)
{
	const config_setting_t *rows = config_lookup(tree, "clients");
	int n = rows ? config_setting_length(rows) : 0;

	for (int i = 0; i < n; i++) {
		const config_setting_t *row = config_setting_get_elem(rows, (unsigned)i);
		const char *sign_in;

		if (row && config_setting_is_group(row) &&
			config_setting_lookup_string(row, "sign_in", &sign_in) == CONFIG_TRUE &&
			settings_is(s, FIELD_SIGN_IN, sign_in))
			return clients_take(row, path, s, e);
	}
	return 0;
}

static int clients_parse(
	const char *path, const struct str *text, struct settings *s, struct err *e)
{
	struct settings filled;
	config_t tree;
	int result = config_precheck(path, text->data, text->len, e);

	config_init(&tree);
	settings_init_over(&filled, s->base);
	settings_copy(&filled, s);
	if (result == 0)
		result = tree_parse(&tree, path, text->data, e);
	if (result == 0)
		result = clients_find(&tree, path, &filled, e);
	if (result == 0)
		settings_copy(s, &filled);
	settings_fini(&filled);
	config_destroy(&tree);
	return result;
}

/* A row may name a command: it has to be the administrator's, or this person's. */
static int clients_check(const char *path, const struct file_state *state, struct err *e)
{
	char *real = file_resolve(path);
	bool trusted = !(state->mode & others_write) && file_is_trusted(real, state);

	free(real);
	return trusted ? 0
		       : err_set(e, EX_CONFIG, "%s is not used: other users could have changed it",
				 path);
}

int clients_fill(const char *path, struct settings *s, struct err *e)
{
	struct file_state state;
	struct str text;
	int result;

	str_init_guarded(&text, config_size_max);
	result = file_read(path, config_size_max, &text, &state, e);
	if (result == 0 && state.exists)
		result = clients_check(path, &state, e);
	if (result == 0 && state.exists)
		result = clients_parse(path, &text, s, e);
	str_wipe(&text);
	return result;
}
