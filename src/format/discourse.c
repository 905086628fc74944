#include "format/flat.h"
#include "format/flat_yaml.h"

#include "format/env_apps.h"

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"DISCOURSE_SMTP_ADDRESS", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"DISCOURSE_SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"DISCOURSE_SMTP_FORCE_TLS", env_take_ssl, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "false true false"},
	{"DISCOURSE_SMTP_ENABLE_START_TLS", env_take_starttls, codec_say_protocol,
		.field = FIELD_PROTOCOL, .constant = "true false false"},
	{"DISCOURSE_SMTP_OPENSSL_VERIFY_MODE", NULL, codec_say_with_tls, .constant = "peer",
		.about = ABOUT_SERVER},
	{"DISCOURSE_SMTP_USER_NAME", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"DISCOURSE_SMTP_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"DISCOURSE_SMTP_AUTHENTICATION", env_take_rails_method, env_say_rails_method,
		.field = FIELD_METHOD, .about = ABOUT_METHOD},
	{"DISCOURSE_SMTP_DOMAIN", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"DISCOURSE_NOTIFICATION_EMAIL", codec_take_value, codec_say_value, .field = FIELD_FROM},
};
/* clang-format on */

static const struct flat discourse = {
	.style = &flat_yaml_style,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = flat_yaml_quote,
	.unquote = flat_yaml_unquote,
};

static void discourse_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&discourse, f, in);
}

static int discourse_write(struct codec_writing *w)
{
	return flat_write_below(&discourse, w, "env:\n");
}

static const struct codec_owner discourse_files[] = {
	{.mode = 0600},
	{0},
};

static const struct codec_weakness discourse_weak[] = {
	{codec_uses_starttls, "Discourse cannot require STARTTLS: anyone on the path can remove "
			      "its offer and read the password. With ssl this is not possible."},
	{0},
};

static const char *const discourse_sniff[] = {NULL};

/* Discourse: lines for the section env of app.yml; launcher rebuild app puts them to use. */
const struct codec discourse_codec = {
	.id = "discourse",
	.name = "Discourse",
	.uses = CODEC_EXPORTS,
	.style = &flat_yaml_style,
	.sniff = discourse_sniff,
	.read = discourse_read,
	.fit = env_fit_rails,
	.write = discourse_write,
	.weak = discourse_weak,
	.files = discourse_files,
};
