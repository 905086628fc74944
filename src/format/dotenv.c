#include "format/dotenv_tls.h"
#include "format/dotenv_url.h"

#include "format/keyval.h"

#include <string.h>

enum { keys_max = 20 };

/* The names of one kind of application. What stands below wins. */
struct family {
	bool laravel;                    /* its own reading of words and quotes */
	struct codec_key keys[keys_max]; /* ended by one without a name */
};

/*
 * What stands for "not set". Laravel takes some words for something else, in whatever quotes.
 */
static bool is_nothing(const struct family *family, const char *value)
{
	static const char *const words[] = {
		"null", "(null)", "empty", "(empty)", "false", "(false)", NULL};

	return !*value || (family->laravel && dotenv_is_one_of(value, words));
}

/* Laravel takes one more pair of quotes off. */
static char *family_value(const struct family *family, const struct keyval *pair)
{
	size_t len = strlen(pair->value);

	if (!family->laravel || len < 2 || !strchr("\"'", pair->value[0]) ||
		pair->value[0] != pair->value[len - 1])
		return pair->value;
	pair->value[len - 1] = '\0';
	return pair->value + 1;
}

/* Writing */

/* A word that chooses the way mail goes, where there is one, must speak of smtp. */
static enum edit_act say_gate(
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

/* As all of the readers understand it, in quotes that mean the same to all of them. */
static const char *dotenv_quote(struct str *out, const char *value)
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
	if (strchr(value, '\''))
		return "a value with a ' and one of \" \\ $ `";
	str_format(out, "'%s'", value);
	return NULL;
}

/* Applications take these for something else, whatever quotes they are in. */
static bool is_special_word(const struct settings *s, const char *text)
{
	static const char *const words[] = {
		"null", "(null)", "true", "(true)", "false", "(false)", "empty", "(empty)", NULL};

	(void)s;
	return dotenv_is_one_of(text, words);
}

static bool is_quoted(const struct settings *s, const char *text)
{
	size_t len = strlen(text);

	(void)s;
	return len > 1 && strchr("\"'", text[0]) && text[len - 1] == text[0];
}

static const struct codec_refusal dotenv_cannot[] = {
	{FIELD_USER, is_special_word, "a word that applications take for nothing, yes or no"},
	{FIELD_PASSWORD, is_special_word, "a word that applications take for nothing, yes or no"},
	{FIELD_FROM_NAME, is_special_word, "a word that applications take for nothing, yes or no"},
	{FIELD_USER, is_quoted, "a value that has quotes around it"},
	{FIELD_PASSWORD, is_quoted, "a value that has quotes around it"},
	{FIELD_FROM_NAME, is_quoted, "a value that has quotes around it"},
	{0},
};

#define ABOUT_URL                                                                                  \
	(CODEC_BIT(FIELD_HOST) | CODEC_BIT(FIELD_PORT) | CODEC_BIT(FIELD_PROTOCOL) |               \
		CODEC_BIT(FIELD_HELO) | CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD))
#define ABOUT_SENDER (CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_FROM_NAME))

/* A table, each row a sentence; the last family is the one for new files. */
/* clang-format off */
static const struct family families[] = {
	{.keys = {
		{"MAILER_DSN", dotenv_take_url, dotenv_say_url, .field = FIELD_PROTOCOL, .about = ABOUT_URL},
	}},
	{.laravel = true, .keys = {
		{"MAIL_MAILER", NULL, say_gate, .constant = "smtp", .alias = true},
		{"MAIL_DRIVER", NULL, say_gate, .constant = "smtp", .alias = true},
		{"MAIL_HOST", codec_take_server, codec_say_value, .field = FIELD_HOST},
		{"MAIL_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
		{"MAIL_ENCRYPTION", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL,
			.constant = "tls ssl none"},
		{"MAIL_SCHEME", dotenv_take_encryption, codec_say_protocol, .field = FIELD_PROTOCOL, .alias = true,
			.constant = "smtp smtps smtp"},
		{"MAIL_USERNAME", codec_take_value, codec_say_value, .field = FIELD_USER},
		{"MAIL_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
		{"MAIL_EHLO_DOMAIN", codec_take_value, codec_say_value, .field = FIELD_HELO},
		{"MAIL_FROM_ADDRESS", codec_take_mailbox, codec_say_value, .field = FIELD_FROM},
		{"MAIL_FROM_NAME", codec_take_value, codec_say_value, .field = FIELD_FROM_NAME},
	}},
	{.keys = {
		{"EMAIL_BACKEND", NULL, say_gate, .alias = true,
			.constant = "django.core.mail.backends.smtp.EmailBackend"},
		{"EMAIL_HOST", codec_take_server, codec_say_value, .field = FIELD_HOST},
		{"EMAIL_PORT", codec_take_value, codec_say_value, .field = FIELD_PORT},
		{"EMAIL_USE_TLS", dotenv_take_tls, codec_say_protocol, .field = FIELD_PROTOCOL,
			.constant = "True False False"},
		{"EMAIL_USE_SSL", dotenv_take_implicit, say_ssl, .field = FIELD_PROTOCOL,
			.constant = "False True False"},
		{"EMAIL_HOST_USER", codec_take_value, codec_say_value, .field = FIELD_USER},
		{"EMAIL_HOST_PASSWORD", codec_take_value, codec_say_value, .field = FIELD_PASSWORD},
		{"DEFAULT_FROM_EMAIL", codec_take_mailbox, codec_say_mailbox, .field = FIELD_FROM, .about = ABOUT_SENDER},
	}},
	{.keys = {
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

static const size_t family_count = sizeof(families) / sizeof(families[0]);

/* Why this value is no server that could be taken; NULL: it is one. */
static const char *why_not(const struct codec_key *key, const struct keyval *pair, bool gated)
{
	if (gated)
		return "was left out: mail goes another way there.";
	if (pair->refers)
		return "refers to another variable and was left out.";
	if (key->take == dotenv_take_url && !dotenv_is_url(pair->value))
		return "names no SMTP server and was left out.";
	return NULL;
}

/* The value that names the family's server, or NULL, and why it cannot be taken, or NULL. */
static const struct keyval *server_of(
	const struct family *family, const struct keyvals *pairs, const char **why)
{
	const struct keyval *server = NULL;
	bool gated = false;

	*why = NULL;
	for (const struct codec_key *key = family->keys; key->name; key++) {
		const struct keyval *pair = keyvals_find(pairs, key->name);

		gated |= key->say == say_gate && pair && !strstr(pair->value, "smtp");
		if ((key->take != codec_take_server && key->take != dotenv_take_url) || !pair ||
			is_nothing(family, pair->value) || (server && !*why))
			continue;
		server = pair;
		*why = why_not(key, pair, gated);
	}
	return server;
}

static void take_family(
	struct codec_reading *r, const struct family *family, const struct keyvals *pairs)
{
	static const char *const yes[] = {"true", "(true)", NULL};

	for (const struct codec_key *key = family->keys; key->name; key++) {
		const struct keyval *pair = keyvals_find(pairs, key->name);

		if (!pair || !key->take || is_nothing(family, pair->value))
			continue;
		if (pair->refers)
			import_remark(r->f, r->f->file, pair->line,
				"%s refers to another variable and was left out.", pair->name);
		else if (family->laravel && dotenv_is_one_of(pair->value, yes))
			import_remark(r->f, r->f->file, pair->line,
				"%s was left out: Laravel takes this word for yes.", pair->name);
		else
			key->take(r, key, family_value(family, pair), pair->line);
	}
	import_settle(r->f);
}

static void dotenv_read(struct import_result *f, const struct import_source *in)
{
	struct codec_reading r = {f, in, NULL};
	const struct family *taken = NULL;
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &scan_assignments);
	for (size_t i = 0; i < family_count; i++) {
		const char *why;
		const struct keyval *server = server_of(&families[i], &pairs, &why);

		if (why)
			import_remark(f, f->file, server->line, "%s %s", server->name, why);
		else if (server && taken)
			import_remark(f, f->file, server->line,
				"%s names another server; it was left out.", server->name);
		else if (server)
			take_family(&r, taken = &families[i], &pairs);
		f->unusable |= why != NULL;
	}
	keyvals_fini(&pairs);
}

/* Is anything of the family there, in use or not? */
static bool family_is_there(const struct family *family, const struct keyvals *pairs)
{
	for (const struct codec_key *key = family->keys; key->name; key++)
		if (keyvals_find(pairs, key->name))
			return true;
	return false;
}

/* The family that is read, else the first of which something is there, else the last. */
static const struct family *family_choose(const struct import_source *in)
{
	const struct family *chosen = NULL;
	const char *why;
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &scan_assignments);
	for (size_t i = 0; i < family_count && !chosen; i++)
		if (server_of(&families[i], &pairs, &why) && !why)
			chosen = &families[i];
	for (size_t i = 0; i < family_count && !chosen; i++)
		if (family_is_there(&families[i], &pairs))
			chosen = &families[i];
	keyvals_fini(&pairs);
	return chosen ? chosen : &families[family_count - 1];
}

static int dotenv_write(struct codec_writing *w)
{
	const struct family *family = family_choose(w->in);
	struct codec_part part = {w->path, &scan_assignments, NULL, family->keys, 0, dotenv_quote};

	while (family->keys[part.key_count].name)
		part.key_count++;
	return codec_edit(w, &part);
}

static const struct codec_place dotenv_places[] = {
	{codec_here, ".env"},
	{0},
};

static const struct codec_owner dotenv_files[] = {
	{.mode = 0600},
	{0},
};

static const struct codec_weakness dotenv_weak[] = {
	{codec_is_encrypted, "Whether TLS is required and the certificate is checked is up to the "
			     "application that reads the file."},
	{0},
};

static const char *const dotenv_sniff[] = {
	"MAILER_DSN", "MAIL_HOST", "EMAIL_HOST", "SMTP_SERVER", "SMTP_HOST", NULL};

/*
 * The .env file of a web application. Several families of names are known (Symfony's MAILER_DSN,
 * Laravel's MAIL_*, Django's EMAIL_*, SMTP_* of many); the first of them that names a server is
 * taken, whole, and never mixed with another.
 */
const struct codec dotenv_codec = {
	.id = "env",
	.name = ".env",
	.uses = CODEC_ALL,
	.places = dotenv_places,
	.asks_file = true,
	.style = &scan_assignments,
	.sniff = dotenv_sniff,
	.read = dotenv_read,
	.write = dotenv_write,
	.cannot = dotenv_cannot,
	.weak = dotenv_weak,
	.files = dotenv_files,
};
