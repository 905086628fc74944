#include "format/flat.h"

#include "base/ascii.h"
#include "base/xdg.h"
#include "format/flat_set.h"

#include <string.h>

/* What is below the first identity is for other senders. */
static bool esmtp_group(struct scan s, const char *name, size_t len, struct scan_group *group)
{
	struct scan_setting setting;
	size_t end = s.end;

	(void)name;
	(void)len;
	for (struct scan at = s; scan_lines_next(&at, &setting);)
		if (setting.name.end - setting.name.begin == strlen("identity") &&
			ascii_same_n(s.text + setting.name.begin, "identity", strlen("identity"))) {
			end = setting.whole.begin;
			break;
		}
	*group = (struct scan_group) {{s.at, end}, {s.at, end}, false};
	return true;
}

static const struct scan_style esmtp_style = {
	.next = scan_lines_next,
	.group = esmtp_group,
	.lines = true,
	.between = "=",
	.last = true,
	.fold = true,
	.equals = " = ",
	.stop = "",
	.indent = "",
};

static void esmtp_take_starttls(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	import_put(r->f, key->field, ascii_same(value, "disabled") ? "plain" : "starttls",
		r->f->file, line);
	if (ascii_same(value, "enabled"))
		codec_remark(r, key, value, line);
}

/* A table, each row a sentence. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"hostname", codec_take_server, .field = FIELD_HOST},
	{"username", codec_take_value, .field = FIELD_USER},
	{"password", codec_take_value, .field = FIELD_PASSWORD},
	{"starttls", esmtp_take_starttls, .field = FIELD_PROTOCOL,
		.sentence = "esmtp falls back to clear text if TLS fails; smtpsetup requires TLS."},
	{"certificate_passphrase", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"mda", codec_leave_out,
		.sentence = "a program for local mail was left out: smtpsetup has no setting for "
			"it."},
};
/* clang-format on */

static void esmtp_assume(struct import_result *f)
{
	static const char reason[] = "esmtp's default";

	import_assume(f, FIELD_PORT, "25", reason);
	if (!import_has(f, FIELD_PROTOCOL))
		import_assume(f, FIELD_PROTOCOL, "plain", reason);
}

static const struct flat esmtp = {
	.style = &esmtp_style,
	.group = "",
	.keys = keys,
	.key_count = sizeof(keys) / sizeof(keys[0]),
	.unquote = flat_set_unquote,
	.assume = esmtp_assume,
};

static void esmtp_read(struct import_result *f, const struct import_source *in)
{
	const struct scan all = {.style = &esmtp_style, .text = in->bytes, .end = in->len};
	struct scan_group group;

	flat_read(&esmtp, f, in);
	if (import_has(f, FIELD_HOST) && esmtp_group(all, "", 0, &group) &&
		group.inner.end < in->len)
		import_remark(f, f->file, 0, "identities of other senders were ignored.");
}

static const struct codec_place esmtp_places[] = {
	{xdg_home, "/.esmtprc"},
	{NULL, "/etc/esmtprc"},
	{0},
};

static const char *const esmtp_sniff[] = {"hostname", NULL};

/* esmtp, which cannot speak TLS from the first byte: read, and never written. */
const struct codec esmtp_codec = {
	.id = "esmtp",
	.name = "esmtp",
	.uses = CODEC_IMPORTS,
	.places = esmtp_places,
	.style = &esmtp_style,
	.sniff = esmtp_sniff,
	.read = esmtp_read,
	.sendmail = true,
};
