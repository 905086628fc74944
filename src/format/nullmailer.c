#include "format/codec.h"

#include "format/flat_set.h"
#include "format/identity.h"
#include "format/keyval.h"

#include <string.h>

#define REMOTES   "/etc/nullmailer/remotes"
#define ADMIN     "/etc/nullmailer/adminaddr"
#define ALL_FROM  "/etc/nullmailer/allmailfrom"
#define HELO_HOST "/etc/nullmailer/helohost"
#define MAILNAME  "/etc/mailname"

/* The words of a line: `host smtp --option=value ...` */

/*
 * Takes the next word, and moves behind it. Quotes of both kinds are taken off, wherever they are
 * in it; a backslash takes the next byte and lets the one behind that mean nothing either, which is
 * nullmailer's own rule.
 */
static bool nullmailer_word(const char **at, struct str *out)
{
	const char *text = *at + strspn(*at, " \t");
	char quote = '\0';

	str_clear(out);
	if (!*text)
		return false;
	for (; *text && (quote || !strchr(" \t", *text)); text++) {
		bool opens = !quote && strchr("'\"", *text);

		if (quote && *text == quote) {
			quote = '\0';
		} else if (opens) {
			quote = *text;
		} else if (*text == '\\' && quote != '\'') {
			if (text[1])
				str_char(out, *++text);
			if (text[1])
				str_char(out, *++text);
		} else {
			str_char(out, *text);
		}
	}
	*at = text;
	return true;
}

/* Writing; what is said is a whole word. */

static enum edit_act say_option(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *value = codec_value(w->s, key->field);

	if (!*value)
		return EDIT_DROP;
	str_format(out, "--%s=", key->name);
	(void)flat_set_shell_quote(out, value);
	return EDIT_PUT;
}

/* Where the field has this value. */
static enum edit_act say_flag(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (!settings_is(w->s, key->field, key->constant))
		return EDIT_DROP;
	str_format(out, "--%s", key->name);
	return EDIT_PUT;
}

#define CLIENT_SENTENCE "a client certificate was left out: smtpsetup has no setting for it."

/* A table, each row a sentence, in the order that they are written in. */
/* clang-format off */
static const struct codec_key options[] = {
	{"port", codec_take_value, say_option, .field = FIELD_PORT},
	{"starttls", codec_take_constant, say_flag, .field = FIELD_PROTOCOL, .constant = "starttls"},
	{"ssl", codec_take_constant, say_flag, .field = FIELD_PROTOCOL, .constant = "ssl"},
	{"x509cafile", codec_take_trust, say_option, .field = FIELD_CA_FILE},
	{"auth-login", codec_take_constant, say_flag, .field = FIELD_METHOD, .constant = "login"},
	{"user", codec_take_value, say_option, .field = FIELD_USER},
	{"pass", codec_take_value, say_option, .field = FIELD_PASSWORD},
	{"insecure", codec_remark, .alias = true,
		.sentence = "the certificate is not checked there; smtpsetup always checks it."},
	{"tls-anon-auth", codec_remark, .alias = true,
		.sentence = "TLS without a certificate is allowed there; smtpsetup requires one."},
	{"x509certfile", codec_remark, .sentence = CLIENT_SENTENCE},
	{"x509keyfile", codec_remark, .sentence = CLIENT_SENTENCE},
};
/* clang-format on */

enum { option_count = sizeof(options) / sizeof(options[0]) };

/* Of a word; the dashes may be missing. value is behind the equals sign, or empty. */
static const struct codec_key *nullmailer_option(char *word, char **value)
{
	char *name = word + (strncmp(word, "--", 2) == 0 ? 2 : 0);

	*value = keyvals_split(name, "=");
	if (!*value)
		*value = name + strlen(name);
	for (size_t i = 0; i < option_count; i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	return NULL;
}

static void take_options(struct codec_reading *r, const char *at, int line)
{
	struct str word;

	str_init(&word, import_source_max);
	while (nullmailer_word(&at, &word)) {
		char *value;
		const struct codec_key *option = nullmailer_option(word.data, &value);

		if (option)
			option->take(r, option, value, line);
	}
	str_wipe(&word);
}

static void take_remote(struct codec_reading *r, const char *at, int line)
{
	static const char reason[] = "nullmailer's default";
	struct str word, protocol;

	str_init(&word, import_source_max);
	str_init(&protocol, import_source_max);
	(void)nullmailer_word(&at, &word);
	if (nullmailer_word(&at, &protocol) && strcmp(protocol.data, "smtp") != 0) {
		import_remark(r->f, r->f->file, line,
			"the server was left out: it does not use SMTP there.");
		r->f->unusable = true;
	} else {
		import_put(r->f, FIELD_HOST, word.data, r->f->file, line);
		take_options(r, at, line);
		if (settings_is(&r->f->settings, FIELD_PROTOCOL, "ssl"))
			import_assume(r->f, FIELD_PORT, "465", reason);
		import_assume(r->f, FIELD_PORT, "25", reason);
		if (!import_has(r->f, FIELD_PROTOCOL))
			import_assume(r->f, FIELD_PROTOCOL, "plain", reason);
	}
	str_wipe(&protocol);
	str_wipe(&word);
}

/* A file of one line. */
static void take_file(struct codec_reading *r, enum field_id field, const char *path)
{
	struct keyvals lines;
	struct str text;

	str_init(&text, import_source_max);
	if (r->in->fetch && r->in->fetch(r->in->context, path, &text)) {
		keyvals_init(&lines, text.data, text.len, &scan_values);
		if (lines.n)
			import_put(r->f, field, lines.items[0].value, path, lines.items[0].line);
		keyvals_fini(&lines);
	}
	str_fini(&text);
}

static void nullmailer_read(struct import_result *f, const struct import_source *in)
{
	struct codec_reading r = {f, in, NULL};
	struct keyvals lines;

	keyvals_init(&lines, in->bytes, in->len, &scan_values);
	if (lines.n)
		take_remote(&r, lines.items[0].value, lines.items[0].line);
	if (lines.n > 1)
		import_remark(f, f->file, lines.items[1].line,
			"only the first of several servers was used.");
	keyvals_fini(&lines);
	if (!import_has(f, FIELD_HOST))
		return;
	take_file(&r, FIELD_HELO, HELO_HOST);
	take_file(&r, FIELD_FROM, ALL_FROM);
}

/* Writing the line of a server */

/* What stands there and is none of ours, as it is written. */
static void say_foreign(const char *old, struct str *out)
{
	struct str word;

	str_init(&word, import_source_max);
	for (const char *at = old, *begin = at; nullmailer_word(&at, &word); begin = at) {
		char *value;

		begin += strspn(begin, " \t");
		if (strncmp(begin, "--", 2) == 0 && !nullmailer_option(word.data, &value))
			str_format(out, " %.*s", (int)(at - begin), begin);
	}
	str_wipe(&word);
}

static void say_remote(const struct codec_writing *w, const char *old, struct str *out)
{
	str_format(out, "%s smtp", settings_get(w->s, FIELD_HOST));
	for (size_t i = 0; i < option_count; i++) {
		struct str word;

		str_init(&word, import_source_max);
		if (options[i].say && options[i].say(w, &options[i], &word) == EDIT_PUT)
			str_format(out, " %s", word.data);
		str_wipe(&word);
	}
	say_foreign(old, out);
}

static int write_line(
	struct codec_writing *w, const char *path, enum edit_act act, const char *value)
{
	const struct codec_part part = {path, &scan_values, .key_count = 0};

	return codec_apply(w, &part, (const struct edit[]) {{NULL, "", act, value}}, 1);
}

static int write_remote(struct codec_writing *w)
{
	struct keyvals lines;
	struct str line;
	int result;

	str_init(&line, import_source_max);
	keyvals_init(&lines, w->in->bytes, w->in->len, &scan_values);
	say_remote(w, lines.n ? lines.items[0].value : "", &line);
	result = write_line(w, w->path, EDIT_PUT, line.data);
	keyvals_fini(&lines);
	str_wipe(&line);
	return result;
}

/* What nobody has said yet, and more where `replaces` agrees. */
static int write_missing(struct codec_writing *w, const char *path, const char *value,
	bool (*replaces)(const struct codec_writing *w, const char *old))
{
	struct keyvals lines;
	struct str text;
	int result = 0;

	codec_text(w, path, &text);
	keyvals_init(&lines, text.data, text.len, &scan_values);
	if (*value && (!lines.n || (replaces && replaces(w, lines.items[0].value))))
		result = write_line(w, path, EDIT_PUT, value);
	keyvals_fini(&lines);
	str_fini(&text);
	return result;
}

static int write_value(struct codec_writing *w, const char *value, const char *path)
{
	return write_line(w, path, *value ? EDIT_PUT : EDIT_DROP, value);
}

/*
 * Whoever has an address at the machine's mail name gets no mail, as all of it goes to adminaddr:
 * where there is no such name, it may be the machine's own only, and never the domain of From.
 */
static int write_identity(struct codec_writing *w)
{
	const char *from = settings_get(w->s, FIELD_FROM);
	const char *helo = settings_get(w->s, FIELD_HELO);
	const char *name = *from ? "localhost" : "";
	bool is_sender = settings_is(w->s, FIELD_SEND_AS, "from");

	if (host_is_plain_name(helo) && host_is_qualified(helo) && *from)
		name = helo;
	if (!is_sender)
		w->said &= ~CODEC_BIT(FIELD_FROM);
	return write_value(w, is_sender ? from : "", ALL_FROM) < 0 ||
			       write_missing(w, ADMIN, identity_root(w->s), identity_replaces) <
				       0 ||
			       write_missing(w, MAILNAME, name, NULL) < 0
		       ? -1
		       : 0;
}

#define ABOUT_REMOTE                                                                               \
	(CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT) | CODEC_BIT(FIELD_PROTOCOL) |               \
		CODEC_BIT(FIELD_CA_FILE) | CODEC_BIT(FIELD_METHOD) | CODEC_BIT(FIELD_USER) |       \
		CODEC_BIT(FIELD_PASSWORD))

static int nullmailer_write(struct codec_writing *w)
{
	w->said |= ABOUT_REMOTE | CODEC_BIT(FIELD_HELO) | IDENTITY_ALL;
	if (codec_changes(w, ABOUT_REMOTE) && write_remote(w) < 0)
		return -1;
	if (codec_changes(w, CODEC_BIT(FIELD_HELO)) &&
		write_value(w, settings_get(w->s, FIELD_HELO), HELO_HOST) < 0)
		return -1;
	return write_identity(w);
}

/* It chooses the method itself, but for LOGIN. */
static void nullmailer_fit(struct settings *s, const struct settings *was)
{
	(void)was;
	if (!settings_is(s, FIELD_METHOD, "login"))
		settings_reset(s, FIELD_METHOD);
}

static const struct codec_place nullmailer_places[] = {
	{NULL, REMOTES},
	{0},
};

/* Where its own user cannot read the first one, nothing is ever sent, and nobody is told. */
static const struct codec_owner nullmailer_files[] = {
	{.mode = 0600, .owner = "mail", .group = "mail"},
	{ADMIN, .mode = 0644},
	{ALL_FROM, .mode = 0644},
	{HELO_HOST, .mode = 0644},
	{MAILNAME, .mode = 0644},
	{0},
};

static const struct codec_refusal nullmailer_cannot[] = {IDENTITY_CANNOT, {0}};

static const struct codec_weakness nullmailer_partly[] = {
	{identity_has_sender,
		"nullmailer puts From into the envelope only; the header stays as programs write "
		"it."},
	{0},
};

static const struct codec_queue nullmailer_queue[] = {
	{.directory = "/var/spool/nullmailer/queue"},
	{0},
};

static const char *const nullmailer_sniff[] = {"", NULL};

/*
 * nullmailer 2: the first server of remotes, and the files of one line beside it. Mail for local
 * names goes to adminaddr, and the envelope of all mail is from allmailfrom.
 */
const struct codec nullmailer_codec = {
	.id = "nullmailer",
	.name = "nullmailer",
	.uses = CODEC_ALL,
	.places = nullmailer_places,
	.style = &scan_values,
	.sniff = nullmailer_sniff,
	.read = nullmailer_read,
	.fit = nullmailer_fit,
	.write = nullmailer_write,
	.cannot = nullmailer_cannot,
	.partly = nullmailer_partly,
	.files = nullmailer_files,
	.sendmail = true,
	.queue = nullmailer_queue,
};
