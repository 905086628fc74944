#include "format/postfix.h"

#include "format/keyval.h"

#include <string.h>
#include <strings.h>

enum {
	references_max = 50, /* of one value in all: bounds depth and breadth at once */
	value_text_max = 4096,
};

static const char separators[] = ", \t";

struct reader {
	struct import_result *f;
	const struct import_source *in;
	struct keyvals parameters;
	struct str relay; /* the first relay host, as it is written */
};

struct row {
	const char *name;
	void (*take)(struct reader *r, const struct row *row, const char *value, int line);
	enum field_id field;
	const char *sentence; /* what is different there, or why it cannot be taken over */
};

static bool is_yes(const char *value)
{
	return strcasecmp(value, "yes") == 0;
}

static void postfix_take_value(struct reader *r, const struct row *row, const char *value, int line)
{
	import_put(r->f, row->field, value, r->f->file, line);
}

static void postfix_take_trust(struct reader *r, const struct row *row, const char *value, int line)
{
	(void)row;
	import_put_trust(r->f, value, r->f->file, line);
}

static void postfix_leave_out(struct reader *r, const struct row *row, const char *value, int line)
{
	if (*value)
		import_remark(r->f, r->f->file, line, "%s", row->sentence);
}

static void take_directory(struct reader *r, const struct row *row, const char *value, int line)
{
	if (strncmp(value, "/etc/ssl/certs", strlen("/etc/ssl/certs")) != 0)
		postfix_leave_out(r, row, value, line);
}

static void take_starttls(struct reader *r, const struct row *row, const char *value, int line)
{
	if (is_yes(value))
		postfix_take_value(r, row, "starttls", line);
}

static void postfix_take_ssl(struct reader *r, const struct row *row, const char *value, int line)
{
	if (is_yes(value))
		postfix_take_value(r, row, "ssl", line);
}

static void take_level(struct reader *r, const struct row *row, const char *value, int line)
{
	static const char clear[] = "Postfix goes on in clear text where TLS fails; here it is "
				    "required, and the certificate is checked.";
	static const char unchecked[] = "Postfix does not check the certificate; here it is.";
	static const struct {
		const char *level, *protocol, *sentence;
	} levels[] = {
		{"none", "plain", NULL},
		{"may", "starttls", clear},
		{"dane", "starttls", clear},
		{"half-dane", "starttls", clear},
		{"encrypt", "starttls", unchecked},
		{"dane-only", "starttls", NULL},
		{"fingerprint", "starttls", NULL},
		{"verify", "starttls", NULL},
		{"secure", "starttls", NULL},
	};

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		if (strcasecmp(value, levels[i].level) != 0)
			continue;
		postfix_take_value(r, row, levels[i].protocol, line);
		if (levels[i].sentence)
			import_remark(r->f, r->f->file, line, "%s", levels[i].sentence);
	}
}

/* A list of mechanisms is a choice of the server's. */
static void take_mechanism(struct reader *r, const struct row *row, const char *value, int line)
{
	if (!strpbrk(value, ", \t!:"))
		postfix_take_value(r, row, value, line);
}

static void take_relay(struct reader *r, const struct row *row, const char *value, int line)
{
	size_t len;

	value += strspn(value, separators);
	len = strcspn(value, separators);
	str_add(&r->relay, value, len);
	value += len;
	import_put_server(r->f, r->relay.data, r->f->file, line);
	if (r->relay.len && r->relay.data[0] != '[')
		import_remark(r->f, r->f->file, line, "%s", row->sentence);
	if (value[strspn(value, separators)])
		import_remark(r->f, r->f->file, line,
			"only the first of several relay hosts was taken over.");
}

/* A table, each row a sentence; what stands below wins. */
/* clang-format off */
static const struct row rows[] = {
	{"relayhost", take_relay,
		.sentence =
			"Postfix asks the DNS which servers take mail for this name; here it is "
			"the server itself."},
	{"smtp_use_tls", take_starttls, .field = FIELD_PROTOCOL},
	{"smtp_enforce_tls", take_starttls, .field = FIELD_PROTOCOL},
	{"smtp_tls_security_level", take_level, .field = FIELD_PROTOCOL},
	{"smtp_tls_wrappermode", postfix_take_ssl, .field = FIELD_PROTOCOL},
	{"smtp_tls_CAfile", postfix_take_trust, .field = FIELD_CA_FILE},
	{"smtp_tls_CApath", take_directory,
		.sentence = "a directory of authorities was left out; here it is a file."},
	{"smtp_tls_fingerprint_cert_match", postfix_leave_out,
		.sentence = "fingerprints of certificates were left out; here a key is pinned."},
	{"smtp_tls_cert_file", postfix_leave_out,
		.sentence = "a certificate of the client was left out; it has no setting here."},
	{"smtp_tls_chain_files", postfix_leave_out,
		.sentence = "a certificate of the client was left out; it has no setting here."},
	{"smtp_tls_policy_maps", postfix_leave_out,
		.sentence = "what holds for single servers was not looked at."},
	{"sender_dependent_relayhost_maps", postfix_leave_out,
		.sentence = "the relay hosts of single senders were not looked at."},
	{"smtp_helo_name", postfix_take_value, .field = FIELD_HELO},
	{"smtp_sasl_mechanism_filter", take_mechanism, .field = FIELD_METHOD},
};
/* clang-format on */

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

/* Appends the value to out. Returns the line, or 0 where there is none that can be read. */
static int value_of(struct reader *r, const char *name, struct str *out)
{
	const struct keyval *pair = keyvals_find(&r->parameters, name);
	struct expansion x = {&r->parameters, out, references_max};

	if (!pair)
		return 0;
	if (postfix_expand(&x, pair->value))
		return pair->line;
	import_remark(r->f, r->f->file, pair->line,
		"%s was left out: it refers to what this file does not say.", name);
	return 0;
}

static void take_row(struct reader *r, const struct row *row)
{
	struct str value;
	int line;

	str_init(&value, value_text_max);
	line = value_of(r, row->name, &value);
	if (line)
		row->take(r, row, value.data, line);
	str_fini(&value);
}

/* The login */

/* Of a key that is there twice, postmap takes the first; upper and lower case are the same. */
static const struct keyval *look_up(const struct keyvals *table, const char *key)
{
	for (size_t i = 0; i < table->n; i++)
		if (strcasecmp(table->items[i].name, key) == 0)
			return &table->items[i];
	return NULL;
}

static bool take_from_table(struct reader *r, const char *path, const struct str *text)
{
	struct keyvals table;
	const struct keyval *pair;

	keyvals_init(&table, text->data, text->len, &scan_table);
	pair = look_up(&table, settings_get(&r->f->settings, FIELD_HOST));
	if (!pair)
		pair = look_up(&table, r->relay.data);
	if (pair)
		import_put_login(r->f, pair->value, path, pair->line);
	keyvals_fini(&table);
	return pair;
}

static bool postfix_take_file(struct reader *r, char *path, int line)
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
				 : "%s, where the login is, cannot be read.",
			path);
	str_wipe(&text);
	return taken;
}

static bool take_static(struct reader *r, char *login, int line)
{
	import_put_login(r->f, login, r->f->file, line);
	return true;
}

/* Behind each kind of table that is made of one there is a text file of the same name. */
static bool take_map(struct reader *r, char *map, int line)
{
	static const char proxy[] = "proxy:";
	static const struct {
		const char *type;
		bool (*take)(struct reader *r, char *name, int line);
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
	import_remark(
		r->f, r->f->file, line, "a kind of table for logins that cannot be read here.");
	return false;
}

static void take_maps(struct reader *r)
{
	static const char maps[] = "smtp_sasl_password_maps";
	struct str value;
	int line;
	bool taken = false;

	str_init(&value, value_text_max);
	line = value_of(r, maps, &value);
	for (char *map = value.data, *next; line && map && !taken; map = next) {
		next = keyvals_split(map, separators);
		if (*map)
			taken = take_map(r, map, line);
	}
	str_wipe(&value);
}

/* Without it Postfix does not log in. */
static bool logs_in(struct reader *r)
{
	struct str value;
	bool result;

	str_init(&value, value_text_max);
	result = value_of(r, "smtp_sasl_auth_enable", &value) && is_yes(value.data);
	str_fini(&value);
	return result;
}

void postfix_read(struct import_result *f, const struct import_source *in)
{
	struct reader r = {.f = f, .in = in};

	str_init(&r.relay, value_text_max);
	keyvals_init(&r.parameters, in->bytes, in->len, &scan_parameters);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		take_row(&r, &rows[i]);
	if (import_has(f, FIELD_HOST) && logs_in(&r))
		take_maps(&r);
	import_assume(f, FIELD_PORT, "25", "what Postfix does unless told otherwise");
	import_settle(f);
	keyvals_fini(&r.parameters);
	str_fini(&r.relay);
}
