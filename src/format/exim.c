#include "format/exim.h"

#include "format/keyval.h"

#include <string.h>
#include <strings.h>

static const char passwords[] = "/etc/exim4/passwd.client";

struct row {
	const char *name;
	void (*take)(struct import_result *f, const struct keyval *pair);
};

/* Takes the first server out of the list, in which a colon of its own is written twice. */
static const char *first_server(const char *list, struct str *server)
{
	while (*list && *list != ';' && (list[0] != ':' || list[1] == ':')) {
		str_char(server, *list);
		list += *list == ':' ? 2 : 1;
	}
	return list;
}

static void take_smarthost(struct import_result *f, const struct keyval *pair)
{
	struct str server;
	const char *rest;

	str_init(&server, value_max);
	rest = first_server(pair->value, &server);
	import_put_server(f, keyvals_trim(server.data), f->file, pair->line);
	if (rest[strspn(rest, ":; \t")])
		import_remark(f, f->file, pair->line,
			"only the first of several smarthosts was taken over.");
	str_fini(&server);
}

static void leave_domain_out(struct import_result *f, const struct keyval *pair)
{
	if (*pair->value)
		import_remark(f, f->file, pair->line,
			"senders get the domain %s there; From needs a whole address.",
			pair->value);
}

static const struct row rows[] = {
	{"dc_smarthost", take_smarthost},
	{"dc_readhost", leave_domain_out},
};

/* Only these two kinds of configuration use the smarthost. */
static bool uses_smarthost(const struct keyvals *pairs)
{
	const struct keyval *kind = keyvals_find(pairs, "dc_eximconfig_configtype");

	return kind && (strcasecmp(kind->value, "smarthost") == 0 ||
			       strcasecmp(kind->value, "satellite") == 0);
}

/* `host:user:password`; the password is what is left, whatever is in it. */
static const struct scan_style exim_logins = {
	.next = scan_lines_next,
	.lines = true,
	.between = ":",
	.equals = ":",
	.stop = "",
	.indent = "",
};

/* The host itself, or an end of it behind a star. Regular expressions (^) are not looked at. */
static bool key_matches(const char *key, const char *host)
{
	size_t key_len, host_len = strlen(host);

	if (key[0] != '*')
		return strcasecmp(key, host) == 0;
	key_len = strlen(++key);
	return key_len <= host_len && strcasecmp(host + host_len - key_len, key) == 0;
}

static void exim_take_login(struct import_result *f, const struct keyvals *logins)
{
	const char *host = settings_get(&f->settings, FIELD_HOST);

	for (size_t i = 0; i < logins->n; i++) {
		const struct keyval *pair = &logins->items[i];

		if (key_matches(pair->name, host)) {
			import_put_login(f, pair->value, passwords, pair->line);
			return;
		}
	}
	if (logins->n)
		import_remark(
			f, passwords, 0, "there are logins, but none for this server's name.");
}

static void read_logins(struct import_result *f, const struct import_source *in)
{
	struct keyvals logins;
	struct str text;

	str_init(&text, import_source_max);
	if (in->fetch(in->context, passwords, &text)) {
		keyvals_init(&logins, text.data, text.len, &exim_logins);
		exim_take_login(f, &logins);
		keyvals_fini(&logins);
	} else {
		import_remark(f, passwords, 0, "the login, if there is one, cannot be read.");
	}
	str_wipe(&text);
}

/* On port 465 STARTTLS cannot be what goes on, whatever makes Exim speak TLS there. */
static void exim_take_protocol(struct import_result *f)
{
	static const char reason[] = "what Exim does unless told otherwise";

	import_assume(f, FIELD_PORT, "25", reason);
	if (!settings_is(&f->settings, FIELD_PORT, protocol_port("ssl"))) {
		import_assume(f, FIELD_PROTOCOL, "starttls", reason);
		import_remark(f, f->file, 0,
			"Exim goes on in clear text where a server has no TLS; here it is "
			"required.");
	}
	import_settle(f);
}

void exim_read(struct import_result *f, const struct import_source *in)
{
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &scan_assignments);
	for (size_t i = 0; uses_smarthost(&pairs) && i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct keyval *pair = keyvals_find(&pairs, rows[i].name);

		if (pair)
			rows[i].take(f, pair);
	}
	keyvals_fini(&pairs);
	if (!import_has(f, FIELD_HOST))
		return;
	read_logins(f, in);
	exim_take_protocol(f);
}
