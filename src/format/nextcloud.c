#include "format/flat.h"
#include "format/flat_set.h"

#include "format/dotenv_tls.h"
#include "format/env_apps.h"

#include <string.h>

/* `occ config:system:set NAME --value='...'`, which a shell reads */
static const struct scan_style nextcloud_style = {
	.next = scan_lines_next,
	.lines = true,
	.between = "=",
	.last = true,
	.equals = "=",
	.stop = "",
	.indent = "",
};

#define SET "occ config:system:set "

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{SET "mail_smtpmode --value", NULL, codec_say_constant, .field = FIELD_HOST, .constant =
		"smtp"},
	{SET "mail_smtphost --value", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{SET "mail_smtpport --value", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{SET "mail_smtpsecure --value", dotenv_take_encryption, codec_say_with_ssl,
		.field = FIELD_PROTOCOL, .constant = "ssl"},
	{SET "mail_smtpauth --type boolean --value", NULL, codec_say_with_login,
		.field = FIELD_USER, .constant = "true"},
	{SET "mail_smtpauthtype --value", codec_take_method, codec_say_method, .field = FIELD_METHOD,
		.about = ABOUT_METHOD, .constant = ""},
	{SET "mail_smtpname --value", codec_take_value, codec_say_value, .field = FIELD_USER},
	{SET "mail_smtppassword --value", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{SET "mail_from_address --value", NULL, env_say_local_part, .field = FIELD_FROM},
	{SET "mail_domain --value", NULL, env_say_domain, .field = FIELD_FROM},
};
/* clang-format on */

static const struct flat nextcloud = {
	.style = &nextcloud_style,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = flat_set_shell_quote,
	.unquote = flat_set_unquote,
};

static void nextcloud_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&nextcloud, f, in);
}

static int nextcloud_write(struct codec_writing *w)
{
	return flat_write(&nextcloud, w);
}

static const struct codec_owner nextcloud_files[] = {
	{.mode = 0600},
	{0},
};

static bool nextcloud_logs_in(const struct settings *s)
{
	return !settings_is_empty(s, FIELD_USER);
}

static const struct codec_weakness nextcloud_weak[] = {
	{codec_uses_starttls, "Nextcloud cannot require STARTTLS: anyone on the path can remove "
			      "its offer and read the password. With ssl this is not possible."},
	{nextcloud_logs_in, "While occ runs, other users of the machine can see the password in "
			    "its arguments."},
	{0},
};

static const char *const nextcloud_sniff[] = {NULL};

/* Nextcloud: commands for a shell, to be run as the user of the web server. */
const struct codec nextcloud_codec = {
	.id = "nextcloud",
	.name = "Nextcloud",
	.uses = CODEC_EXPORTS,
	.style = &nextcloud_style,
	.sniff = nextcloud_sniff,
	.read = nextcloud_read,
	.fit = env_fit_nextcloud,
	.write = nextcloud_write,
	.weak = nextcloud_weak,
	.files = nextcloud_files,
	.unread = CODEC_BIT(FIELD_FROM),
};
