#include "format/flat.h"

#include "format/dotenv_tls.h"

#include <string.h>

#define CREDENTIAL "/etc/credstore/smtp.password"

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"SMTP_HOST", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"SMTP_ENCRYPTION", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "starttls ssl none"},
	{"SMTP_USER", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"SMTP_FROM", codec_take_value, codec_say_value, .field = FIELD_FROM},
	{"SMTP_FROM_NAME", codec_take_value, codec_say_value, .field = FIELD_FROM_NAME},
};
/* clang-format on */

/* In double quotes these are special, and a backslash takes that away. */
static const char *systemd_quote(struct str *out, const char *value)
{
	if (codec_is_bare(value)) {
		str_text(out, value);
		return NULL;
	}
	str_char(out, '"');
	for (; *value; value++)
		str_format(out, strchr("\\\"$`", *value) ? "\\%c" : "%c", *value);
	str_char(out, '"');
	return NULL;
}

static const struct flat systemd = {
	.style = &scan_assignments,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = systemd_quote,
};

static void systemd_read(struct import_result *f, const struct import_source *in)
{
	struct str password;

	flat_read(&systemd, f, in);
	str_init(&password, import_source_max);
	if (in->fetch && in->fetch(in->context, CREDENTIAL, &password))
		import_put(f, FIELD_PASSWORD, password.data, CREDENTIAL, 0);
	str_wipe(&password);
}

/* The credential is the bare bytes: a line end would be of the password. */
static int systemd_write(struct codec_writing *w)
{
	struct str password;
	int result = flat_write_below(&systemd, w,
		"# EnvironmentFile=, and for the password LoadCredential=smtp.password\n");

	w->said |= CODEC_BIT(FIELD_PASSWORD);
	if (result < 0 || !codec_changes(w, CODEC_BIT(FIELD_PASSWORD)))
		return result;
	str_init(&password, import_source_max);
	str_text(&password, codec_value(w->s, FIELD_PASSWORD));
	result = codec_replace(w, CREDENTIAL, &password);
	str_wipe(&password);
	return result;
}

static const struct codec_owner systemd_files[] = {
	{.mode = 0600},
	{CREDENTIAL, .mode = 0600},
	{0},
};

static const struct codec_weakness systemd_weak[] = {
	{codec_is_encrypted, "The service that gets the values decides whether TLS is required and "
			     "the certificate is checked."},
	{0},
};

static const char *const systemd_sniff[] = {NULL};

/*
 * systemd: an EnvironmentFile for a unit, and the password as a credential, which the unit's
 * service alone can read; systemd-creds encrypts it from standard input.
 */
const struct codec systemd_codec = {
	.id = "systemd",
	.name = "systemd",
	.uses = CODEC_EXPORTS,
	.style = &scan_assignments,
	.sniff = systemd_sniff,
	.read = systemd_read,
	.write = systemd_write,
	.weak = systemd_weak,
	.files = systemd_files,
};
