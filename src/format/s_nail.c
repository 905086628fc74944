#include "format/flat.h"
#include "format/flat_set.h"

#include "base/ascii.h"
#include "base/xdg.h"
#include "format/keyval.h"

#include <string.h>

/* Reading */

/* Without v15-compat the login is in other variables. */
static void nail_take_mta(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!flat_set_take_url(r, value, line))
		codec_remark(r, key, value, line);
}

/* From the first byte on it is encrypted anyway. */
static void nail_take_starttls(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!import_has(r->f, key->field))
		codec_take_constant(r, key, value, line);
}

static void nail_take_verify(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!ascii_same(value, "strict"))
		codec_remark(r, key, value, line);
}

/* Writing */

static enum edit_act nail_say_mta(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	str_text(out, settings_is(w->s, FIELD_PROTOCOL, "ssl") ? "smtps://" : "smtp://");
	if (!settings_is_empty(w->s, FIELD_USER)) {
		codec_say_encoded(out, settings_get(w->s, FIELD_USER));
		str_char(out, ':');
		codec_say_encoded(out, codec_value(w->s, FIELD_PASSWORD));
		str_char(out, '@');
	}
	return codec_say_server(w, key, out);
}

/* A switch has no value. */
static enum edit_act nail_say_switch(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	(void)w;
	(void)out;
	return EDIT_PUT;
}

static enum edit_act nail_say_starttls(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	return codec_uses_starttls(w->s) ? nail_say_switch(w, key, out) : EDIT_DROP;
}

/* Without a login it has to be told so. */
static enum edit_act nail_say_method(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (settings_is_empty(w->s, FIELD_USER))
		str_text(out, "none");
	else if (codec_say_method(w, key, out) == EDIT_DROP)
		return EDIT_DROP;
	return EDIT_PUT;
}

static void nail_take_method(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!ascii_same(value, "none"))
		codec_take_method(r, key, value, line);
}

#define ABOUT_LOGIN (CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))
#define ABOUT_URL   (ABOUT_SERVER | ABOUT_LOGIN)

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"v15-compat", NULL, nail_say_switch, .field = FIELD_HOST, .about = ABOUT_URL},
	{"smtp", nail_take_mta, .about = ABOUT_SERVER,
		.sentence = "mail is not sent by SMTP there; it was left out."},
	{"mta", nail_take_mta, nail_say_mta, .field = FIELD_HOST, .about = ABOUT_URL,
		.sentence = "mail goes to a program there, not to a server; it was left out."},
	{"smtp-use-starttls", nail_take_starttls, nail_say_starttls, .field = FIELD_PROTOCOL,
		.constant = "starttls"},
	{"smtp-auth", nail_take_method, nail_say_method, .field = FIELD_METHOD, .about = ABOUT_METHOD},
	{"smtp-auth-user", codec_take_value, .field = FIELD_USER, .about = ABOUT_LOGIN},
	{"smtp-auth-password", codec_take_value, .field = FIELD_PASSWORD, .about = ABOUT_LOGIN},
	{"ssl-verify", nail_take_verify, .about = ABOUT_SERVER,
		.sentence = "the certificate need not be valid there; smtpsetup requires a valid "
			"one."},
	{"tls-verify", nail_take_verify, codec_say_with_tls, .constant = "strict",
		.about = ABOUT_SERVER,
		.sentence = "the certificate need not be valid there; smtpsetup requires a valid "
			"one."},
	{"tls-ca-file", codec_take_trust, codec_say_value, .field = FIELD_CA_FILE},
	{"from", codec_take_mailbox, codec_say_mailbox, .field = FIELD_FROM, .about = ABOUT_SENDER},
};
/* clang-format on */

/* In single quotes nothing is special but those. */
static const char *nail_quote(struct str *out, const char *value)
{
	if (!*value || codec_is_bare(value) ||
		(strstr(value, "://") && !strpbrk(value, " '\"\\$`")))
		str_text(out, value);
	else
		str_format(out, "'%s'", value);
	return strchr(value, '\'') ? "a value with a '" : NULL;
}

static const struct flat nail = {
	.style = &scan_set,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = nail_quote,
	.unquote = flat_set_unquote,
	.assume = flat_set_assume,
};

static void nail_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&nail, f, in);
}

static int nail_write(struct codec_writing *w)
{
	return flat_write(&nail, w);
}

static const struct codec_place nail_places[] = {
	{xdg_home, "/.mailrc"},
	{NULL, "/etc/s-nail.rc"},
	{0},
};

static const struct codec_owner nail_files[] = {
	{.mode = 0600},
	{0},
};

static const char *const nail_sniff[] = {"mta", "smtp", NULL};

/* s-nail 14.9 (mailrc): the server and the login are one URL. */
const struct codec s_nail_codec = {
	.id = "s-nail",
	.name = "s-nail",
	.uses = CODEC_ALL,
	.places = nail_places,
	.style = &scan_set,
	.sniff = nail_sniff,
	.read = nail_read,
	.write = nail_write,
	.files = nail_files,
	.command = "s-nail",
};
