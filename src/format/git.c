#include "format/flat.h"

#include "base/xdg.h"

#include <string.h>

/* Reading */

/* A path is a program that is handed the mail. */
static void git_take_server(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (*value != '/') {
		codec_take_server(r, key, value, line);
		return;
	}
	r->f->unusable = true;
	codec_remark(r, key, value, line);
}

static void git_take_encryption(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	const char *protocol = strcmp(value, "ssl") == 0   ? "ssl"
			       : strcmp(value, "tls") == 0 ? "starttls"
							   : "plain";

	import_put(r->f, key->field, protocol, r->f->file, line);
}

/* An empty path switches the check off. */
static void git_take_trust(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (*value)
		codec_take_trust(r, key, value, line);
	else
		codec_remark(r, key, value, line);
}

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"smtpServer", git_take_server, codec_say_value, .field = FIELD_HOST,
		.sentence = "mail goes to a program there, not to a server; it was left out."},
	{"smtpServerPort", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"smtpEncryption", git_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "tls ssl none"},
	{"smtpUser", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"smtpPass", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"smtpAuth", codec_take_method, codec_say_method, .field = FIELD_METHOD,
		.constant = "", .about = ABOUT_METHOD},
	{"smtpSSLCertPath", git_take_trust, codec_say_value, .field = FIELD_CA_FILE,
		.about = CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PROTOCOL) | CODEC_BIT(FIELD_CA_FILE),
		.sentence = "the certificate is not checked there; smtpsetup always checks it."},
	{"smtpDomain", codec_take_value, codec_say_value, .field = FIELD_HELO},
	{"from", codec_take_mailbox, codec_say_mailbox, .field = FIELD_FROM, .about = ABOUT_SENDER},
};
/* clang-format on */

static const char *git_quote(struct str *out, const char *value)
{
	if (codec_is_bare(value)) {
		str_text(out, value);
		return NULL;
	}
	str_char(out, '"');
	for (; *value; value++)
		str_format(out, strchr("\"\\", *value) ? "\\%c" : "%c", *value);
	str_char(out, '"');
	return NULL;
}

/* Quotes may be anywhere in a value; outside of them a comment ends it, and so do blanks. */
static char *git_unquote(char *value)
{
	char *to = value, *end = value; /* behind the last byte that is no blank outside quotes */
	bool quoted = false;

	for (const char *from = value; *from; from++) {
		if (!quoted && strchr("#;", *from))
			break;
		if (*from == '"') {
			quoted = !quoted;
			end = to;
			continue;
		}
		if (*from == '\\' && from[1])
			from++;
		*to++ = *from;
		if (quoted || !scan_is_blank(*from))
			end = to;
	}
	*end = '\0';
	return value;
}

static const struct scan_style git_style = {
	.next = scan_ini_next,
	.group = scan_lines_group,
	.lines = true,
	.comment = "#;",
	.between = "=",
	.header = scan_ini_header,
	.last = true,
	.fold = true,
	.equals = " = ",
	.stop = "",
	.open = "[",
	.opened = "]",
	.indent = "\t",
};

static void git_assume(struct import_result *f)
{
	import_assume(f, FIELD_PROTOCOL, "plain", "git's default");
	if (settings_is(&f->settings, FIELD_PROTOCOL, "plain"))
		import_assume(f, FIELD_PORT, "25", "git's default");
}

static const struct flat git = {
	.style = &git_style,
	.group = "sendemail",
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = git_quote,
	.unquote = git_unquote,
	.assume = git_assume,
};

static void git_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&git, f, in);
}

static int git_write(struct codec_writing *w)
{
	return flat_write(&git, w);
}

static const struct codec_place git_places[] = {
	{xdg_home, "/.gitconfig"},
	{0},
};

static const struct codec_owner git_files[] = {
	{.mode = 0600},
	{0},
};

static const char *const git_parser[] = {"git", "config", "--file", "%s", "--list", NULL};

static const char *const git_sniff[] = {"smtpServer", NULL};

/* git send-email: the section sendemail of .gitconfig. */
const struct codec git_codec = {
	.id = "git",
	.name = "git send-email",
	.uses = CODEC_ALL,
	.places = git_places,
	.style = &git_style,
	.sniff = git_sniff,
	.read = git_read,
	.write = git_write,
	.files = git_files,
	.parser = git_parser,
};
