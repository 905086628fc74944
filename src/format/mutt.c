#include "format/flat.h"
#include "format/flat_set.h"

#include "base/ascii.h"
#include "base/xdg.h"

#include <string.h>

/* Reading */

static void mutt_take_url(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!flat_set_take_url(r, value, line))
		codec_remark(r, key, value, line);
}

/* yes, or the name alone */
static bool mutt_is_yes(const char *value)
{
	return !*value || ascii_same(value, "yes");
}

static void mutt_take_starttls(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (mutt_is_yes(value) && !import_has(r->f, key->field))
		import_put(r->f, key->field, "starttls", r->f->file, line);
}

/* Without it mutt goes on in clear text where a server has no STARTTLS. */
static void mutt_take_force(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!mutt_is_yes(value) && import_has(r->f, FIELD_PROTOCOL))
		codec_remark(r, key, value, line);
}

static void mutt_take_verify(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!mutt_is_yes(value))
		codec_remark(r, key, value, line);
}

/* Writing */

static enum edit_act mutt_say_url(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	str_text(out, settings_is(w->s, FIELD_PROTOCOL, "ssl") ? "smtps://" : "smtp://");
	if (!settings_is_empty(w->s, FIELD_USER)) {
		codec_say_encoded(out, settings_get(w->s, FIELD_USER));
		str_char(out, '@');
	}
	(void)codec_say_server(w, key, out);
	str_char(out, '/');
	return EDIT_PUT;
}

enum { user_max = 127, password_max = 255 };

static bool mutt_is_long_user(const struct settings *s, const char *text)
{
	(void)s;
	return strlen(text) > user_max;
}

static bool mutt_is_long_password(const struct settings *s, const char *text)
{
	(void)s;
	return strlen(text) > password_max;
}

static bool mutt_is_missing(const struct settings *s, const char *text)
{
	return !*text && !settings_is_empty(s, FIELD_USER);
}

static const struct codec_refusal mutt_cannot[] = {
	{FIELD_USER, mutt_is_long_user, "a user name of more than 127 bytes"},
	{FIELD_PASSWORD, mutt_is_long_password, "a password of more than 255 bytes"},
	{FIELD_PASSWORD, mutt_is_missing, "a login without a password"},
	{0},
};

#define ABOUT_URL (ABOUT_SERVER | CODEC_BIT(FIELD_USER))

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"smtp_url", mutt_take_url, mutt_say_url, .field = FIELD_HOST, .about = ABOUT_URL,
		.sentence = "the URL names no SMTP server and was left out."},
	{"smtp_pass", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"smtp_authenticators", codec_take_method, codec_say_method, .field = FIELD_METHOD,
		.about = ABOUT_METHOD},
	{"ssl_starttls", mutt_take_starttls, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "yes no no", .about = ABOUT_SERVER},
	{"ssl_force_tls", mutt_take_force, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "yes yes no", .about = ABOUT_SERVER,
		.sentence = "mutt falls back to clear text if TLS fails; smtpsetup requires TLS."},
	{"ssl_verify_host", mutt_take_verify, .about = ABOUT_SERVER,
		.sentence = "the name in the certificate is not checked there; smtpsetup always "
			"checks it."},
	{"ssl_verify_dates", mutt_take_verify, .about = ABOUT_SERVER,
		.sentence = "the dates of the certificate are not checked there; smtpsetup always "
			"checks them."},
	{"ssl_client_cert", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"certificate_file", codec_take_trust, codec_say_value, .field = FIELD_CA_FILE},
	{"hostname", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"from", codec_take_mailbox, codec_say_value, .field = FIELD_FROM},
	{"realname", codec_take_value, codec_say_value, .field = FIELD_FROM_NAME},
};
/* clang-format on */

/* In double quotes these are special, and a backslash takes that away. */
static const char *mutt_quote(struct str *out, const char *value)
{
	if (!*value)
		return NULL;
	str_char(out, '"');
	for (; *value; value++)
		str_format(out, strchr("\\\"$`", *value) ? "\\%c" : "%c", *value);
	str_char(out, '"');
	return NULL;
}

/* What a command or another variable says is not looked at. */
static const char *mutt_why_not(const char *value)
{
	for (; *value && *value != '\''; value++)
		if (*value == '\\' && value[1])
			value++;
		else if (strchr("`$", *value))
			return "comes from a command or another variable and was left out.";
	return NULL;
}

static const struct flat mutt = {
	.style = &scan_set,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = mutt_quote,
	.unquote = flat_set_unquote,
	.why_not = mutt_why_not,
	.assume = flat_set_assume,
};

static void mutt_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&mutt, f, in);
}

static int mutt_write(struct codec_writing *w)
{
	return flat_write(&mutt, w);
}

static const struct codec_place mutt_places[] = {
	{xdg_home, "/.muttrc"},
	{xdg_home, "/.mutt/muttrc"},
	{xdg_config, "/mutt/muttrc"},
	{xdg_home, "/.neomuttrc"},
	{xdg_config, "/neomutt/neomuttrc"},
	{0},
};

static const struct codec_owner mutt_files[] = {
	{.mode = 0600},
	{0},
};

static const char *const mutt_parser[] = {"mutt", "-n", "-F", "%s", "-Q", "smtp_url", NULL};

static const char *const mutt_sniff[] = {"smtp_url", NULL};

/* mutt and neomutt (muttrc): what `source` and backticks bring in is not looked at. */
const struct codec mutt_codec = {
	.id = "mutt",
	.name = "mutt",
	.uses = CODEC_ALL,
	.places = mutt_places,
	.style = &scan_set,
	.sniff = mutt_sniff,
	.read = mutt_read,
	.write = mutt_write,
	.cannot = mutt_cannot,
	.files = mutt_files,
	.parser = mutt_parser,
};
