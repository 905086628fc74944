#include "format/flat.h"
#include "format/flat_ini.h"

#include "format/keyval.h"

#include <string.h>

/* Reading */

static void gitea_take_protocol(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	static const struct {
		const char *word, *protocol;
	} words[] = {
		{"smtps", "ssl"},
		{"smtp+starttls", "starttls"},
		{"smtp", "plain"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].word, value) == 0) {
			import_put(r->f, key->field, words[i].protocol, r->f->file, line);
			return;
		}
	if (*value)
		codec_remark(r, key, value, line);
}

/* An older name, which means the same. */
static void gitea_take_tls(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (strcmp(value, "true") == 0)
		import_assume(r->f, key->field, "ssl", "IS_TLS_ENABLED");
	(void)line;
}

/* Writing */

static const char *gitea_quote(struct str *out, const char *value)
{
	if (codec_is_bare(value))
		str_text(out, value);
	else
		str_format(out, strchr(value, '`') ? "\"\"\"%s\"\"\"" : "`%s`", value);
	return NULL;
}

static bool gitea_refers(const struct settings *s, const char *text)
{
	(void)s;
	return strstr(text, "%(");
}

static const struct codec_refusal gitea_cannot[] = {
	{FIELD_USER, gitea_refers, "a user name with %("},
	{FIELD_PASSWORD, gitea_refers, "a password with %("},
	{FIELD_FROM, gitea_refers, "an address with %("},
	{FIELD_FROM_NAME, gitea_refers, "a name with %("},
	{0},
};

/* A table, each row a sentence; what stands below wins. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"ENABLED", flat_ini_take_enabled, codec_say_constant, .field = FIELD_HOST, .constant =
		"true",
		.sentence = "mail is switched off there."},
	{"MAILER_TYPE", NULL, .about = ABOUT_SERVER},
	{"HOST", codec_take_server, .about = ABOUT_SERVER},
	{"IS_TLS_ENABLED", gitea_take_tls, .field = FIELD_PROTOCOL, .about = ABOUT_SERVER},
	{"PROTOCOL", gitea_take_protocol, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "smtp+starttls smtps smtp",
		.sentence = "mail is not sent by SMTP there; it was left out."},
	{"SMTP_ADDR", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"FORCE_TRUST_SERVER_CERT", flat_ini_take_unchecked, .about = ABOUT_SERVER,
		.sentence = "the certificate is not checked there; smtpsetup always checks it."},
	{"CLIENT_CERT_FILE", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"HELO_HOSTNAME", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"USER", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"PASSWD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"FROM", codec_take_mailbox, codec_say_mailbox, .field = FIELD_FROM, .about = ABOUT_SENDER},
};
/* clang-format on */

static const char *gitea_why_not(const char *value)
{
	return gitea_refers(NULL, value) ? "refers to another value and was left out." : NULL;
}

static const struct flat gitea = {
	.style = &scan_ini,
	.group = "mailer",
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = gitea_quote,
	.unquote = flat_ini_unquote,
	.why_not = gitea_why_not,
};

static void gitea_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&gitea, f, in);
}

static int gitea_write(struct codec_writing *w)
{
	return flat_write(&gitea, w);
}

static const struct codec_place gitea_places[] = {
	{NULL, "/etc/gitea/app.ini"},
	{NULL, "/etc/forgejo/app.ini"},
	{0},
};

static const struct codec_owner gitea_files[] = {
	{.mode = 0640, .group = "git"},
	{0},
};

static const char *const gitea_reload[] = {"systemctl", "restart", "gitea", NULL};

static const char *const gitea_sniff[] = {"SMTP_ADDR", "HOST", NULL};

/* Gitea and Forgejo: the section mailer of app.ini, by its newer and its older names. */
const struct codec gitea_codec = {
	.id = "gitea",
	.name = "Gitea",
	.uses = CODEC_ALL,
	.places = gitea_places,
	.style = &scan_ini,
	.sniff = gitea_sniff,
	.read = gitea_read,
	.write = gitea_write,
	.cannot = gitea_cannot,
	.files = gitea_files,
	.reload = gitea_reload,
};
