#include "format/codec.h"

#include "base/ascii.h"
#include "base/base64.h"
#include "format/keyval.h"

#include <string.h>

/* define(`NAME', `value'), which m4 reads */
static bool mc_next(struct scan *s, struct scan_setting *setting)
{
	static const char define[] = "define(`";

	while (s->at < s->end) {
		const char *begin = s->text + s->at, *end, *name, *value, *behind;

		end = memchr(begin, '\n', s->end - s->at);
		if (!end)
			end = s->text + s->end;
		s->at = (size_t)(end - s->text) + (end < s->text + s->end);
		while (begin < end && scan_is_blank(*begin))
			begin++;
		name = begin + sizeof(define) - 1;
		if (name >= end || memcmp(begin, define, sizeof(define) - 1) != 0)
			continue;
		behind = memchr(name, '\'', (size_t)(end - name));
		value = behind ? memchr(behind, '`', (size_t)(end - behind)) : NULL;
		end = value ? memchr(value, '\'', (size_t)(end - value)) : NULL;
		if (!end)
			continue;
		*setting =
			(struct scan_setting) {{(size_t)(begin - s->text), (size_t)(end - s->text)},
				{(size_t)(name - s->text), (size_t)(behind - s->text)},
				{(size_t)(value + 1 - s->text), (size_t)(end - s->text)}};
		return true;
	}
	return false;
}

static const struct scan_style mc_style = {
	.next = mc_next,
	.lines = true,
	.last = true,
	.equals = "",
	.stop = "",
	.indent = "",
};

/* `AuthInfo:HOST "U:alice" "P:..." "M:PLAIN"` */
static const struct scan_style authinfo_style = {
	.next = scan_lines_next,
	.lines = true,
	.fold = true,
	.equals = " ",
	.stop = "",
	.indent = "",
};

/* Reading */

/* The mailer before it may be named. */
static void mc_take_host(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	char *open = strchr(value, '[');

	if (!open && strchr(value, ':'))
		value = strchr(value, ':') + 1;
	codec_take_server(r, key, open ? open : value, line);
	if (!open)
		codec_remark(r, key, value, line);
}

/* `TCP $h 587` */
static void mc_take_port(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	char *port = strrchr(value, ' ');

	if (port && ascii_is_digit(port[1]))
		codec_take_value(r, key, port + 1, line);
}

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"SMART_HOST", mc_take_host, .field = FIELD_HOST,
		.sentence =
			"sendmail looks up the mail servers (MX) of this name; smtpsetup connects "
			"to the name itself."},
	{"RELAY_MAILER_ARGS", mc_take_port, .field = FIELD_PORT},
	{"ESMTP_MAILER_ARGS", mc_take_port, .field = FIELD_PORT},
	{"confCACERT", codec_take_trust, .field = FIELD_CA_FILE},
	{"confCLIENT_CERT", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
};
/* clang-format on */

/* What stands behind `P=`. A NUL becomes a control that no value has. */
static void tag_decode(struct str *value, const char *text)
{
	(void)base64_decode(value, text, strlen(text));
	for (size_t i = 0; i < value->len; i++)
		if (!value->data[i])
			value->data[i] = '\1';
}

/* One of `U:text`, `P:text`, `P=base64` ... */
static void take_tag(struct import_result *f, const char *tag, const char *path, int line)
{
	static const struct {
		char tag;
		enum field_id field;
	} tags[] = {
		{'U', FIELD_USER}, {'I', FIELD_USER}, {'P', FIELD_PASSWORD}, {'M', FIELD_METHOD}};
	struct str value;

	if (!tag[0] || !strchr(":=", tag[1]))
		return;
	str_init(&value, strlen(tag));
	if (tag[1] == '=')
		tag_decode(&value, tag + 2);
	else
		str_text(&value, tag + 2);
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		if (tags[i].tag != tag[0] || (tag[0] == 'I' && import_has(f, FIELD_USER)))
			continue;
		if (tags[i].field == FIELD_METHOD)
			ascii_lower_all(value.data);
		if (tags[i].field != FIELD_METHOD || !strchr(value.data, ' '))
			import_put(f, tags[i].field, value.data, path, line);
	}
	str_wipe(&value);
}

/* The texts in quotes. */
static void take_tags(struct import_result *f, char *text, const char *path, int line)
{
	char *close;

	for (char *open = strchr(text, '"'); open; open = strchr(close + 1, '"')) {
		close = strchr(open + 1, '"');
		if (!close)
			return;
		*close = '\0';
		take_tag(f, open + 1, path, line);
	}
}

static const struct keyval *authinfo_find(const struct keyvals *logins, const char *host)
{
	static const char word[] = "AuthInfo:";

	for (size_t i = 0; i < logins->n; i++) {
		const char *name = logins->items[i].name;

		if (ascii_starts(name, word) &&
			(!name[sizeof(word) - 1] || ascii_same(name + sizeof(word) - 1, host)))
			return &logins->items[i];
	}
	return NULL;
}

static void take_logins(struct import_result *f, const struct import_source *in)
{
	static const char *const paths[] = {
		"/etc/mail/authinfo", "/etc/mail/auth/client-info", "/etc/mail/access"};
	bool taken = false;

	for (size_t i = 0; in->fetch && i < sizeof(paths) / sizeof(paths[0]) && !taken; i++) {
		const struct keyval *login;
		struct keyvals logins;
		struct str text;

		str_init(&text, import_source_max);
		if (in->fetch(in->context, paths[i], &text)) {
			keyvals_init(&logins, text.data, text.len, &authinfo_style);
			login = authinfo_find(&logins, settings_get(&f->settings, FIELD_HOST));
			taken = login;
			if (login)
				take_tags(f, login->value, paths[i], login->line);
			keyvals_fini(&logins);
		}
		str_wipe(&text);
	}
	if (!taken)
		import_remark(f, f->file, 0, "no login was found.");
}

static void sendmail_read(struct import_result *f, const struct import_source *in)
{
	static const char reason[] = "sendmail's default";
	struct codec_reading r = {f, in, NULL};
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &mc_style);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct keyval *pair = keyvals_find(&pairs, keys[i].name);

		if (pair)
			keys[i].take(&r, &keys[i], pair->value, pair->line);
	}
	keyvals_fini(&pairs);
	if (!import_has(f, FIELD_HOST))
		return;
	take_logins(f, in);
	import_assume(f, FIELD_PORT, "25", reason);
	import_assume(f, FIELD_PROTOCOL, "starttls", reason);
	import_remark(f, f->file, 0,
		"sendmail falls back to clear text if TLS fails; smtpsetup requires TLS and checks "
		"the certificate.");
}

static const struct codec_place sendmail_places[] = {
	{NULL, "/etc/mail/sendmail.mc"},
	{0},
};

static const char *const sendmail_sniff[] = {"SMART_HOST", NULL};

/* sendmail's source for m4, and the login in its text files: read, and never written. */
const struct codec sendmail_codec = {
	.id = "sendmail",
	.name = "sendmail",
	.uses = CODEC_IMPORTS,
	.places = sendmail_places,
	.style = &mc_style,
	.sniff = sendmail_sniff,
	.read = sendmail_read,
	.sendmail = true,
};
