#include "format/dotenv.h"

#include "base/hex.h"
#include "format/keyval.h"

#include <string.h>
#include <strings.h>

enum { gates_max = 2, rows_max = 20 };

/* One name; its value is cut up in place. */
struct row {
	const char *name;
	void (*take)(struct import_result *f, enum field_id field, char *value, int line);
	enum field_id field;
};

/* The names of one kind of application. In rows what stands below wins. */
struct family {
	const char *gates[gates_max]; /* where one is set, it must speak of smtp */
	struct row rows[rows_max];
};

/* What stands for "not set". */
static bool is_nothing(const char *value)
{
	return !*value || strcasecmp(value, "null") == 0 || strcasecmp(value, "(null)") == 0;
}

static bool is_reference(const struct keyval *pair)
{
	return pair->quote != '\'' && strstr(pair->value, "${");
}

static void dotenv_take_value(struct import_result *f, enum field_id field, char *value, int line)
{
	import_put(f, field, value, f->file, line);
}

static void take_server(struct import_result *f, enum field_id field, char *value, int line)
{
	(void)field;
	import_put_server(f, value, f->file, line);
}

/* "tls" means STARTTLS, which cannot be on port 465. */
static const char *tls_protocol(const struct import_result *f)
{
	return settings_is(&f->settings, FIELD_PORT, protocol_port("ssl")) ? "ssl" : "starttls";
}

/* A word that is not here leaves it to the port. */
static void take_encryption(struct import_result *f, enum field_id field, char *value, int line)
{
	static const struct {
		const char *word, *protocol;
	} words[] = {
		{"tls", NULL},
		{"starttls", "starttls"},
		{"ssl", "ssl"},
		{"smtps", "ssl"},
		{"true", "ssl"},
		{"none", "plain"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(value, words[i].word) == 0)
			import_put(f, field,
				words[i].protocol ? words[i].protocol : tls_protocol(f), f->file,
				line);
}

static bool dotenv_is_one_of(const char *value, const char *const *words)
{
	while (*words && strcasecmp(value, *words) != 0)
		words++;
	return *words;
}

static bool is_on(const char *value)
{
	static const char *const words[] = {"true", "1", "yes", "on", "required", NULL};

	return dotenv_is_one_of(value, words);
}

static bool dotenv_is_off(const char *value)
{
	static const char *const words[] = {"false", "0", "no", "off", "none", NULL};

	return dotenv_is_one_of(value, words);
}

static void take_tls(struct import_result *f, enum field_id field, char *value, int line)
{
	if (dotenv_is_off(value))
		import_put(f, field, "plain", f->file, line);
	else if (is_on(value))
		import_put(f, field, tls_protocol(f), f->file, line);
	else
		take_encryption(f, field, value, line);
}

static void dotenv_take_ssl(struct import_result *f, enum field_id field, char *value, int line)
{
	if (is_on(value))
		import_put(f, field, "ssl", f->file, line);
}

/* `NAME <address>` or an address (RFC 5322 3.4); the name may be in quotes. */
static void take_sender(struct import_result *f, enum field_id field, char *value, int line)
{
	size_t len = strlen(value);
	char *open = strrchr(value, '<');

	if (open && value[len - 1] == '>') {
		value[len - 1] = '\0';
		*open = '\0';
		import_put(f, field, open + 1, f->file, line);
		field = FIELD_FROM_NAME;
		value = keyvals_trim(value);
		len = strlen(value);
	}
	if (len > 1 && value[0] == '"' && value[len - 1] == '"') {
		value[len - 1] = '\0';
		value++;
	}
	import_put(f, field, value, f->file, line);
}

/* %XX in place (RFC 3986 2.1). A NUL becomes a control that no value has. */
static char *dotenv_decode(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++, to++) {
		int high = *from == '%' ? hex_digit(from[1]) : -1;
		int low = high >= 0 ? hex_digit(from[2]) : -1;

		*to = *from;
		if (low >= 0) {
			*to = (char)(16 * high + low);
			from += 2;
		}
		if (!*to)
			*to = '\1';
	}
	*to = '\0';
	return text;
}

/* What stands behind the question mark. */
static void take_option(struct import_result *f, char *option, int line)
{
	char *value = keyvals_split(option, "=");
	bool off = value && dotenv_is_off(value);

	if (strcmp(option, "local_domain") == 0 && value)
		import_put(f, FIELD_HELO, dotenv_decode(value), f->file, line);
	if (strcmp(option, "auto_tls") == 0 && off && !import_has(f, FIELD_PROTOCOL))
		import_put(f, FIELD_PROTOCOL, "plain", f->file, line);
	if (strcmp(option, "verify_peer") == 0 && off)
		import_remark(f, f->file, line,
			"the certificate is not checked there; here it always is.");
}

static void dotenv_take_login(struct import_result *f, char *login, int line)
{
	char *password = keyvals_split(login, ":");

	import_put(f, FIELD_USER, dotenv_decode(login), f->file, line);
	if (password)
		import_put(f, FIELD_PASSWORD, dotenv_decode(password), f->file, line);
}

/* Symfony's way to write a server: smtp://user:password@host:port?option=value */
static void take_url(struct import_result *f, enum field_id field, char *value, int line)
{
	char *authority = strstr(value, "://"), *options, *at;
	bool secure = strncasecmp(value, "smtps:", 6) == 0;

	if (!authority || (!secure && strncasecmp(value, "smtp:", 5) != 0))
		return;
	authority += 3;
	options = keyvals_split(authority, "?");
	(void)keyvals_split(authority, "/#");
	at = strrchr(authority, '@');
	if (at) {
		*at = '\0';
		dotenv_take_login(f, authority, line);
		authority = at + 1;
	}
	import_put_server(f, authority, f->file, line);
	if (secure)
		import_put(f, field, "ssl", f->file, line);
	else
		import_assume(f, FIELD_PORT, "25", "what Symfony does unless told otherwise");
	for (char *next; options; options = next) {
		next = keyvals_split(options, "&");
		take_option(f, options, line);
	}
}

/* A table, each row a sentence. */
/* clang-format off */
static const struct family families[] = {
	{{NULL},
		{
			{"MAILER_DSN", take_url, FIELD_PROTOCOL},
		}},
	{{"MAIL_MAILER", "MAIL_DRIVER"},
		{
			{"MAIL_HOST", take_server, FIELD_HOST},
			{"MAIL_PORT", dotenv_take_value, FIELD_PORT},
			{"MAIL_ENCRYPTION", take_encryption, FIELD_PROTOCOL},
			{"MAIL_SCHEME", take_encryption, FIELD_PROTOCOL},
			{"MAIL_USERNAME", dotenv_take_value, FIELD_USER},
			{"MAIL_PASSWORD", dotenv_take_value, FIELD_PASSWORD},
			{"MAIL_EHLO_DOMAIN", dotenv_take_value, FIELD_HELO},
			{"MAIL_FROM_ADDRESS", take_sender, FIELD_FROM},
			{"MAIL_FROM_NAME", dotenv_take_value, FIELD_FROM_NAME},
		}},
	{{"EMAIL_BACKEND"},
		{
			{"EMAIL_HOST", take_server, FIELD_HOST},
			{"EMAIL_PORT", dotenv_take_value, FIELD_PORT},
			{"EMAIL_USE_TLS", take_tls, FIELD_PROTOCOL},
			{"EMAIL_USE_SSL", dotenv_take_ssl, FIELD_PROTOCOL},
			{"EMAIL_HOST_USER", dotenv_take_value, FIELD_USER},
			{"EMAIL_HOST_PASSWORD", dotenv_take_value, FIELD_PASSWORD},
			{"DEFAULT_FROM_EMAIL", take_sender, FIELD_FROM},
		}},
	{{NULL},
		{
			{"SMTP_SERVER", take_server, FIELD_HOST},
			{"SMTP_HOST", take_server, FIELD_HOST},
			{"SMTP_PORT", dotenv_take_value, FIELD_PORT},
			{"SMTP_TLS", take_tls, FIELD_PROTOCOL},
			{"SMTP_SSL", dotenv_take_ssl, FIELD_PROTOCOL},
			{"SMTP_ENCRYPTION", take_encryption, FIELD_PROTOCOL},
			{"SMTP_SECURE", take_encryption, FIELD_PROTOCOL},
			{"SMTP_LOGIN", dotenv_take_value, FIELD_USER},
			{"SMTP_USERNAME", dotenv_take_value, FIELD_USER},
			{"SMTP_USER", dotenv_take_value, FIELD_USER},
			{"SMTP_PASSWORD", dotenv_take_value, FIELD_PASSWORD},
			{"SMTP_PASS", dotenv_take_value, FIELD_PASSWORD},
			{"SMTP_FROM_ADDRESS", take_sender, FIELD_FROM},
			{"SMTP_FROM", take_sender, FIELD_FROM},
			{"SMTP_FROM_NAME", dotenv_take_value, FIELD_FROM_NAME},
		}},
};
/* clang-format on */

static const size_t family_count = sizeof(families) / sizeof(families[0]);

/* The value that names the family's server; NULL where the family is not in use. */
static const struct keyval *server_of(const struct family *family, const struct keyvals *pairs)
{
	for (size_t i = 0; i < gates_max && family->gates[i]; i++) {
		const struct keyval *gate = keyvals_find(pairs, family->gates[i]);

		if (gate && !strstr(gate->value, "smtp"))
			return NULL;
	}
	for (const struct row *row = family->rows; row->name; row++) {
		const struct keyval *pair = keyvals_find(pairs, row->name);

		if ((row->take == take_server || row->take == take_url) && pair &&
			!is_nothing(pair->value) && !is_reference(pair))
			return pair;
	}
	return NULL;
}

static void take_family(
	struct import_result *f, const struct family *family, const struct keyvals *pairs)
{
	for (const struct row *row = family->rows; row->name; row++) {
		const struct keyval *pair = keyvals_find(pairs, row->name);

		if (!pair || is_nothing(pair->value))
			continue;
		if (is_reference(pair))
			import_remark(f, f->file, pair->line,
				"%s refers to another variable and was left out.", pair->name);
		else
			row->take(f, row->field, pair->value, pair->line);
	}
	import_settle(f);
}

void dotenv_read(struct import_result *f, const struct import_source *in)
{
	const struct family *taken = NULL;
	struct keyvals pairs;

	keyvals_init(&pairs, in->bytes, in->len, &scan_assignments);
	for (size_t i = 0; i < family_count; i++) {
		const struct keyval *server = server_of(&families[i], &pairs);

		if (server && taken)
			import_remark(f, f->file, server->line,
				"%s names another server; it was left out.", server->name);
		else if (server)
			take_family(f, taken = &families[i], &pairs);
	}
	keyvals_fini(&pairs);
}
