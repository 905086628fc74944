#include "format/flat.h"

#include "base/ascii.h"
#include "format/keyval.h"

#include <string.h>

/* `name`, `name value`, `name = value` or `name: value` */
static bool curl_next(struct scan *s, struct scan_setting *setting)
{
	size_t at, end;

	if (!scan_lines_next(s, setting))
		return false;
	at = setting->whole.begin;
	end = setting->whole.end;
	while (at < end && !(s->text[at] && strchr(" \t=:", s->text[at])))
		at++;
	setting->name.end = at;
	while (at < end && scan_is_blank(s->text[at]))
		at++;
	if (at < end && strchr("=:", s->text[at]))
		at++;
	while (at < end && scan_is_blank(s->text[at]))
		at++;
	setting->value = (struct span) {at < end ? at : setting->name.end, end};
	return true;
}

static const struct scan_style curl_style = {
	.next = curl_next,
	.lines = true,
	.last = true,
	.equals = " = ",
	.stop = "",
	.indent = "",
};

/* Reading */

static void curl_take_url(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	bool secure = ascii_starts(value, "smtps://");
	char *authority =
		secure || ascii_starts(value, "smtp://") ? strstr(value, "://") + 3 : NULL;
	char *helo;

	if (!authority) {
		codec_remark(r, key, value, line);
		return;
	}
	helo = keyvals_split(authority, "/");
	import_put_server(r->f, authority, r->f->file, line);
	if (secure)
		import_put(r->f, FIELD_PROTOCOL, "ssl", r->f->file, line);
	if (helo)
		import_put(r->f, FIELD_HELO, codec_decode(helo), r->f->file, line);
}

/* From the first byte on it is encrypted anyway. */
static void curl_take_required(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!import_has(r->f, key->field))
		codec_take_constant(r, key, value, line);
}

static void curl_take_login(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)key;
	import_put_login(r->f, value, r->f->file, line);
}

/* Writing */

static enum edit_act curl_say_url(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	str_text(out, settings_is(w->s, FIELD_PROTOCOL, "ssl") ? "smtps://" : "smtp://");
	(void)codec_say_server(w, key, out);
	if (!settings_is_empty(w->s, FIELD_HELO)) {
		str_char(out, '/');
		codec_say_encoded(out, settings_get(w->s, FIELD_HELO));
	}
	return EDIT_PUT;
}

static enum edit_act curl_say_login(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (codec_say_value(w, key, out) == EDIT_DROP)
		return EDIT_DROP;
	str_format(out, ":%s", codec_value(w->s, FIELD_PASSWORD));
	return EDIT_PUT;
}

/* A flag, which has no value. */
static enum edit_act curl_say_required(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	(void)out;
	return codec_uses_starttls(w->s) ? EDIT_PUT : EDIT_DROP;
}

static const struct codec_refusal curl_cannot[] = {
	{FIELD_USER, codec_has_colon, "a user name with a colon"},
	{0},
};

#define ABOUT_URL   (ABOUT_SERVER | CODEC_BIT(FIELD_HELO))
#define ABOUT_LOGIN (CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"url", curl_take_url, curl_say_url, .field = FIELD_HOST, .about = ABOUT_URL,
		.sentence = "the URL names no SMTP server and was left out."},
	{"ssl-reqd", curl_take_required, curl_say_required, .field = FIELD_PROTOCOL,
		.constant = "starttls"},
	{"ssl", codec_remark, .about = ABOUT_SERVER,
		.sentence = "curl falls back to clear text if TLS fails; smtpsetup requires TLS."},
	{"insecure", codec_remark, .about = ABOUT_SERVER,
		.sentence = "the certificate is not checked there; smtpsetup always checks it."},
	{"cacert", codec_take_trust, codec_say_value, .field = FIELD_CA_FILE},
	{"pinnedpubkey", codec_take_value, codec_say_value, .field = FIELD_PIN},
	{"cert", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"proxy", codec_leave_out,
		.sentence = "a proxy was left out: smtpsetup connects directly."},
	{"user", curl_take_login, curl_say_login, .field = FIELD_USER, .about = ABOUT_LOGIN},
	{"login-options", codec_take_method, codec_say_method, .field = FIELD_METHOD,
		.constant = "AUTH=",
		.about = ABOUT_METHOD},
	{"mail-from", codec_take_value, codec_say_value, .field = FIELD_FROM},
};
/* clang-format on */

static const char *curl_quote(struct str *out, const char *value)
{
	if (!*value)
		return NULL;
	str_char(out, '"');
	for (; *value; value++)
		str_format(out, strchr("\"\\", *value) ? "\\%c" : "%c", *value);
	str_char(out, '"');
	return NULL;
}

/* A value without quotes ends at a blank. */
static char *curl_unquote(char *value)
{
	char *to = value;

	if (*value != '"') {
		(void)keyvals_split(value, " \t");
		return value;
	}
	for (const char *from = value + 1; *from && *from != '"'; from++) {
		if (*from == '\\' && from[1])
			from++;
		*to++ = *from;
	}
	*to = '\0';
	return value;
}

static void curl_assume(struct import_result *f)
{
	static const char reason[] = "curl's default";

	if (!settings_is(&f->settings, FIELD_PROTOCOL, "ssl"))
		import_assume(f, FIELD_PORT, "25", reason);
	if (!import_has(f, FIELD_PROTOCOL))
		import_assume(f, FIELD_PROTOCOL, "plain", reason);
}

static const struct flat curl = {
	.style = &curl_style,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = curl_quote,
	.unquote = curl_unquote,
	.assume = curl_assume,
};

static void curl_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&curl, f, in);
}

static int curl_write(struct codec_writing *w)
{
	return flat_write(&curl, w);
}

static const struct codec_owner curl_files[] = {
	{.mode = 0600},
	{0},
};

static const char *const curl_sniff[] = {"url", NULL};

/* curl's file of options (-K) for a server that speaks SMTP. */
const struct codec curl_codec = {
	.id = "curl",
	.name = "curl",
	.uses = CODEC_ALL,
	.asks_file = true,
	.style = &curl_style,
	.sniff = curl_sniff,
	.read = curl_read,
	.write = curl_write,
	.cannot = curl_cannot,
	.files = curl_files,
};
