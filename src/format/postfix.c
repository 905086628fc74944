#include "format/postfix_parts.h"

#include "base/ascii.h"

#include <string.h>

/* Reading */

static void take_directory(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (strncmp(value, "/etc/ssl/certs", strlen("/etc/ssl/certs")) != 0)
		codec_leave_out(r, key, value, line);
}

static void take_starttls(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (postfix_is_yes(value))
		import_put(r->f, key->field, "starttls", r->f->file, line);
}

static void postfix_take_ssl(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (postfix_is_yes(value))
		import_put(r->f, key->field, "ssl", r->f->file, line);
}

static void take_level(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	static const char clear[] = "Postfix falls back to clear text if TLS fails; smtpsetup "
				    "requires TLS and checks the certificate.";
	static const char unchecked[] = "Postfix does not check the certificate; smtpsetup does.";
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
		if (!ascii_same(value, levels[i].level))
			continue;
		import_put(r->f, key->field, levels[i].protocol, r->f->file, line);
		if (levels[i].sentence)
			import_remark(r->f, r->f->file, line, "%s", levels[i].sentence);
	}
}

/* A list of mechanisms is a choice of the server's. */
static void take_mechanism(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!strpbrk(value, ", \t!:"))
		codec_take_value(r, key, value, line);
}

static void take_relay(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	struct str *relay = &((struct postfix *)r->own)->relay;
	size_t len;

	value += strspn(value, postfix_separators);
	len = strcspn(value, postfix_separators);
	str_add(relay, value, len);
	value += len;
	import_put_server(r->f, relay->data, r->f->file, line);
	if (relay->len && relay->data[0] != '[')
		import_remark(r->f, r->f->file, line, "%s", key->sentence);
	if (value[strspn(value, postfix_separators)])
		import_remark(
			r->f, r->f->file, line, "only the first of several relay hosts was used.");
}

/* Writing */

static enum edit_act say_relay(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	postfix_relay(w->s, out);
	return EDIT_PUT;
}

static bool is_login(const struct settings *s)
{
	return !settings_is_empty(s, FIELD_USER);
}

static enum edit_act say_level(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	str_text(out, codec_is_encrypted(w->s) ? "secure" : "none");
	return EDIT_PUT;
}

/* Without a file Postfix trusts nobody. */
static enum edit_act postfix_say_trust(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (codec_say_value(w, key, out) == EDIT_DROP)
		str_text(out, import_system_trust);
	return codec_is_encrypted(w->s) || !settings_is_empty(w->s, FIELD_CA_FILE) ? EDIT_PUT
										   : EDIT_DROP;
}

static enum edit_act say_with_tls_login(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	return is_login(w->s) ? codec_say_with_tls(w, key, out) : EDIT_DROP;
}

/* Postfix sends no password in clear text unless told otherwise. */
static enum edit_act say_with_clear_login(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	return codec_is_encrypted(w->s) ? EDIT_DROP : codec_say_with_login(w, key, out);
}

static enum edit_act say_mechanism(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (settings_is(w->s, FIELD_METHOD, "auto"))
		return EDIT_DROP;
	return codec_say_value(w, key, out);
}

/* A dollar sign begins a reference. */
static const char *postfix_quote(struct str *out, const char *value)
{
	for (; *value; value++) {
		if (*value == '$')
			str_char(out, '$');
		str_char(out, *value);
	}
	return NULL;
}

static const struct codec_refusal postfix_cannot[] = {
	{FIELD_USER, codec_has_colon, "a user name with a colon"},
	{FIELD_PASSWORD, codec_ends_blank, "a password that ends in a blank"},
	IDENTITY_CANNOT,
	{0},
};

static const struct codec_weakness postfix_partly[] = {
	{identity_has_sender, "Postfix does not keep the address of the original sender."},
	{0},
};

#define ABOUT_LOGIN                                                                                \
	(CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT) | CODEC_BIT(FIELD_USER) |                   \
		CODEC_BIT(FIELD_PASSWORD))
#define ABOUT_SAFETY (CODEC_BIT(FIELD_PROTOCOL) | CODEC_BIT(FIELD_USER))

/* A table, each row a sentence; what stands below wins. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"relayhost", take_relay, say_relay, .field = FIELD_HOST,
		.about = CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT),
		.sentence =
			"Postfix looks up the mail servers (MX) of this name; smtpsetup connects "
			"to the name itself."},
	{"smtp_use_tls", take_starttls, .field = FIELD_PROTOCOL, .about = ABOUT_SERVER},
	{"smtp_enforce_tls", take_starttls, .field = FIELD_PROTOCOL, .about = ABOUT_SERVER},
	{"smtp_tls_security_level", take_level, say_level, .field = FIELD_PROTOCOL, .about = ABOUT_SERVER},
	{"smtp_tls_wrappermode", postfix_take_ssl, codec_say_with_ssl, .field = FIELD_PROTOCOL,
		.constant = "yes"},
	{"smtp_tls_secure_cert_match", NULL, codec_say_with_tls, .constant = "nexthop",
		.about = ABOUT_SERVER},
	{"smtp_tls_servername", NULL, codec_say_with_tls, .constant = "hostname",
		.about = ABOUT_SERVER},
	{"smtp_tls_CAfile", codec_take_trust, postfix_say_trust, .field = FIELD_CA_FILE,
		.about = CODEC_BIT(FIELD_CA_FILE) | CODEC_BIT(FIELD_PROTOCOL)},
	{"smtp_tls_CApath", take_directory, .about = CODEC_BIT(FIELD_CA_FILE),
		.sentence = "a directory of certificate authorities was left out: smtpsetup uses "
			"a file."},
	{"smtp_tls_fingerprint_cert_match", codec_leave_out, .about = ABOUT_SERVER,
		.sentence = "certificate fingerprints were left out: smtpsetup pins the public "
			"key instead."},
	{"smtp_tls_cert_file", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"smtp_tls_chain_files", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"smtp_tls_policy_maps", codec_leave_out,
		.sentence = "settings for single servers were ignored."},
	{"sender_dependent_relayhost_maps", codec_leave_out,
		.sentence = "relay hosts of single senders were ignored."},
	{"smtp_helo_name", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"sender_canonical_maps", postfix_take_sender, postfix_say_sender, .field = FIELD_FROM,
		.about = IDENTITY_SENDER,
		.sentence = "tables of sender addresses were ignored."},
	{"sender_canonical_classes", NULL, postfix_say_classes,
		.constant = "envelope_sender, header_sender", .about = IDENTITY_SENDER},
	{"virtual_alias_maps", NULL, postfix_say_root, .about = IDENTITY_ROOT},
	{"smtp_sasl_mechanism_filter", take_mechanism, say_mechanism, .field = FIELD_METHOD},
	{"smtp_sasl_auth_enable", NULL, codec_say_with_login, .field = FIELD_USER, .constant =
		"yes"},
	{"smtp_sasl_password_maps", NULL, codec_say_with_login, .field = FIELD_PASSWORD,
		.constant = "texthash:" POSTFIX_LOGINS, .about = ABOUT_LOGIN},
	{"smtp_sasl_security_options", NULL, say_with_clear_login, .constant = "noanonymous",
		.about = ABOUT_SAFETY},
	{"smtp_sasl_tls_security_options", NULL, say_with_tls_login, .constant = "noanonymous",
		.about = ABOUT_SAFETY},
};
/* clang-format on */

enum { key_count = sizeof(keys) / sizeof(keys[0]) };

static void take_key(struct codec_reading *r, const struct codec_key *key)
{
	struct str value;
	int line;

	str_init(&value, postfix_value_max);
	line = postfix_value(r, key->name, &value);
	if (line)
		key->take(r, key, value.data, line);
	str_fini(&value);
}

/* It is said, and could not be read. */
static bool is_unknown(const struct postfix *own, const char *name)
{
	const struct keyval *pair = keyvals_find(&own->parameters, name);

	return pair && *pair->value && !own->relay.len;
}

/* There is no relay host, and mail is sent by other rules: they are not for us to follow. */
static void postfix_remark_ways(struct import_result *f, const struct keyvals *parameters)
{
	static const char *const ways[] = {"default_transport", "relay_transport", "transport_maps",
		"sender_dependent_relayhost_maps", "sender_dependent_default_transport_maps"};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		const struct keyval *pair = keyvals_find(parameters, ways[i]);
		const char *colon = pair ? strchr(pair->value, ':') : NULL;

		if (!colon || !colon[1])
			continue;
		import_remark(f, f->file, pair->line, "there is no relayhost, and %s was ignored.",
			pair->name);
		f->unusable = true;
	}
}

static void postfix_read(struct import_result *f, const struct import_source *in)
{
	struct postfix own;
	struct codec_reading r = {f, in, &own};

	str_init(&own.relay, postfix_value_max);
	keyvals_init(&own.parameters, in->bytes, in->len, &scan_parameters);
	for (size_t i = 0; i < key_count; i++)
		if (keys[i].take)
			take_key(&r, &keys[i]);
	if (import_has(f, FIELD_HOST))
		postfix_take_login(&r);
	else
		f->unusable |= is_unknown(&own, keys[0].name);
	if (!import_has(f, FIELD_HOST) && !f->unusable)
		postfix_remark_ways(f, &own.parameters);
	import_assume(f, FIELD_PORT, "25", "Postfix's default");
	import_settle(f);
	keyvals_fini(&own.parameters);
	str_fini(&own.relay);
}

static int postfix_write(struct codec_writing *w)
{
	const struct codec_part part = {
		w->path, &scan_parameters, NULL, keys, key_count, postfix_quote};

	if (codec_edit(w, &part) < 0)
		return -1;
	postfix_settle_said(w);
	return codec_changes(w, ABOUT_LOGIN) ? postfix_write_login(w) : 0;
}

static const struct codec_place postfix_places[] = {
	{NULL, "/etc/postfix/main.cf"},
	{0},
};

static const struct codec_owner postfix_files[] = {
	{.mode = 0644},
	{POSTFIX_LOGINS, .mode = 0600},
	{0},
};

static const char *const postfix_parser[] = {"postconf", "-c", "%d", "-n", NULL};
static const char *const postfix_reload[] = {"postfix", "reload", NULL};

static const struct codec_queue postfix_queue[] = {
	{.directory = "/var/spool/postfix/deferred"},
	{.directory = "/var/spool/postfix/active"},
	{.directory = "/var/spool/postfix/incoming"},
	{.directory = "/var/spool/postfix/maildrop"},
	{0},
};

static const char *const postfix_sniff[] = {
	"relayhost", "transport_maps", "default_transport", NULL};

/*
 * Postfix: the relay host of main.cf, how it is reached, and its login, which is looked up in the
 * text files that smtp_sasl_password_maps names, in the way of the SMTP client: under the host's
 * name, then under the relay host as it is written.
 */
const struct codec postfix_codec = {
	.id = "postfix",
	.name = "Postfix",
	.uses = CODEC_ALL,
	.places = postfix_places,
	.style = &scan_parameters,
	.sniff = postfix_sniff,
	.read = postfix_read,
	.write = postfix_write,
	.cannot = postfix_cannot,
	.partly = postfix_partly,
	.files = postfix_files,
	.parser = postfix_parser,
	.reload = postfix_reload,
	.sendmail = true,
	.queue = postfix_queue,
};
