#include "format/flat.h"

#include "format/env_apps.h"

#include <string.h>

static const struct scan_style gitlab_style = {
	.next = scan_lines_next,
	.lines = true,
	.between = "=",
	.last = true,
	.equals = " = ",
	.stop = "",
	.indent = "",
};

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"gitlab_rails['smtp_enable']", NULL, codec_say_constant, .field = FIELD_HOST,
		.constant = "true"},
	{"gitlab_rails['smtp_address']", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"gitlab_rails['smtp_port']", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"gitlab_rails['smtp_tls']", env_take_ssl, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "false true false"},
	{"gitlab_rails['smtp_enable_starttls_auto']", env_take_starttls, codec_say_protocol,
		.field = FIELD_PROTOCOL, .constant = "true false false"},
	{"gitlab_rails['smtp_openssl_verify_mode']", NULL, codec_say_with_tls, .constant = "peer",
		.about = ABOUT_SERVER},
	{"gitlab_rails['smtp_ca_file']", codec_take_value, codec_say_value, .field = FIELD_CA_FILE},
	{"gitlab_rails['smtp_domain']", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"gitlab_rails['smtp_user_name']", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"gitlab_rails['smtp_password']", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"gitlab_rails['smtp_authentication']", env_take_rails_method, env_say_rails_method,
		.field = FIELD_METHOD, .about = ABOUT_METHOD},
	{"gitlab_rails['gitlab_email_from']", codec_take_value, codec_say_value, .field = FIELD_FROM},
	{"gitlab_rails['gitlab_email_display_name']", codec_take_value, codec_say_value,
		.field = FIELD_FROM_NAME},
	{"gitlab_rails['gitlab_email_reply_to']", codec_take_value, codec_say_value,
		.field = FIELD_REPLY_TO},
};
/* clang-format on */

/* Ruby's single quotes; what is a number or a switch stands without. */
static const char *gitlab_quote(struct str *out, const char *value)
{
	if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0 ||
		(strlen(value) <= 5 && !value[strspn(value, "0123456789")])) {
		str_text(out, value);
		return NULL;
	}
	str_char(out, '\'');
	for (; *value; value++)
		str_format(out, strchr("'\\", *value) ? "\\%c" : "%c", *value);
	str_char(out, '\'');
	return NULL;
}

static char *gitlab_unquote(char *value)
{
	char *to = value;

	if (*value != '\'')
		return value;
	for (const char *from = value + 1; *from && *from != '\''; from++) {
		if (*from == '\\' && from[1] && strchr("'\\", from[1]))
			from++;
		*to++ = *from;
	}
	*to = '\0';
	return value;
}

/* A template that comes later puts them into quotes as they are. */
static bool gitlab_has_quote(const struct settings *s, const char *text)
{
	(void)s;
	return strpbrk(text, "'\"");
}

/* Ruby would take it for a number or a switch, and not for text. */
static bool gitlab_is_no_text(const struct settings *s, const char *text)
{
	struct str out;
	bool result;

	(void)s;
	str_init(&out, value_max);
	(void)gitlab_quote(&out, text);
	result = *text && *out.data != '\'';
	str_wipe(&out);
	return result;
}

static const struct codec_refusal gitlab_cannot[] = {
	{FIELD_USER, gitlab_has_quote, "a user name with a quote"},
	{FIELD_PASSWORD, gitlab_has_quote, "a password with a quote"},
	{FIELD_USER, gitlab_is_no_text, "a user name that is a number, true or false"},
	{FIELD_PASSWORD, gitlab_is_no_text, "a password that is a number, true or false"},
	{0},
};

static const struct flat gitlab = {
	.style = &gitlab_style,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = gitlab_quote,
	.unquote = gitlab_unquote,
};

static void gitlab_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&gitlab, f, in);
}

static int gitlab_write(struct codec_writing *w)
{
	return flat_write(&gitlab, w);
}

static const struct codec_owner gitlab_files[] = {
	{.mode = 0600},
	{0},
};

static const struct codec_weakness gitlab_weak[] = {
	{codec_uses_starttls, "GitLab cannot require STARTTLS: anyone on the path can remove its "
			      "offer and read the password. With ssl this is not possible."},
	{0},
};

static const char *const gitlab_sniff[] = {NULL};

/* GitLab: lines for gitlab.rb; gitlab-ctl reconfigure puts them to use. */
const struct codec gitlab_codec = {
	.id = "gitlab",
	.name = "GitLab",
	.uses = CODEC_EXPORTS,
	.style = &gitlab_style,
	.sniff = gitlab_sniff,
	.read = gitlab_read,
	.fit = env_fit_rails,
	.write = gitlab_write,
	.cannot = gitlab_cannot,
	.weak = gitlab_weak,
	.files = gitlab_files,
};
