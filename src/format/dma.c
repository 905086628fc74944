#include "format/codec.h"

#include "base/mem.h"
#include "format/identity.h"
#include "format/keyval.h"

#include <stdlib.h>
#include <string.h>

#define LOGINS "/etc/dma/auth.conf"

/* `user|host:password`: all of it is literal, the blanks too. */
static bool dma_next_login(struct scan *s, struct scan_setting *setting)
{
	while (s->at < s->end) {
		size_t begin = s->at, bar, at;
		const char *line_end = memchr(s->text + begin, '\n', s->end - begin);
		size_t end = line_end ? (size_t)(line_end - s->text) : s->end;

		s->at = line_end ? end + 1 : end;
		for (bar = begin; bar < end && s->text[bar] != '|';)
			bar++;
		for (at = bar; at < end && !strchr(": \t", s->text[at]);)
			at++;
		if (s->text[begin] == '#' || at >= end)
			continue;
		*setting = (struct scan_setting) {{begin, end}, {begin, at}, {at + 1, end}};
		return true;
	}
	return false;
}

static const struct scan_style dma_logins = {
	.next = dma_next_login,
	.lines = true,
	.exact = true,
	.between = ":",
	.last = true,
	.equals = ":",
	.stop = "",
	.indent = "",
};

/* What is behind a # is a comment, wherever it is. */
static bool dma_next(struct scan *s, struct scan_setting *setting)
{
	struct span *value = &setting->value;
	const char *comment;

	if (!scan_lines_next(s, setting))
		return false;
	comment = memchr(s->text + value->begin, '#', value->end - value->begin);
	if (comment)
		value->end = (size_t)(comment - s->text);
	while (value->end > value->begin && scan_is_blank(s->text[value->end - 1]))
		value->end--;
	setting->whole.end = value->end;
	return true;
}

/* `KEY`, or `KEY value` */
static const struct scan_style dma_style = {
	.next = dma_next,
	.lines = true,
	.last = true,
	.equals = " ",
	.stop = "",
	.indent = "",
};

/* Reading */

/* A domain alone is no address; a path is the file that the name is in. */
static void dma_take_name(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (*value != '/')
		codec_take_value(r, key, value, line);
}

static void dma_take_sender(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (strchr(value, '@') && *value != '@')
		codec_take_value(r, key, value, line);
	else
		import_remark(r->f, r->f->file, line,
			"senders get the domain %s there: From needs a full address.", value);
}

/* STARTTLS means something only below SECURETRANSFER. */
static void dma_take_starttls(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (import_has(r->f, FIELD_PROTOCOL))
		codec_take_constant(r, key, value, line);
}

/* Writing */

static bool dma_is(const struct codec_writing *w, const char *protocol)
{
	return settings_is(w->s, FIELD_PROTOCOL, protocol);
}

/* A word that stands alone where the protocol is this one. */
static enum edit_act dma_say_word(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)out;
	return dma_is(w, key->constant) ? EDIT_PUT : EDIT_DROP;
}

static enum edit_act dma_say_secure(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	(void)out;
	return dma_is(w, "plain") ? EDIT_DROP : EDIT_PUT;
}

static enum edit_act dma_say_insecure(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	(void)out;
	return dma_is(w, "plain") && !settings_is_empty(w->s, FIELD_USER) ? EDIT_PUT : EDIT_DROP;
}

/* The machine's own name, which Debian has there, is none that was set here. */
static enum edit_act dma_say_name(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (w->old && *w->old == '/' && settings_is_empty(w->s, key->field))
		return EDIT_KEEP;
	return codec_say_value(w, key, out);
}

static enum edit_act dma_say_logins(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (settings_is_empty(w->s, FIELD_USER))
		return w->old ? EDIT_KEEP : EDIT_DROP;
	return codec_say_constant(w, key, out);
}

static enum edit_act dma_say_sender(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (!settings_is(w->s, FIELD_SEND_AS, "from"))
		return EDIT_DROP;
	return codec_say_value(w, key, out);
}

#define ABOUT_SAFETY (CODEC_BIT(FIELD_PROTOCOL) | CODEC_BIT(FIELD_USER))
#define ABOUT_LOGIN  (CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))

/* A table, each row a sentence; what stands below wins. */
/* clang-format off */
static const struct codec_key keys[] = {
	{"SMARTHOST", codec_take_value, codec_say_value, .field = FIELD_HOST},
	{"PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
	{"SECURETRANSFER", codec_take_constant, dma_say_secure, .field = FIELD_PROTOCOL, .constant =
		"ssl"},
	{"STARTTLS", dma_take_starttls, dma_say_word, .field = FIELD_PROTOCOL, .constant =
		"starttls"},
	{"OPPORTUNISTIC_TLS", codec_remark, .about = ABOUT_SERVER,
		.sentence = "dma falls back to clear text if TLS fails; smtpsetup requires TLS."},
	{"INSECURE", NULL, dma_say_insecure, .about = ABOUT_SAFETY},
	{"FINGERPRINT", codec_leave_out, .about = ABOUT_SERVER,
		.sentence = "a certificate fingerprint was left out: smtpsetup pins the public "
			"key instead."},
	{"CERTFILE", codec_leave_out,
		.sentence = "a client certificate was left out: smtpsetup has no setting for it."},
	{"AUTHPATH", NULL, dma_say_logins, .field = FIELD_USER, .constant = LOGINS,
		.about = ABOUT_LOGIN},
	{"MAILNAME", dma_take_name, dma_say_name, .field = FIELD_HELO},
	{"MASQUERADE", dma_take_sender, dma_say_sender, .field = FIELD_FROM, .about = IDENTITY_SENDER},
};
/* clang-format on */

enum { key_count = sizeof(keys) / sizeof(keys[0]) };

/* The host of `user|host`, or NULL. */
static const char *dma_host(const struct keyval *login)
{
	const char *bar = strchr(login->name, '|');

	return bar ? bar + 1 : NULL;
}

static void dma_take_login(struct import_result *f, const char *path, const struct str *text)
{
	const struct keyval *found = NULL;
	struct keyvals logins;

	keyvals_init(&logins, text->data, text->len, &dma_logins);
	for (size_t i = 0; i < logins.n; i++) {
		const char *host = dma_host(&logins.items[i]);

		if (host && settings_is(&f->settings, FIELD_HOST, host))
			found = &logins.items[i];
	}
	if (found) {
		found->name[strcspn(found->name, "|")] = '\0';
		import_put(f, FIELD_USER, found->name, path, found->line);
		import_put(f, FIELD_PASSWORD, found->value, path, found->line);
	} else if (logins.n) {
		import_remark(f, path, 0, "there are logins, but none for this server's name.");
	}
	keyvals_fini(&logins);
}

static void dma_read_logins(
	struct import_result *f, const struct import_source *in, const struct keyval *path)
{
	struct str text;

	if (!path || !*path->value || !import_has(f, FIELD_HOST))
		return;
	str_init(&text, import_source_max);
	if (in->fetch && in->fetch(in->context, path->value, &text))
		dma_take_login(f, path->value, &text);
	else
		import_remark(f, f->file, path->line, "%s, which has the login, cannot be read.",
			path->value);
	str_wipe(&text);
}

static void dma_read(struct import_result *f, const struct import_source *in)
{
	static const char reason[] = "dma's default";
	struct codec_reading r = {f, in, NULL};
	const struct keyval *logins = NULL;
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &dma_style);
	for (size_t i = 0; i < key_count; i++) {
		const struct keyval *pair = keyvals_find(&pairs, keys[i].name);

		if (pair && strcmp(keys[i].name, "AUTHPATH") == 0)
			logins = pair;
		if (pair && keys[i].take)
			keys[i].take(&r, &keys[i], pair->value, pair->line);
	}
	dma_read_logins(f, in, logins);
	keyvals_fini(&pairs);
	import_assume(f, FIELD_PORT, "25", reason);
	import_assume(f, FIELD_PROTOCOL, "plain", reason);
}

/* Nothing has quotes; what is behind # is a comment. */
static const char *dma_quote(struct str *out, const char *value)
{
	str_text(out, value);
	return strchr(value, '#') ? "a value with a #" : NULL;
}

static bool dma_has_bar(const struct settings *s, const char *text)
{
	(void)s;
	return strchr(text, '|');
}

static bool dma_is_comment(const struct settings *s, const char *text)
{
	(void)s;
	return *text == '#';
}

static bool dma_is_address(const struct settings *s, const char *host)
{
	return !settings_is_empty(s, FIELD_USER) && strchr(host, ':');
}

static const struct codec_refusal dma_cannot[] = {
	{FIELD_HOST, dma_is_address, "an IPv6 address with a login"},
	{FIELD_USER, dma_has_bar, "a user name with |"},
	{FIELD_USER, dma_is_comment, "a user name that begins with #"},
	IDENTITY_CANNOT,
	{0},
};

/* Those of the same host go, but the one of the same user. */
static size_t dma_edits(const struct keyvals *logins, const struct settings *s, const char *name,
	struct edit *edits)
{
	size_t n = 0;

	for (size_t i = 0; i < logins->n; i++) {
		const char *host = dma_host(&logins->items[i]);

		if (host && settings_is(s, FIELD_HOST, host) &&
			strcmp(logins->items[i].name, name) != 0)
			edits[n++] = (struct edit) {NULL, logins->items[i].name, EDIT_DROP, NULL};
	}
	return n;
}

static int dma_write_login(struct codec_writing *w)
{
	const struct codec_part part = {LOGINS, &dma_logins, .key_count = 0};
	bool logs_in = !settings_is_empty(w->s, FIELD_USER);
	struct keyvals logins;
	struct str text, name;
	struct edit *edits;
	size_t n;
	int result;

	codec_text(w, LOGINS, &text);
	keyvals_init(&logins, text.data, text.len, &dma_logins);
	str_init(&name, import_source_max);
	str_format(&name, "%s|%s", settings_get(w->s, FIELD_USER), settings_get(w->s, FIELD_HOST));
	edits = mem_zero(logins.n + 1, sizeof(*edits));
	n = dma_edits(&logins, w->s, logs_in ? name.data : "", edits);
	edits[n++] = (struct edit) {
		NULL, name.data, logs_in ? EDIT_PUT : EDIT_DROP, codec_value(w->s, FIELD_PASSWORD)};
	result = codec_apply(w, &part, edits, n);
	free(edits);
	str_fini(&name);
	keyvals_fini(&logins);
	str_wipe(&text);
	return result;
}

static int dma_write(struct codec_writing *w)
{
	const struct codec_part part = {w->path, &dma_style, NULL, keys, key_count, dma_quote};

	static const char *const names[] = {"root", NULL};

	w->said |= ABOUT_LOGIN;
	if (codec_edit(w, &part) < 0)
		return -1;
	if (!settings_is(w->s, FIELD_SEND_AS, "from"))
		w->said &= ~CODEC_BIT(FIELD_FROM);
	if (identity_write_aliases(w, names, identity_others) < 0)
		return -1;
	return codec_changes(w, ABOUT_LOGIN) ? dma_write_login(w) : 0;
}

static const struct codec_place dma_places[] = {
	{NULL, "/etc/dma/dma.conf"},
	{0},
};

/* It runs as mail, whoever calls it: what only root may read stops all mail. */
static const struct codec_owner dma_files[] = {
	{.mode = 0644},
	{LOGINS, .mode = 0640, .group = "mail"},
	{IDENTITY_ALIASES, .mode = 0644},
	{0},
};

static const struct codec_weakness dma_weak[] = {
	{codec_is_encrypted,
		"dma does not check the certificate: anyone on the path can read the password."},
	{codec_is_encrypted, "dma sends no server name (SNI) when TLS begins."},
	{0},
};

static const struct codec_weakness dma_partly[] = {
	{identity_has_sender,
		"dma puts From into the envelope only; the header stays as programs write it."},
	{0},
};

static const struct codec_queue dma_queue[] = {
	{.directory = "/var/spool/dma", .begins = "M"},
	{0},
};

static const char *const dma_sniff[] = {"SMARTHOST", NULL};

/* The DragonFly Mail Agent: dma.conf, with the login in auth.conf, where the last of a host counts.
 */
const struct codec dma_codec = {
	.id = "dma",
	.name = "dma",
	.uses = CODEC_ALL,
	.places = dma_places,
	.style = &dma_style,
	.sniff = dma_sniff,
	.read = dma_read,
	.write = dma_write,
	.cannot = dma_cannot,
	.weak = dma_weak,
	.partly = dma_partly,
	.files = dma_files,
	.sendmail = true,
	.queue = dma_queue,
};
