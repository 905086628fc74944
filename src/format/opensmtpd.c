#include "format/codec.h"

#include "format/keyval.h"

#include <string.h>

#define SECRETS "/etc/mail/secrets"

/* `label user:password`, literal to the end of the line */
static const struct scan_style secrets_style = {
	.next = scan_lines_next,
	.lines = true,
	.exact = true,
	.last = true,
	.equals = " ",
	.stop = "",
	.indent = "",
};

static const char relay[] = "action \"smtpsetup\" relay host ";

/* Reading what is written below */

static void opensmtpd_take_relay(struct codec_reading *r, char *value, int line)
{
	static const struct {
		const char *scheme, *protocol;
	} schemes[] = {
		{"smtp+tls://", "starttls"}, {"smtps://", "ssl"}, {"smtp+notls://", "plain"}};
	char *rest, *helo, *from;

	rest = keyvals_split(value, " ");
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t len = strlen(schemes[i].scheme);

		if (strncmp(value, schemes[i].scheme, len) != 0)
			continue;
		import_put(r->f, FIELD_PROTOCOL, schemes[i].protocol, r->f->file, line);
		value += len;
		break;
	}
	if (strchr(value, '@'))
		value = strchr(value, '@') + 1;
	import_put_server(r->f, value, r->f->file, line);
	from = rest ? strstr(rest, "mail-from \"") : NULL;
	helo = rest ? strstr(rest, "helo \"") : NULL;
	if (from)
		from += strlen("mail-from \"");
	if (helo)
		helo += strlen("helo \"");
	if (from && keyvals_split(from, "\""))
		import_put(r->f, FIELD_FROM, from, r->f->file, line);
	if (helo && keyvals_split(helo, "\""))
		import_put(r->f, FIELD_HELO, helo, r->f->file, line);
}

static void opensmtpd_take_secret(struct import_result *f, const struct import_source *in)
{
	struct keyvals secrets;
	struct str text;

	str_init(&text, import_source_max);
	if (in->fetch && in->fetch(in->context, SECRETS, &text)) {
		const struct keyval *secret;

		keyvals_init(&secrets, text.data, text.len, &secrets_style);
		secret = keyvals_find(&secrets, "smtpsetup");
		if (secret)
			import_put_login(f, secret->value, SECRETS, secret->line);
		keyvals_fini(&secrets);
	}
	str_wipe(&text);
}

static void opensmtpd_read(struct import_result *f, const struct import_source *in)
{
	struct codec_reading r = {f, in, NULL};
	struct keyvals lines;

	keyvals_init(&lines, in->bytes, in->len, &scan_values);
	for (size_t i = 0; i < lines.n; i++)
		if (strncmp(lines.items[i].value, relay, sizeof(relay) - 1) == 0)
			opensmtpd_take_relay(
				&r, lines.items[i].value + sizeof(relay) - 1, lines.items[i].line);
	keyvals_fini(&lines);
	if (import_has(f, FIELD_HOST))
		opensmtpd_take_secret(f, in);
}

/* Writing */

static void opensmtpd_say(const struct codec_writing *w, struct str *out)
{
	static const struct codec_key scheme = {.constant = "smtp+tls:// smtps:// smtp+notls://"};
	bool logs_in = !settings_is_empty(w->s, FIELD_USER);

	if (logs_in)
		str_text(out, "table smtpsetup file:" SECRETS "\n");
	str_text(out, relay);
	(void)codec_say_protocol(w, &scheme, out);
	str_text(out, logs_in ? "smtpsetup@" : "");
	(void)codec_say_server(w, &scheme, out);
	if (logs_in)
		str_text(out, " auth <smtpsetup>");
	if (!settings_is_empty(w->s, FIELD_HELO))
		str_format(out, " helo \"%s\"", settings_get(w->s, FIELD_HELO));
	if (!settings_is_empty(w->s, FIELD_FROM))
		str_format(out, " mail-from \"%s\"", settings_get(w->s, FIELD_FROM));
	str_text(out, "\nmatch from local for any action \"smtpsetup\"\n");
}

#define ABOUT_ALL                                                                                  \
	(CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT) | CODEC_BIT(FIELD_PROTOCOL) |               \
		CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD) |        \
		CODEC_BIT(FIELD_FROM))

static int opensmtpd_write(struct codec_writing *w)
{
	const struct codec_part part = {SECRETS, &secrets_style, .key_count = 0};
	bool logs_in = !settings_is_empty(w->s, FIELD_USER);
	struct str text, login;
	int result;

	w->said |= ABOUT_ALL;
	str_init(&text, import_source_max);
	str_init(&login, import_source_max);
	opensmtpd_say(w, &text);
	str_format(
		&login, "%s:%s", settings_get(w->s, FIELD_USER), codec_value(w->s, FIELD_PASSWORD));
	result = codec_replace(w, w->path, &text);
	if (result == 0)
		result = codec_apply(w, &part,
			(const struct edit[]) {
				{NULL, "smtpsetup", logs_in ? EDIT_PUT : EDIT_DROP, login.data}},
			1);
	str_wipe(&login);
	str_wipe(&text);
	return result;
}

static bool opensmtpd_is_clear(const struct settings *s, const char *user)
{
	return *user && !codec_is_encrypted(s);
}

static bool opensmtpd_is_missing(const struct settings *s, const char *password)
{
	return !*password && !settings_is_empty(s, FIELD_USER);
}

static bool opensmtpd_is_special(const struct settings *s, const char *text)
{
	(void)s;
	return strpbrk(text, "\"\\$");
}

static const struct codec_refusal opensmtpd_cannot[] = {
	{FIELD_USER, opensmtpd_is_clear, "a login without encryption"},
	{FIELD_USER, codec_has_colon, "a user name with a colon"},
	{FIELD_PASSWORD, opensmtpd_is_missing, "a login without a password"},
	{FIELD_PASSWORD, codec_ends_blank, "a password that ends in a blank"},
	{FIELD_FROM, opensmtpd_is_special, "an address with one of \" \\ $"},
	{0},
};

static const struct codec_owner opensmtpd_files[] = {
	{.mode = 0644},
	{SECRETS, .mode = 0640, .group = "opensmtpd"},
	{0},
};

static const struct codec_weakness opensmtpd_weak[] = {
	{codec_is_encrypted, "OpenSMTPD sends no server name (SNI) when TLS begins."},
	{0},
};

static const char *const opensmtpd_sniff[] = {NULL};

/* OpenSMTPD: lines for smtpd.conf, and the login in a table of secrets. */
const struct codec opensmtpd_codec = {
	.id = "opensmtpd",
	.name = "OpenSMTPD",
	.uses = CODEC_EXPORTS,
	.style = &scan_values,
	.sniff = opensmtpd_sniff,
	.read = opensmtpd_read,
	.write = opensmtpd_write,
	.cannot = opensmtpd_cannot,
	.weak = opensmtpd_weak,
	.files = opensmtpd_files,
	.sendmail = true,
};
