#include "format/dotenv_rows.h"

#include "format/dotenv_tls.h"
#include "format/dotenv_url.h"

#include <string.h>

enum edit_act dotenv_say_gate(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	return w->old && strstr(w->old, "smtp") ? EDIT_KEEP : codec_say_constant(w, key, out);
}

/* On port 465 it is ssl that goes without saying. */
static enum edit_act dotenv_say_tls(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	struct codec_key words = *key;

	words.constant = settings_is(w->s, FIELD_PORT, protocol_port("ssl")) ? "starttls true false"
									     : "true ssl false";
	return codec_say_protocol(w, &words, out);
}

/* That it is not so is said only where it was said before. */
static enum edit_act say_ssl(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	bool ssl = settings_is(w->s, FIELD_PROTOCOL, "ssl");

	(void)codec_say_protocol(w, key, out);
	return w->old || ssl ? EDIT_PUT : EDIT_DROP;
}

const char *dotenv_quote(struct str *out, const char *value)
{
	size_t len = strlen(value);

	if (codec_is_bare(value)) {
		str_text(out, value);
		return NULL;
	}
	if (!strpbrk(value, "\"\\$`")) {
		str_format(out, "\"%s\"", value);
		return NULL;
	}
	if (strstr(value, "${"))
		return "a value with ${";
	if (len && value[len - 1] == '\\')
		return "a value that ends in a backslash";
	if (strstr(value, "\\\\")) /* python-dotenv makes one of two */
		return "a value with two backslashes in a row";
	if (strchr(value, '\''))
		return "a value with a ' and one of \" \\ $ `";
	str_format(out, "'%s'", value);
	return NULL;
}

/* Laravel takes off one more pair of quotes; what its reader of files leaves is unescaped there. */
static const char *laravel_quote(struct str *out, const char *value)
{
	size_t len = strlen(value);
	bool quoted = len > 1 && strchr("\"'", value[0]) && value[len - 1] == value[0];
	const char *outer = quoted ? "\"" : "";

	if (!quoted && !strpbrk(value, "\"\\$`")) {
		str_format(out, codec_is_bare(value) ? "%s" : "\"%s\"", value);
	} else if (!strchr(value, '\'')) {
		str_format(out, "'%s%s%s'", outer, value, outer);
	} else {
		str_format(out, "\"%s", quoted ? "\\\"" : "");
		for (; *value; value++)
			str_format(out, strchr("\"\\$", *value) ? "\\%c" : "%c", *value);
		str_format(out, "%s\"", quoted ? "\\\"" : "");
	}
	return NULL;
}

#define ABOUT_URL                                                                                  \
	(CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT) | CODEC_BIT(FIELD_PROTOCOL) |               \
		CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))

/* A table, each row a sentence. */
/* clang-format off */
const struct dotenv_family dotenv_families[DOTENV_COUNT] = {
	[DOTENV_SYMFONY] = {.quote = dotenv_quote, .keys = {
		{"MAILER_DSN", dotenv_take_url, dotenv_say_url, .field = FIELD_PROTOCOL, .about = ABOUT_URL},
	}},
	[DOTENV_LARAVEL] = {.laravel = true, .quote = laravel_quote, .keys = {
		{"MAIL_MAILER", NULL, dotenv_say_gate, .constant = "smtp"},
		{"MAIL_DRIVER", NULL, dotenv_say_gate, .constant = "smtp", .alias = true},
		{"MAIL_HOST", codec_take_server, codec_say_value, .field = FIELD_HOST},
		{"MAIL_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
		{"MAIL_ENCRYPTION", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL,
			.alias = true, .constant = "tls ssl none"},
		{"MAIL_SCHEME", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL,
			.constant = "smtp smtps smtp"},
		{"MAIL_USERNAME", codec_take_value, codec_say_value, .field = FIELD_USER},
		{"MAIL_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
		{"MAIL_EHLO_DOMAIN", codec_take_value, codec_say_value, .field = FIELD_HELO},
		{"MAIL_FROM_ADDRESS", codec_take_mailbox, codec_say_value, .field = FIELD_FROM},
		{"MAIL_FROM_NAME", codec_take_value, codec_say_value, .field = FIELD_FROM_NAME},
	}},
	[DOTENV_DJANGO] = {.quote = dotenv_quote, .keys = {
		{"EMAIL_BACKEND", NULL, dotenv_say_gate, .alias = true,
			.constant = "django.core.mail.backends.smtp.EmailBackend"},
		{"EMAIL_HOST", codec_take_server, codec_say_value, .field = FIELD_HOST},
		{"EMAIL_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
		{"EMAIL_USE_TLS", dotenv_take_tls, codec_say_protocol, .field = FIELD_PROTOCOL,
			.constant = "True False False"},
		{"EMAIL_USE_SSL", dotenv_take_other, say_ssl, .field = FIELD_PROTOCOL,
			.constant = "False True False"},
		{"EMAIL_HOST_USER", codec_take_value, codec_say_value, .field = FIELD_USER},
		{"EMAIL_HOST_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
		{"DEFAULT_FROM_EMAIL", codec_take_mailbox, codec_say_mailbox, .field = FIELD_FROM, .about = ABOUT_SENDER},
	}},
	[DOTENV_SMTP] = {.quote = dotenv_quote, .keys = {
		{"SMTP_SERVER", codec_take_server, codec_say_value, .field = FIELD_HOST, .alias = true},
		{"SMTP_HOST", codec_take_server, codec_say_value, .field = FIELD_HOST},
		{"SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
		{"SMTP_TLS", dotenv_take_tls, dotenv_say_tls, .field = FIELD_PROTOCOL, .alias = true},
		{"SMTP_SSL", dotenv_take_ssl, say_ssl, .field = FIELD_PROTOCOL, .alias = true,
			.constant = "false true false"},
		{"SMTP_ENCRYPTION", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL,
			.constant = "starttls ssl none"},
		{"SMTP_SECURE", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL, .alias = true,
			.constant = "starttls true none"},
		{"SMTP_SECURITY", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL, .alias = true,
			.constant = "starttls force_tls off"},
		{"SMTP_LOGIN", codec_take_value, codec_say_value, .field = FIELD_USER, .alias = true},
		{"SMTP_USERNAME", codec_take_value, codec_say_value, .field = FIELD_USER, .alias = true},
		{"SMTP_USER", codec_take_value, codec_say_value, .field = FIELD_USER},
		{"SMTP_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
		{"SMTP_PASS", codec_take_value, codec_say_value, .field = FIELD_PASSWORD, .alias = true},
		{"SMTP_FROM_ADDRESS", codec_take_mailbox, codec_say_value, .field = FIELD_FROM, .alias = true},
		{"SMTP_FROM", codec_take_mailbox, codec_say_value, .field = FIELD_FROM},
		{"SMTP_FROM_NAME", codec_take_value, codec_say_value, .field = FIELD_FROM_NAME},
	}},
};
/* clang-format on */
