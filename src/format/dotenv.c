#include "format/dotenv_rows.h"
#include "format/dotenv_tls.h"
#include "format/dotenv_url.h"

#include "format/keyval.h"

#include <string.h>

/*
 * What stands for "not set". Laravel takes some words for something else, in whatever quotes.
 */
static bool is_nothing(const struct dotenv_family *family, const char *value)
{
	static const char *const words[] = {
		"null", "(null)", "empty", "(empty)", "false", "(false)", NULL};

	return !*value || (family->laravel && dotenv_is_one_of(value, words));
}

/* Laravel takes one more pair of quotes off. */
static char *family_value(const struct dotenv_family *family, const struct keyval *pair)
{
	size_t len = strlen(pair->value);

	if (!family->laravel || len < 2 || !strchr("\"'", pair->value[0]) ||
		pair->value[0] != pair->value[len - 1])
		return pair->value;
	pair->value[len - 1] = '\0';
	return pair->value + 1;
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

static bool django_is_foreign(const struct settings *s, const char *text)
{
	(void)s;
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return *text;
}

static const struct codec_refusal laravel_cannot[] = {
	{FIELD_USER, is_special_word, "a word that Laravel reads as null, true or false"},
	{FIELD_PASSWORD, is_special_word, "a word that Laravel reads as null, true or false"},
	{FIELD_FROM_NAME, is_special_word, "a word that Laravel reads as null, true or false"},
	{0},
};

static const struct codec_refusal django_cannot[] = {
	{FIELD_USER, django_is_foreign, "a user name with letters outside of ASCII"},
	{0},
};

static const struct codec_refusal dotenv_cannot[] = {
	{FIELD_USER, is_special_word, "a word that applications read as null, true or false"},
	{FIELD_PASSWORD, is_special_word, "a word that applications read as null, true or false"},
	{FIELD_FROM_NAME, is_special_word, "a word that applications read as null, true or false"},
	{FIELD_USER, is_quoted, "a value in quotes"},
	{FIELD_PASSWORD, is_quoted, "a value in quotes"},
	{FIELD_FROM_NAME, is_quoted, "a value in quotes"},
	{0},
};

static const struct codec_key *family_key(const struct dotenv_family *family, const char *name)
{
	for (const struct codec_key *key = family->keys; key->name; key++)
		if (strcmp(key->name, name) == 0)
			return key;
	return NULL;
}

/* Why this value is no server that could be taken; NULL: it is one. */
static const char *why_not(const struct codec_key *key, const struct keyval *pair, bool gated)
{
	if (gated)
		return "was left out: mail is not sent by SMTP there.";
	if (pair->refers)
		return "refers to another variable and was left out.";
	if (key->take == dotenv_take_url && !dotenv_is_url(pair->value))
		return "names no SMTP server and was left out.";
	return NULL;
}

/* The value that names the family's server, or NULL, and why it cannot be taken, or NULL. */
static const struct keyval *server_of(
	const struct dotenv_family *family, const struct keyvals *pairs, const char **why)
{
	const struct keyval *server = NULL;
	bool gated = false;

	*why = NULL;
	for (const struct codec_key *key = family->keys; key->name; key++) {
		const struct keyval *pair = keyvals_find(pairs, key->name);

		gated |= key->say == dotenv_say_gate && pair && !strstr(pair->value, "smtp");
		if ((key->take != codec_take_server && key->take != dotenv_take_url) || !pair ||
			is_nothing(family, pair->value) || (server && !*why))
			continue;
		server = pair;
		*why = why_not(key, pair, gated);
	}
	return server;
}

static void take_family(
	struct codec_reading *r, const struct dotenv_family *family, const struct keyvals *pairs)
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
				"%s was left out: Laravel reads this word as true.", pair->name);
		else
			key->take(r, key, family_value(family, pair), pair->line);
	}
	import_settle(r->f);
}

/* Names differ from application to application; what may be about the encryption is never lost. */
static void remark_encryption(struct codec_reading *r, const struct dotenv_family *family,
	const struct keyvals *pairs, const struct keyval *server)
{
	static const char *const words[] = {"TLS", "SSL", "SECUR", "ENCRYPT"};
	size_t prefix = strcspn(server->name, "_") + 1;

	for (size_t i = 0; i < pairs->n; i++) {
		const struct keyval *pair = &pairs->items[i];
		size_t word = 0;

		if (strncmp(pair->name, server->name, prefix) != 0 ||
			is_nothing(family, pair->value) || family_key(family, pair->name))
			continue;
		while (word < sizeof(words) / sizeof(words[0]) && !strstr(pair->name, words[word]))
			word++;
		if (word < sizeof(words) / sizeof(words[0]))
			import_remark(r->f, r->f->file, pair->line,
				"%s was left out: it is not known, and may be about the "
				"encryption.",
				pair->name);
	}
}

/* Of these families the first that names a server is taken. */
static void dotenv_read(struct import_result *f, const struct import_source *in,
	const struct dotenv_family *families, size_t family_count)
{
	struct codec_reading r = {f, in, NULL};
	const struct dotenv_family *taken = NULL;
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
		else if (server) {
			take_family(&r, taken = &families[i], &pairs);
			remark_encryption(&r, taken, &pairs, server);
		}
		f->unusable |= why != NULL;
	}
	keyvals_fini(&pairs);
}

/* Is anything of the family there, in use or not? */
static bool family_is_there(const struct dotenv_family *family, const struct keyvals *pairs)
{
	for (const struct codec_key *key = family->keys; key->name; key++)
		if (keyvals_find(pairs, key->name))
			return true;
	return false;
}

/* The family that is read, else the first of which something is there, else the last. */
static const struct dotenv_family *family_choose(
	const struct import_source *in, const struct dotenv_family *families, size_t family_count)
{
	const struct dotenv_family *chosen = NULL;
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

static int dotenv_write(
	struct codec_writing *w, const struct dotenv_family *families, size_t family_count)
{
	const struct dotenv_family *family = family_choose(w->in, families, family_count);
	struct codec_part part = {w->path, &scan_assignments, NULL, family->keys, 0, family->quote};

	while (family->keys[part.key_count].name)
		part.key_count++;
	return codec_edit(w, &part);
}

/* A codec of so many families from the first one on. */
#define DOTENV_FUNCTIONS(name, first, count)                                                       \
	static void name##_read(struct import_result *f, const struct import_source *in)           \
	{                                                                                          \
		dotenv_read(f, in, &dotenv_families[first], count);                                \
	}                                                                                          \
	static int name##_write(struct codec_writing *w)                                           \
	{                                                                                          \
		return dotenv_write(w, &dotenv_families[first], count);                            \
	}

DOTENV_FUNCTIONS(any, 0, DOTENV_COUNT)
DOTENV_FUNCTIONS(symfony, DOTENV_SYMFONY, 1)
DOTENV_FUNCTIONS(laravel, DOTENV_LARAVEL, 1)
DOTENV_FUNCTIONS(django, DOTENV_DJANGO, 1)

static const struct codec_place dotenv_places[] = {
	{codec_here, ".env"},
	{0},
};

static const struct codec_owner dotenv_files[] = {
	{.mode = 0600},
	{0},
};

static const struct codec_weakness dotenv_weak[] = {
	{codec_is_encrypted, "The application that reads the file decides whether TLS is required "
			     "and the certificate is checked."},
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
	.read = any_read,
	.write = any_write,
	.cannot = dotenv_cannot,
	.weak = dotenv_weak,
	.files = dotenv_files,
};

static const struct codec_weakness laravel_weak[] = {
	{codec_uses_starttls, "Laravel cannot require STARTTLS: anyone on the path can remove its "
			      "offer and read the password. With ssl this is not possible."},
	{0},
};

static const char *const laravel_sniff[] = {"MAIL_HOST", NULL};

/* Laravel's .env: values go through its env(), too. */
const struct codec laravel_codec = {
	.id = "env-laravel",
	.name = "Laravel",
	.uses = CODEC_EXPORTS | CODEC_APPLIES,
	.asks_file = true,
	.style = &scan_assignments,
	.sniff = laravel_sniff,
	.read = laravel_read,
	.write = laravel_write,
	.cannot = laravel_cannot,
	.weak = laravel_weak,
	.files = dotenv_files,
};

static const struct codec_weakness symfony_weak[] = {
	{codec_uses_starttls, "Symfony cannot require STARTTLS: anyone on the path can remove its "
			      "offer and read the password. With ssl this is not possible."},
	{0},
};

static const char *const symfony_sniff[] = {"MAILER_DSN", NULL};

/* Symfony's .env: one value, a URL. */
const struct codec symfony_codec = {
	.id = "env-symfony",
	.name = "Symfony",
	.uses = CODEC_EXPORTS | CODEC_APPLIES,
	.asks_file = true,
	.style = &scan_assignments,
	.sniff = symfony_sniff,
	.read = symfony_read,
	.write = symfony_write,
	.weak = symfony_weak,
	.files = dotenv_files,
};

static const struct codec_weakness django_weak[] = {
	{codec_is_encrypted, "Django 3.2 and older do not check the certificate."},
	{0},
};

static const char *const django_sniff[] = {"EMAIL_HOST", NULL};

/* The .env file of a Django application that has the names of Django's settings in it. */
const struct codec django_codec = {
	.id = "env-django",
	.name = "Django",
	.uses = CODEC_EXPORTS | CODEC_APPLIES,
	.asks_file = true,
	.style = &scan_assignments,
	.sniff = django_sniff,
	.read = django_read,
	.write = django_write,
	.cannot = django_cannot,
	.weak = django_weak,
	.files = dotenv_files,
};
