#include "format/postfix_parts.h"

#include "base/ascii.h"

#include <string.h>

enum { references_max = 50 }; /* of one value in all: bounds depth and breadth at once */

const char postfix_separators[] = ", \t";

bool postfix_is_yes(const char *value)
{
	return ascii_same(value, "yes");
}

/* References to other parameters: $name, ${name} or $(name) */

struct expansion {
	const struct keyvals *parameters;
	struct str *out;
	int references;
};

/* What the file says, or what holds where it says nothing. */
static const char *postfix_parameter(const struct keyvals *parameters, const char *name)
{
	static const struct {
		const char *name, *value;
	} defaults[] = {
		{"config_directory", "/etc/postfix"},
		{"default_database_type", "hash"},
	};
	const struct keyval *pair = keyvals_find(parameters, name);

	for (size_t i = 0; !pair && i < sizeof(defaults) / sizeof(defaults[0]); i++)
		if (strcmp(defaults[i].name, name) == 0)
			return defaults[i].value;
	return pair ? pair->value : NULL;
}

static bool postfix_expand(struct expansion *x, const char *value);

/* At a dollar sign; moves behind the reference. False where it is not as simple as that. */
static bool postfix_refer(struct expansion *x, const char **text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_";
	const char *at = *text + 1, *value;
	char name[64], close = *at == '{' ? '}' : '\0';
	size_t len;

	if (*at == '(')
		close = ')';
	if (close)
		at++;
	len = strspn(at, letters);
	if (!len || len >= sizeof(name) || (close && at[len] != close) || !x->references--)
		return false;
	memcpy(name, at, len);
	name[len] = '\0';
	*text = at + len + (close ? 1 : 0);
	value = postfix_parameter(x->parameters, name);
	return value && postfix_expand(x, value);
}

static bool postfix_expand(struct expansion *x, const char *value)
{
	while (*value) {
		size_t plain = strcspn(value, "$");

		str_add(x->out, value, plain);
		value += plain;
		if (value[0] == '$' && value[1] == '$') {
			str_char(x->out, '$');
			value += 2;
		} else if (*value && !postfix_refer(x, &value)) {
			return false;
		}
	}
	return !x->out->full;
}

int postfix_value(struct codec_reading *r, const char *name, struct str *out)
{
	const struct postfix *own = r->own;
	const struct keyval *pair = keyvals_find(&own->parameters, name);
	struct expansion x = {&own->parameters, out, references_max};

	if (!pair)
		return 0;
	if (postfix_expand(&x, pair->value))
		return pair->line;
	import_remark(r->f, r->f->file, pair->line,
		"%s was left out: it refers to a value that is not in this file.", name);
	return 0;
}

/* The login */

/* Of a key that is there twice, postmap takes the first; upper and lower case are the same. */
static const struct keyval *look_up(const struct keyvals *table, const char *key)
{
	for (size_t i = 0; i < table->n; i++)
		if (ascii_same(table->items[i].name, key))
			return &table->items[i];
	return NULL;
}

static bool take_from_table(struct codec_reading *r, const char *path, const struct str *text)
{
	const struct postfix *own = r->own;
	struct keyvals table;
	const struct keyval *pair;

	keyvals_init(&table, text->data, text->len, &scan_table);
	pair = look_up(&table, settings_get(&r->f->settings, FIELD_HOST));
	if (!pair)
		pair = look_up(&table, own->relay.data);
	if (pair)
		import_put_login(r->f, pair->value, path, pair->line);
	keyvals_fini(&table);
	return pair;
}

static bool postfix_take_file(struct codec_reading *r, char *path, int line)
{
	struct str text;
	bool readable, taken = false;

	str_init(&text, import_source_max);
	readable = r->in->fetch(r->in->context, path, &text);
	if (readable)
		taken = take_from_table(r, path, &text);
	if (!taken)
		import_remark(r->f, r->f->file, line,
			readable ? "%s has no login for this relay host."
				 : "%s, which has the login, cannot be read.",
			path);
	str_wipe(&text);
	return taken;
}

static bool take_static(struct codec_reading *r, char *login, int line)
{
	import_put_login(r->f, login, r->f->file, line);
	return true;
}

/* Behind each kind of table that is made of one there is a text file of the same name. */
static bool take_map(struct codec_reading *r, char *map, int line)
{
	static const char proxy[] = "proxy:";
	static const struct {
		const char *type;
		bool (*take)(struct codec_reading *r, char *name, int line);
	} types[] = {
		{"btree", postfix_take_file},
		{"cdb", postfix_take_file},
		{"dbm", postfix_take_file},
		{"hash", postfix_take_file},
		{"lmdb", postfix_take_file},
		{"texthash", postfix_take_file},
		{"static", take_static},
	};
	char *type = map, *name;

	if (strncmp(type, proxy, sizeof(proxy) - 1) == 0)
		type += sizeof(proxy) - 1;
	name = keyvals_split(type, ":");
	for (size_t i = 0; name && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i].type, type) == 0)
			return types[i].take(r, name, line);
	import_remark(r->f, r->f->file, line,
		"the login was left out: tables of this kind cannot be read.");
	return false;
}

static const char login_maps[] = "smtp_sasl_password_maps";

static void take_maps(struct codec_reading *r)
{
	struct str value;
	int line;
	bool taken = false;

	str_init(&value, postfix_value_max);
	line = postfix_value(r, login_maps, &value);
	for (char *map = value.data, *next; line && map && !taken; map = next) {
		next = keyvals_split(map, postfix_separators);
		if (*map)
			taken = take_map(r, map, line);
	}
	str_wipe(&value);
}

/* Without it Postfix does not log in. */
static bool logs_in(struct codec_reading *r)
{
	struct str value;
	bool result;

	str_init(&value, postfix_value_max);
	result = postfix_value(r, "smtp_sasl_auth_enable", &value) && postfix_is_yes(value.data);
	str_fini(&value);
	return result;
}

void postfix_take_login(struct codec_reading *r)
{
	const struct postfix *own = r->own;
	const struct keyval *maps = keyvals_find(&own->parameters, login_maps);

	r->f->logs_in = logs_in(r);
	if (r->f->logs_in)
		take_maps(r);
	else if (maps && *maps->value)
		import_remark(r->f, r->f->file, maps->line,
			"the login was left out: without smtp_sasl_auth_enable Postfix does not "
			"log in.");
}

void postfix_relay(const struct settings *s, struct str *out)
{
	str_format(out, "[%s]:%s", settings_get(s, FIELD_HOST), settings_get(s, FIELD_PORT));
}

/* The host's name alone would be looked up first. */
int postfix_write_login(struct codec_writing *w)
{
	const struct codec_part part = {POSTFIX_LOGINS, &scan_table, .key_count = 0};
	struct str relay, login;
	int result;

	str_init(&relay, postfix_value_max);
	str_init(&login, import_source_max);
	postfix_relay(w->s, &relay);
	str_format(
		&login, "%s:%s", settings_get(w->s, FIELD_USER), codec_value(w->s, FIELD_PASSWORD));
	result = codec_apply(w, &part,
		(const struct edit[]) {
			{NULL, settings_get(w->s, FIELD_HOST), EDIT_DROP, NULL},
			{NULL, relay.data,
				settings_is_empty(w->s, FIELD_USER) ? EDIT_DROP : EDIT_PUT,
				login.data},
		},
		2);
	str_wipe(&login);
	str_fini(&relay);
	return result;
}
