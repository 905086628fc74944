#include "format/env_apps.h"

#include "format/dotenv_rows.h"
#include "format/dotenv_tls.h"
#include "format/flat.h"

/* Tables, each row a sentence. */
/* clang-format off */
static const struct codec_key mastodon_keys[] = {
	{"SMTP_SERVER", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"SMTP_SSL", env_take_ssl, codec_say_with_ssl, .field = FIELD_PROTOCOL, .constant = "true"},
	{"SMTP_ENABLE_STARTTLS", env_take_starttls, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "always never never"},
	{"SMTP_OPENSSL_VERIFY_MODE", NULL, codec_say_with_tls, .constant = "peer",
		.about = ABOUT_SERVER},
	{"SMTP_CA_FILE", env_take_json, env_say_json, .field = FIELD_CA_FILE},
	{"SMTP_DOMAIN", env_take_json, env_say_json, .field = FIELD_HELO},
	{"SMTP_LOGIN", env_take_json, env_say_json, .field = FIELD_USER},
	{"SMTP_PASSWORD", env_take_json, env_say_json, .field = FIELD_PASSWORD},
	{"SMTP_AUTH_METHOD", env_take_rails_method, env_say_rails_method, .field = FIELD_METHOD,
		.about = ABOUT_METHOD},
	{"SMTP_FROM_ADDRESS", env_take_json_mailbox, env_say_json_mailbox, .field = FIELD_FROM,
		.about = ABOUT_SENDER},
	{"SMTP_REPLY_TO", env_take_json, env_say_json, .field = FIELD_REPLY_TO},
};

static const struct codec_key vaultwarden_keys[] = {
	{"SMTP_HOST", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"SMTP_SECURITY", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "starttls force_tls off"},
	{"SMTP_USERNAME", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"SMTP_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"SMTP_FROM", codec_take_value, codec_say_value, .field = FIELD_FROM},
	{"SMTP_FROM_NAME", codec_take_value, codec_say_value, .field = FIELD_FROM_NAME},
	{"HELO_NAME", codec_take_value, codec_say_value, .field = FIELD_HELO},
};

static const struct codec_key chatwoot_keys[] = {
	{"SMTP_ADDRESS", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"SMTP_SSL", env_take_ssl, codec_say_with_ssl, .field = FIELD_PROTOCOL, .constant = "true"},
	{"SMTP_ENABLE_STARTTLS_AUTO", env_take_starttls, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "true false false"},
	{"SMTP_OPENSSL_VERIFY_MODE", NULL, codec_say_with_tls, .constant = "peer",
		.about = ABOUT_SERVER},
	{"SMTP_DOMAIN", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"SMTP_USERNAME", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"SMTP_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"SMTP_AUTHENTICATION", env_take_rails_method, env_say_rails_method, .field = FIELD_METHOD,
		.about = ABOUT_METHOD},
	{"MAILER_SENDER_EMAIL", codec_take_mailbox, codec_say_mailbox, .field = FIELD_FROM,
		.about = ABOUT_SENDER},
};

static const struct codec_key healthchecks_keys[] = {
	{"EMAIL_HOST", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"EMAIL_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"EMAIL_USE_SSL", env_take_ssl, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "False True False"},
	{"EMAIL_USE_TLS", env_take_starttls, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "True False False"},
	{"EMAIL_HOST_USER", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"EMAIL_HOST_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"DEFAULT_FROM_EMAIL", codec_take_mailbox, codec_say_mailbox, .field = FIELD_FROM,
		.about = ABOUT_SENDER},
};

static const struct codec_key container_keys[] = {
	{"SMTP_HOST", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"SMTP_SECURE", dotenv_take_encryption, codec_say_with_ssl, .field = FIELD_PROTOCOL,
		.constant = "ssl"},
	{"SMTP_NAME", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"SMTP_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"SMTP_AUTHTYPE", codec_take_method, codec_say_method, .field = FIELD_METHOD,
		.about = ABOUT_METHOD, .constant = ""},
	{"MAIL_FROM_ADDRESS", NULL, env_say_local_part, .field = FIELD_FROM},
	{"MAIL_DOMAIN", NULL, env_say_domain, .field = FIELD_FROM},
};

static const struct codec_weakness vaultwarden_weak[] = {
	{NULL, "Values saved on Vaultwarden's admin page (config.json) override these."},
	{0},
};

static const struct codec_weakness chatwoot_weak[] = {
	{codec_uses_starttls, "Chatwoot cannot require STARTTLS: anyone on the path can remove "
		"its offer and read the password. With ssl this is not possible."},
	{0},
};

static const struct codec_weakness container_weak[] = {
	{codec_uses_starttls, "Nextcloud cannot require STARTTLS: anyone on the path can remove "
		"its offer and read the password. With ssl this is not possible."},
	{0},
};
/* clang-format on */

static const struct codec_owner env_files[] = {
	{.mode = 0600},
	{0},
};

static const char *const env_sniff[] = {NULL};

/* An application that reads its environment, and is given a text for it. */
#define ENV_APP(ident, word, title, weakness, fitting, not_read)                                   \
	static const struct flat ident##_flat = {                                                  \
		.style = &scan_assignments,                                                        \
		.keys = ident##_keys,                                                              \
		.key_count = sizeof(ident##_keys) / sizeof(ident##_keys[0]),                       \
		.quote = dotenv_quote,                                                             \
	};                                                                                         \
	static void ident##_read(struct import_result *f, const struct import_source *in)          \
	{                                                                                          \
		flat_read(&ident##_flat, f, in);                                                   \
	}                                                                                          \
	static int ident##_write(struct codec_writing *w)                                          \
	{                                                                                          \
		return flat_write(&ident##_flat, w);                                               \
	}                                                                                          \
	const struct codec ident##_codec = {                                                       \
		.id = (word),                                                                      \
		.name = (title),                                                                   \
		.uses = CODEC_EXPORTS,                                                             \
		.style = &scan_assignments,                                                        \
		.sniff = env_sniff,                                                                \
		.read = ident##_read,                                                              \
		.fit = (fitting),                                                                  \
		.write = ident##_write,                                                            \
		.weak = (weakness),                                                                \
		.files = env_files,                                                                \
		.unread = (not_read),                                                              \
	};

ENV_APP(mastodon, "mastodon", "Mastodon", NULL, env_fit_rails, 0)
ENV_APP(vaultwarden, "vaultwarden", "Vaultwarden", vaultwarden_weak, NULL, 0)
ENV_APP(chatwoot, "chatwoot", "Chatwoot", chatwoot_weak, env_fit_rails, 0)
ENV_APP(healthchecks, "healthchecks", "Healthchecks", NULL, NULL, 0)
ENV_APP(container, "nextcloud-container", "Nextcloud's container", container_weak,
	env_fit_nextcloud, CODEC_BIT(FIELD_FROM))
