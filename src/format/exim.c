#include "format/codec.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "format/keyval.h"

#include <stdlib.h>
#include <string.h>

static const char passwords[] = "/etc/exim4/passwd.client";
static const char whole_macros[] = "/etc/exim4/exim4.conf.localmacros";
static const char split_macros[] = "/etc/exim4/conf.d/main/000_localmacros";

/* Takes the first server out of the list, in which a colon of its own is written twice. */
static const char *first_server(const char *list, struct str *server)
{
	while (*list && *list != ';' && (list[0] != ':' || list[1] == ':')) {
		str_char(server, *list);
		list += *list == ':' ? 2 : 1;
	}
	return list;
}

static void take_smarthost(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	struct str server;
	const char *rest;

	if (!r->own) {
		import_remark(r->f, r->f->file, line,
			"%s was left out: Exim uses it only if dc_eximconfig_configtype is "
			"smarthost or satellite.",
			key->name);
		r->f->unusable = true;
		return;
	}
	str_init(&server, value_max);
	rest = first_server(value, &server);
	import_put_server(r->f, keyvals_trim(server.data), r->f->file, line);
	if (rest[strspn(rest, ":; \t")])
		import_remark(
			r->f, r->f->file, line, "only the first of several smarthosts was used.");
	str_fini(&server);
}

static void leave_domain_out(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)key;
	if (r->own)
		import_remark(r->f, r->f->file, line,
			"senders get the domain %s there: From needs a full address.", value);
}

static bool is_smarthost_kind(const char *kind)
{
	return ascii_same(kind, "smarthost") || ascii_same(kind, "satellite");
}

/* The one that is there may do more with local mail, which is not for us to change. */
static enum edit_act say_kind(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	str_text(out, "smarthost");
	return w->old && is_smarthost_kind(w->old) ? EDIT_KEEP : EDIT_PUT;
}

static enum edit_act say_smarthost(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *host = settings_get(w->s, FIELD_HOST);
	bool brackets = strchr(host, ':');

	(void)key;
	str_text(out, brackets ? "[" : "");
	for (; *host; host++)
		str_format(out, *host == ':' ? "%c:" : "%c", *host);
	str_format(out, "%s::%s", brackets ? "]" : "", settings_get(w->s, FIELD_PORT));
	return EDIT_PUT;
}

static enum edit_act exim_say_trust(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (codec_say_value(w, key, out) == EDIT_DROP)
		str_text(out, import_system_trust);
	return EDIT_PUT;
}

#define ABOUT_SERVER (CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT))
#define ABOUT_TLS    (ABOUT_SERVER | CODEC_BIT(FIELD_PROTOCOL))
#define ABOUT_LOGIN  (ABOUT_SERVER | CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))

/* clang-format off: tables, each row a sentence */
static const struct codec_key keys[] = {
	{"dc_eximconfig_configtype", NULL, say_kind, .field = FIELD_HOST},
	{"dc_smarthost", take_smarthost, say_smarthost, .field = FIELD_HOST, .about = ABOUT_SERVER},
	{"dc_readhost", leave_domain_out, .field = FIELD_FROM},
};

/* They make Debian's configuration of Exim insist on TLS and on the certificate. */
static const struct codec_key macros[] = {
	{"REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS", NULL, codec_say_constant, .constant = "*",
		.about = ABOUT_TLS},
	{"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_HOSTS", NULL, codec_say_constant, .constant = "*",
		.about = ABOUT_TLS},
	{"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_CERTIFICATES", NULL, exim_say_trust,
		.field = FIELD_CA_FILE, .about = ABOUT_TLS | CODEC_BIT(FIELD_CA_FILE)},
	{"REMOTE_SMTP_SMARTHOST_PROTOCOL", NULL, codec_say_with_ssl, .field = FIELD_PROTOCOL,
		.constant = "smtps", .about = ABOUT_TLS},
	{"REMOTE_SMTP_HELO_DATA", NULL, codec_say_value, .field = FIELD_HELO},
};
/* clang-format on */

enum {
	key_count = sizeof(keys) / sizeof(keys[0]),
	macro_count = sizeof(macros) / sizeof(macros[0])
};

/* `host:user:password`; the password is what is left, whatever is in it. */
static const struct scan_style exim_logins = {
	.next = scan_lines_next,
	.lines = true,
	.between = ":",
	.equals = ":",
	.stop = "",
	.indent = "",
};

static const struct scan_style exim_macros = {
	.next = scan_lines_next,
	.lines = true,
	.between = "=",
	.last = true,
	.equals = " = ",
	.stop = "",
	.indent = "",
};

/* The host itself, or an end of it behind a star. Regular expressions (^) are not looked at. */
static bool key_matches(const char *key, const char *host)
{
	size_t key_len, host_len = strlen(host);

	if (key[0] != '*')
		return ascii_same(key, host);
	key_len = strlen(++key);
	return key_len <= host_len && ascii_same(host + host_len - key_len, key);
}

/* The first that matches counts. */
static const struct keyval *exim_look_up(const struct keyvals *logins, const char *host)
{
	for (size_t i = 0; i < logins->n; i++)
		if (key_matches(logins->items[i].name, host))
			return &logins->items[i];
	return NULL;
}

/* The login that all keys have; NULL: there are several, or none. */
static const struct keyval *exim_only_login(const struct keyvals *logins)
{
	for (size_t i = 1; i < logins->n; i++)
		if (strcmp(logins->items[i].value, logins->items[0].value) != 0)
			return NULL;
	return logins->n ? &logins->items[0] : NULL;
}

/* Exim looks under the name that the DNS has for the server, which may be another one. */
static void exim_offer_login(struct import_result *f, const struct keyvals *logins)
{
	const struct keyval *only = exim_only_login(logins);

	if (!only) {
		import_remark(
			f, passwords, 0, "there are logins, but none for this server's name.");
		return;
	}
	import_put_login(f, only->value, passwords, only->line);
	f->offered |= CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD);
	import_remark(f, passwords, only->line,
		"the only login is listed under %s: Exim uses it if the DNS has that name for the "
		"server.",
		only->name);
}

static void exim_take_login(struct import_result *f, const struct keyvals *logins)
{
	const struct keyval *pair = exim_look_up(logins, settings_get(&f->settings, FIELD_HOST));

	if (pair)
		import_put_login(f, pair->value, passwords, pair->line);
	else if (logins->n)
		exim_offer_login(f, logins);
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
	static const char reason[] = "Exim's default";

	import_assume(f, FIELD_PORT, "25", reason);
	if (!settings_is(&f->settings, FIELD_PORT, protocol_port("ssl"))) {
		import_assume(f, FIELD_PROTOCOL, "starttls", reason);
		import_remark(f, f->file, 0,
			"Exim falls back to clear text if a server has no TLS; smtpsetup requires "
			"TLS.");
	}
	import_settle(f);
}

static void exim_read(struct import_result *f, const struct import_source *in)
{
	struct codec_reading r = {f, in, NULL};
	const struct keyval *kind;
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &scan_assignments);
	kind = keyvals_find(&pairs, keys[0].name);
	r.own = kind && is_smarthost_kind(kind->value) ? &pairs : NULL;
	for (size_t i = 0; i < key_count; i++) {
		const struct keyval *pair = keyvals_find(&pairs, keys[i].name);

		if (pair && *pair->value && keys[i].take)
			keys[i].take(&r, &keys[i], pair->value, pair->line);
	}
	keyvals_fini(&pairs);
	if (!import_has(f, FIELD_HOST))
		return;
	read_logins(f, in);
	exim_take_protocol(f);
}

/* Shells read it: in single quotes nothing is special. */
static const char *exim_quote(struct str *out, const char *value)
{
	str_format(out, "'%s'", value);
	return strchr(value, '\'') ? "a value with a quote" : NULL;
}

static const char *exim_quote_macro(struct str *out, const char *value)
{
	str_text(out, value);
	return strpbrk(value, "$\\") ? "a value with a dollar sign or a backslash" : NULL;
}

static bool exim_is_plain(const struct settings *s, const char *protocol)
{
	(void)s;
	return strcmp(protocol, "plain") == 0;
}

/* Debian's configuration decides by the port. */
static bool exim_is_elsewhere(const struct settings *s, const char *protocol)
{
	return settings_is(s, FIELD_PORT, protocol_port("ssl")) != (strcmp(protocol, "ssl") == 0);
}

static const struct codec_refusal exim_cannot[] = {
	{FIELD_PROTOCOL, exim_is_plain, "a server without encryption"},
	{FIELD_PROTOCOL, exim_is_elsewhere, "ssl on a port other than 465, or starttls on 465"},
	{FIELD_USER, codec_has_colon, "a user name with a colon"},
	{FIELD_PASSWORD, codec_ends_blank, "a password that ends in a blank"},
	{0},
};

/*
 * The login that counts is changed; without one, none may be found. A star is the one key that
 * always fits: Exim looks the name up that the DNS has for the host.
 */
static size_t exim_edits(const struct keyvals *logins, const struct settings *s, const char *login,
	struct edit *edits)
{
	const char *host = settings_get(s, FIELD_HOST);
	const struct keyval *first = exim_look_up(logins, host);
	size_t n = 0;

	if (!settings_is_empty(s, FIELD_USER)) {
		edits[0] = (struct edit) {NULL, first ? first->name : "*", EDIT_PUT, login};
		return 1;
	}
	for (size_t i = 0; i < logins->n; i++)
		if (key_matches(logins->items[i].name, host))
			edits[n++] = (struct edit) {NULL, logins->items[i].name, EDIT_DROP, NULL};
	return n;
}

static int exim_write_login(struct codec_writing *w)
{
	const struct codec_part part = {passwords, &exim_logins, .key_count = 0};
	struct keyvals logins;
	struct str text, login;
	struct edit *edits;
	int result;

	codec_text(w, passwords, &text);
	keyvals_init(&logins, text.data, text.len, &exim_logins);
	str_init(&login, import_source_max);
	str_format(
		&login, "%s:%s", settings_get(w->s, FIELD_USER), codec_value(w->s, FIELD_PASSWORD));
	edits = mem_zero(logins.n + 1, sizeof(*edits));
	result = codec_apply(w, &part, edits, exim_edits(&logins, w->s, login.data, edits));
	free(edits);
	str_wipe(&login);
	keyvals_fini(&logins);
	str_wipe(&text);
	return result;
}

/* Split into many files, the configuration has another one for macros. */
static const char *macros_path(const struct codec_writing *w)
{
	struct keyvals pairs;
	const struct keyval *split;
	bool is_split;

	keyvals_init(&pairs, w->in->bytes, w->in->len, &scan_assignments);
	split = keyvals_find(&pairs, "dc_use_split_config");
	is_split = split && strcmp(split->value, "true") == 0;
	keyvals_fini(&pairs);
	return is_split ? split_macros : whole_macros;
}

static int exim_write(struct codec_writing *w)
{
	const struct codec_part part = {
		w->path, &scan_assignments, NULL, keys, key_count, exim_quote};
	const struct codec_part local = {
		macros_path(w), &exim_macros, NULL, macros, macro_count, exim_quote_macro};

	w->said |= ABOUT_LOGIN;
	if (codec_edit(w, &part) < 0 || codec_edit(w, &local) < 0)
		return -1;
	return codec_changes(w, ABOUT_LOGIN) ? exim_write_login(w) : 0;
}

static const struct codec_place exim_places[] = {
	{NULL, "/etc/exim4/update-exim4.conf.conf"},
	{0},
};

/* Exim logs in when it has dropped its rights: a file of root alone means no login at all. */
static const struct codec_owner exim_files[] = {
	{.mode = 0644},
	{passwords, .mode = 0640, .group = "Debian-exim"},
	{whole_macros, .mode = 0644},
	{split_macros, .mode = 0644},
	{0},
};

static const struct codec_weakness exim_weak[] = {
	{NULL, "Exim sends no server name (SNI) when TLS begins."}, {0}};

static const char *const exim_parser[] = {"update-exim4.conf", "-d", "%d", "--check", NULL};
static const char *const exim_build[] = {"update-exim4.conf", NULL};
static const char *const exim_reload[] = {"service", "exim4", "reload", NULL};

static const char *const exim_sniff[] = {"dc_smarthost", NULL};

/*
 * Exim as Debian configures it (update-exim4.conf.conf): the smarthost, its login in
 * passwd.client, and what makes TLS sure in a file of macros, which is written and not read.
 */
const struct codec exim_codec = {
	.id = "exim",
	.name = "Exim",
	.uses = CODEC_ALL,
	.places = exim_places,
	.style = &scan_assignments,
	.sniff = exim_sniff,
	.read = exim_read,
	.write = exim_write,
	.cannot = exim_cannot,
	.weak = exim_weak,
	.files = exim_files,
	.unread = CODEC_BIT(FIELD_CA_FILE) | CODEC_BIT(FIELD_HELO),
	.parser = exim_parser,
	.build = exim_build,
	.reload = exim_reload,
	.sendmail = true,
};
