#include "format/codec.h"

#include "base/ascii.h"
#include "format/dotenv_tls.h"
#include "format/keyval.h"

#include <string.h>

static const struct scan_style ssmtp_style = {
	.next = scan_lines_next,
	.lines = true,
	.between = "=",
	.last = true,
	.fold = true,
	.equals = "=",
	.stop = "",
	.indent = "",
};

/* sSMTP reads up to the first of these, whatever was meant. */
static const char ssmtp_ends[] = " \t=#";

static void ssmtp_take_cut(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (keyvals_split(value, ssmtp_ends))
		import_remark(r->f, r->f->file, line,
			"%s is read only up to a blank, = or # there; the rest was left out.",
			fields[key->field].label);
	codec_take_value(r, key, value, line);
}

static void ssmtp_take_hub(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)keyvals_split(value, ssmtp_ends);
	codec_take_server(r, key, value, line);
}

/* With STARTTLS too it is not from the first byte on. */
static void ssmtp_take_tls(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)keyvals_split(value, ssmtp_ends);
	if (!dotenv_is_on(value))
		return;
	import_put(r->f, key->field, key->constant, r->f->file, line);
	if (key->sentence)
		codec_remark(r, key, value, line);
}

static void ssmtp_take_domain(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)key;
	if (*value)
		import_remark(r->f, r->f->file, line,
			"senders get the domain %s there: From needs a full address.", value);
}

/* A table, each row a sentence; what stands below wins. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"mailhub", ssmtp_take_hub, .field = FIELD_HOST},
	{"UseTLS", ssmtp_take_tls, .field = FIELD_PROTOCOL, .constant = "ssl",
		.sentence = "sSMTP does not check the certificate; smtpsetup does."},
	{"UseSTARTTLS", ssmtp_take_tls, .field = FIELD_PROTOCOL, .constant = "starttls"},
	{"hostname", ssmtp_take_cut, .field = FIELD_HELO},
	{"AuthUser", ssmtp_take_cut, .field = FIELD_USER},
	{"AuthPass", ssmtp_take_cut, .field = FIELD_PASSWORD},
	{"AuthMethod", codec_take_method, .field = FIELD_METHOD},
	{"TLSCert", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"TLS_CA_File", codec_take_trust, .field = FIELD_CA_FILE},
	{"rewriteDomain", ssmtp_take_domain, .field = FIELD_FROM},
};
/* clang-format on */

static void ssmtp_read(struct import_result *f, const struct import_source *in)
{
	static const char reason[] = "sSMTP's default";
	struct codec_reading r = {f, in, NULL};
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &ssmtp_style);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct keyval *pair = keyvals_find(&pairs, keys[i].name);

		if (pair)
			keys[i].take(&r, &keys[i], pair->value, pair->line);
	}
	keyvals_fini(&pairs);
	import_assume(f, FIELD_PORT, "25", reason);
	import_assume(f, FIELD_PROTOCOL, "plain", reason);
}

static const struct codec_place ssmtp_places[] = {
	{NULL, "/etc/ssmtp/ssmtp.conf"},
	{0},
};

static const char *const ssmtp_sniff[] = {"mailhub", NULL};

/* sSMTP, which is not kept up any more: read, and never written. */
const struct codec ssmtp_codec = {
	.id = "ssmtp",
	.name = "sSMTP",
	.uses = CODEC_IMPORTS,
	.places = ssmtp_places,
	.style = &ssmtp_style,
	.sniff = ssmtp_sniff,
	.read = ssmtp_read,
	.sendmail = true,
};
