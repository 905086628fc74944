#include "format/flat.h"
#include "format/flat_ini.h"

#include <string.h>

/* Grafana decides by the port. */
static void grafana_take_policy(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (settings_is(&r->f->settings, FIELD_PORT, protocol_port("ssl")))
		return;
	if (strcmp(value, "NoStartTLS") == 0)
		import_put(r->f, key->field, "plain", r->f->file, line);
	else
		import_put(r->f, key->field, "starttls", r->f->file, line);
	if (strcmp(value, "OpportunisticStartTLS") == 0)
		import_remark(r->f, r->f->file, line, "%s", key->sentence);
}

static enum edit_act grafana_say_policy(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (settings_is(w->s, FIELD_PROTOCOL, "ssl"))
		return EDIT_DROP;
	return codec_say_protocol(w, key, out);
}

static bool grafana_is_elsewhere(const struct settings *s, const char *protocol)
{
	return settings_is(s, FIELD_PORT, protocol_port("ssl")) != (strcmp(protocol, "ssl") == 0);
}

static const struct codec_refusal grafana_cannot[] = {
	{FIELD_PROTOCOL, grafana_is_elsewhere,
		"ssl on a port other than 465, or another protocol on 465"},
	{FIELD_USER, flat_ini_refers, "a user name with ${, $__ or %("},
	{FIELD_PASSWORD, flat_ini_refers, "a password with ${, $__ or %("},
	{FIELD_FROM_NAME, flat_ini_refers, "a name with ${, $__ or %("},
	{FIELD_FROM, flat_ini_refers, "an address with ${, $__ or %("},
	{0},
};

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"enabled", flat_ini_take_enabled, codec_say_constant, .field = FIELD_HOST, .constant =
		"true",
		.sentence = "mail is switched off there."},
	{"host", codec_take_server, codec_say_server, .field = FIELD_HOST,
		.about = CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT)},
	{"user", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"password", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"startTLS_policy", grafana_take_policy, grafana_say_policy, .field = FIELD_PROTOCOL,
		.about = ABOUT_SERVER, .constant = "MandatoryStartTLS - NoStartTLS",
		.sentence = "Grafana falls back to clear text if TLS fails; smtpsetup requires "
			"TLS."},
	{"skip_verify", flat_ini_take_unchecked, .about = ABOUT_SERVER,
		.sentence = "the certificate is not checked there; smtpsetup always checks it."},
	{"cert_file", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"ehlo_identity", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"from_address", codec_take_value, codec_say_value, .field = FIELD_FROM},
	{"from_name", codec_take_value, codec_say_value, .field = FIELD_FROM_NAME},
};
/* clang-format on */

/* In three quotes nothing is special, but what refers to something else. */
static const char *grafana_quote(struct str *out, const char *value)
{
	str_format(out, codec_is_bare(value) ? "%s" : "\"\"\"%s\"\"\"", value);
	return NULL;
}

static const char *grafana_why_not(const char *value)
{
	return flat_ini_refers(NULL, value) ? "refers to something else and was left out." : NULL;
}

static const struct flat grafana = {
	.style = &scan_ini,
	.group = "smtp",
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = grafana_quote,
	.unquote = flat_ini_unquote,
	.why_not = grafana_why_not,
};

static void grafana_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&grafana, f, in);
}

static int grafana_write(struct codec_writing *w)
{
	return flat_write(&grafana, w);
}

static const struct codec_place grafana_places[] = {
	{NULL, "/etc/grafana/grafana.ini"},
	{0},
};

static const struct codec_owner grafana_files[] = {
	{.mode = 0640, .group = "grafana"},
	{0},
};

static const char *const grafana_reload[] = {"systemctl", "restart", "grafana-server", NULL};

static const char *const grafana_sniff[] = {"host", NULL};

/* Grafana: the section smtp of grafana.ini. Its environment (GF_SMTP_...) would win over it. */
const struct codec grafana_codec = {
	.id = "grafana",
	.name = "Grafana",
	.uses = CODEC_ALL,
	.places = grafana_places,
	.style = &scan_ini,
	.sniff = grafana_sniff,
	.read = grafana_read,
	.write = grafana_write,
	.cannot = grafana_cannot,
	.files = grafana_files,
	.reload = grafana_reload,
};
