#include "format/flat.h"
#include "format/flat_yaml.h"

#include "format/dotenv_tls.h"

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"SMTP_HOST", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"SMTP_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"SMTP_ENCRYPTION", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL,
		.constant = "starttls ssl none"},
	{"SMTP_USER", codec_take_value, codec_say_value, .field = FIELD_USER},
	{"SMTP_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
	{"SMTP_FROM", codec_take_value, codec_say_value, .field = FIELD_FROM},
	{"SMTP_FROM_NAME", codec_take_value, codec_say_value, .field = FIELD_FROM_NAME},
};
/* clang-format on */

static const struct flat kubernetes = {
	.style = &flat_yaml_style,
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.quote = flat_yaml_quote,
	.unquote = flat_yaml_unquote,
};

static void kubernetes_read(struct import_result *f, const struct import_source *in)
{
	flat_read(&kubernetes, f, in);
}

static int kubernetes_write(struct codec_writing *w)
{
	return flat_write_below(&kubernetes, w,
		"apiVersion: v1\n"
		"kind: Secret\n"
		"metadata:\n"
		"  name: smtp\n"
		"type: Opaque\n"
		"stringData:\n");
}

static const struct codec_owner kubernetes_files[] = {
	{.mode = 0600},
	{0},
};

static const struct codec_weakness kubernetes_weak[] = {
	{codec_is_encrypted, "The application that gets the secret decides whether TLS is required "
			     "and the certificate is checked."},
	{0},
};

static const char *const kubernetes_sniff[] = {NULL};

/* A Secret for kubectl apply -f -, with a name for each setting. */
const struct codec kubernetes_codec = {
	.id = "kubernetes",
	.name = "Kubernetes",
	.uses = CODEC_EXPORTS,
	.style = &flat_yaml_style,
	.sniff = kubernetes_sniff,
	.read = kubernetes_read,
	.write = kubernetes_write,
	.weak = kubernetes_weak,
	.files = kubernetes_files,
};
