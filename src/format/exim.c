#include "format/exim_logins.h"

#include "base/ascii.h"
#include "format/identity.h"
#include "format/keyval.h"

#include <string.h>

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

/* In headers: From and Sender. */
static enum edit_act exim_say_rewrite(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	enum edit_act act = identity_say_sender(
		w, &(const struct codec_key) {.field = key->field, .constant = "*@* "}, out);

	if (act == EDIT_PUT)
		str_text(out, " fs");
	return act;
}

/* A bounce stays without a sender: it must not be returned in its turn. */
static const char unless_bounce[] = "${if def:return_path{";

static enum edit_act exim_say_return_path(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	enum edit_act act = identity_say_sender(
		w, &(const struct codec_key) {.field = key->field, .constant = unless_bounce}, out);

	if (act == EDIT_PUT)
		str_text(out, "}fail}");
	return act;
}

#define ABOUT_LOGIN (ABOUT_ENDPOINT | CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))

/* clang-format off: tables, each row a sentence */
static const struct codec_key keys[] = {
	{"dc_eximconfig_configtype", NULL, say_kind, .field = FIELD_HOST},
	{"dc_smarthost", take_smarthost, say_smarthost, .field = FIELD_HOST,
		.about = ABOUT_ENDPOINT},
	{"dc_readhost", leave_domain_out, .field = FIELD_FROM},
};

/* They make Debian's configuration of Exim insist on TLS and on the certificate. */
static const struct codec_key macros[] = {
	{"REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS", NULL, codec_say_constant, .constant = "*",
		.about = ABOUT_SERVER},
	{"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_HOSTS", NULL, codec_say_constant, .constant = "*",
		.about = ABOUT_SERVER},
	{"REMOTE_SMTP_SMARTHOST_TLS_VERIFY_CERTIFICATES", NULL, exim_say_trust,
		.field = FIELD_CA_FILE, .about = ABOUT_SERVER | CODEC_BIT(FIELD_CA_FILE)},
	{"REMOTE_SMTP_SMARTHOST_PROTOCOL", NULL, codec_say_with_ssl, .field = FIELD_PROTOCOL,
		.constant = "smtps", .about = ABOUT_SERVER},
	{"REMOTE_SMTP_HELO_DATA", NULL, codec_say_value, .field = FIELD_HELO},
	{"REMOTE_SMTP_RETURN_PATH", NULL, exim_say_return_path, .field = FIELD_FROM,
		.about = IDENTITY_SENDER},
	{"REMOTE_SMTP_HEADERS_REWRITE", NULL, exim_say_rewrite, .field = FIELD_FROM,
		.about = IDENTITY_SENDER},
};
/* clang-format on */

enum {
	key_count = sizeof(keys) / sizeof(keys[0]),
	macro_count = sizeof(macros) / sizeof(macros[0])
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
	exim_read_logins(f, in);
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
	size_t own = strncmp(value, unless_bounce, strlen(unless_bounce)) == 0
			     ? strlen(unless_bounce)
			     : 0;

	str_text(out, value);
	return strpbrk(value + own, "$\\") ? "a value with a dollar sign or a backslash" : NULL;
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

/* In Exim's PLAIN a ^ is a NUL and ^^ a ^: behind the NUL of its own the two are read as one. */
static bool exim_is_caret(const struct settings *s, const char *password)
{
	(void)s;
	return *password == '^';
}

static const struct codec_refusal exim_cannot[] = {
	{FIELD_PROTOCOL, exim_is_plain, "a server without encryption"},
	{FIELD_PROTOCOL, exim_is_elsewhere, "ssl on a port other than 465, or starttls on 465"},
	{FIELD_USER, codec_has_colon, "a user name with a colon"},
	{FIELD_PASSWORD, codec_ends_blank, "a password that ends in a blank"},
	{FIELD_PASSWORD, exim_is_caret, "a password that begins with ^"},
	IDENTITY_CANNOT,
	{0},
};

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

	static const char *const names[] = {"root", NULL};

	w->said |= ABOUT_LOGIN;
	if (codec_edit(w, &part) < 0 || codec_edit(w, &local) < 0)
		return -1;
	if (!settings_is(w->s, FIELD_FROM, identity_sender(w->s)))
		w->said &= ~CODEC_BIT(FIELD_FROM);
	if (identity_write_aliases(w, names, identity_others) < 0)
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
	{EXIM_LOGINS, .mode = 0640, .group = "Debian-exim"},
	{whole_macros, .mode = 0644},
	{split_macros, .mode = 0644},
	{IDENTITY_ALIASES, .mode = 0644},
	{0},
};

static const struct codec_weakness exim_weak[] = {
	{NULL, "Exim sends no server name (SNI) when TLS begins."}, {0}};

static const struct codec_weakness exim_partly[] = {
	{identity_has_sender, "Exim does not keep the address of the original sender."},
	{0},
};

static const char *const exim_parser[] = {"update-exim4.conf", "-d", "%d", "--check", NULL};
static const char *const exim_build[] = {"update-exim4.conf", NULL};
static const char *const exim_reload[] = {"service", "exim4", "reload", NULL};

static const struct codec_queue exim_queue[] = {
	{.directory = "/var/spool/exim4/input", .ends = "-H"},
	{0},
};

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
	.partly = exim_partly,
	.files = exim_files,
	.unread = CODEC_BIT(FIELD_CA_FILE) | CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_FROM),
	.parser = exim_parser,
	.build = exim_build,
	.reload = exim_reload,
	.sendmail = true,
	.queue = exim_queue,
};
