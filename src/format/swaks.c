#include "format/flat.h"

#include <string.h>

/* `name`, or `name value`: all behind the blank is the value, blanks at its end, too. */
static const struct scan_style swaks_style = {
	.next = scan_lines_next,
	.lines = true,
	.exact = true,
	.last = true,
	.equals = " ",
	.stop = "",
	.indent = "",
};

/* Two ways to TLS, which are names alone. */
static enum edit_act swaks_say_word(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)out;
	return settings_is(w->s, FIELD_PROTOCOL, key->constant) ? EDIT_PUT : EDIT_DROP;
}

static enum edit_act swaks_say_check(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	(void)out;
	return codec_is_encrypted(w->s) ? EDIT_PUT : EDIT_DROP;
}

/* The name that TLS begins with (RFC 6066 3); an address is none. */
static enum edit_act swaks_say_name(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *host = settings_get(w->s, FIELD_HOST);

	if (!codec_is_encrypted(w->s) || strchr(host, ':') || !host[strspn(host, "0123456789.")])
		return EDIT_DROP;
	return codec_say_value(w, key, out);
}

static bool swaks_is_option(const struct settings *s, const char *text)
{
	(void)s;
	return *text == '-';
}

static bool swaks_is_missing(const struct settings *s, const char *password)
{
	return !*password && !settings_is_empty(s, FIELD_USER);
}

static const struct codec_refusal swaks_cannot[] = {
	{FIELD_USER, swaks_is_option, "a user name that begins with -"},
	{FIELD_PASSWORD, swaks_is_option, "a password that begins with -"},
	{FIELD_PASSWORD, swaks_is_missing, "a login without a password"},
	{FIELD_FROM, swaks_is_option, "an address that begins with -"},
	{0},
};

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"server", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"port", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"tls", codec_take_constant, swaks_say_word, .field = FIELD_PROTOCOL, .constant =
		"starttls"},
	{"tls-on-connect", codec_take_constant, swaks_say_word, .field = FIELD_PROTOCOL,
		.constant = "ssl"},
	{"tls-verify", NULL, swaks_say_check, .field = FIELD_PROTOCOL},
	{"tls-sni", NULL, swaks_say_name, .field = FIELD_HOST,
		.about = CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PROTOCOL)},
	{"tls-ca-path", codec_take_value, codec_say_value, .field = FIELD_CA_FILE},
	{"auth", codec_take_method, codec_say_method, .field = FIELD_METHOD, .about = ABOUT_METHOD,
		.constant = ""},
	{"auth-user", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"auth-password", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"helo", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"from", codec_take_value, codec_say_value, .field = FIELD_FROM},
};
/* clang-format on */

static const char *swaks_quote(struct str *out, const char *value)
{
	str_text(out, value);
	return NULL;
}

static void swaks_assume(struct import_result *f)
{
	if (!import_has(f, FIELD_PROTOCOL))
		import_assume(f, FIELD_PROTOCOL, "plain", "swaks's default");
}

static const struct flat swaks = {
	.style = &swaks_style,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = swaks_quote,
	.assume = swaks_assume,
};

static void swaks_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&swaks, f, in);
}

static int swaks_write(struct codec_writing *w)
{
	return flat_write(&swaks, w);
}

static const struct codec_owner swaks_files[] = {
	{.mode = 0600},
	{0},
};

static const struct codec_weakness swaks_weak[] = {
	{codec_is_encrypted, "swaks checks who signed the certificate, but not the name in it."},
	{0},
};

static const char *const swaks_sniff[] = {NULL};

/* swaks' file of options (.swaksrc). */
const struct codec swaks_codec = {
	.id = "swaks",
	.name = "swaks",
	.uses = CODEC_EXPORTS,
	.style = &swaks_style,
	.sniff = swaks_sniff,
	.read = swaks_read,
	.write = swaks_write,
	.cannot = swaks_cannot,
	.weak = swaks_weak,
	.files = swaks_files,
};
