#include "format/dotenv_tls.h"

#include "base/ascii.h"

bool dotenv_is_one_of(const char *value, const char *const *words)
{
	while (*words && !ascii_same(value, *words))
		words++;
	return *words;
}

bool dotenv_is_on(const char *value)
{
	static const char *const words[] = {"true", "1", "yes", "on", "required", NULL};

	return dotenv_is_one_of(value, words);
}

bool dotenv_is_off(const char *value)
{
	static const char *const words[] = {"false", "0", "no", "off", "none", NULL};

	return dotenv_is_one_of(value, words);
}

static bool is_port_of(const struct import_result *f, const char *protocol)
{
	return settings_is(&f->settings, FIELD_PORT, protocol_port(protocol));
}

static void put_protocol(
	struct codec_reading *r, const struct codec_key *key, const char *protocol, int line)
{
	import_put(r->f, key->field, protocol, r->f->file, line);
}

/* "tls" means STARTTLS, which cannot be on port 465. */
static void put_tls(struct codec_reading *r, const struct codec_key *key, int line)
{
	put_protocol(r, key, is_port_of(r->f, "ssl") ? "ssl" : "starttls", line);
}

static void remark_word(struct codec_reading *r, const struct codec_key *key, int line)
{
	import_remark(r->f, r->f->file, line,
		"%s was left out: its word for the encryption is not known.", key->name);
}

void dotenv_take_encryption(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	/* These leave it to the port. */
	static const char *const none[] = {"false", "0", "no", "smtp", "auto", NULL};
	static const char *const tls[] = {"tls", NULL};
	static const struct {
		const char *word, *protocol;
	} words[] = {
		{"starttls", "starttls"},
		{"ssl", "ssl"},
		{"true", "ssl"},
		{"smtps", "ssl"},
		{"force_tls", "ssl"},
		{"none", "plain"},
		{"off", "plain"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (ascii_same(value, words[i].word)) {
			put_protocol(r, key, words[i].protocol, line);
			return;
		}
	if (dotenv_is_one_of(value, tls))
		put_tls(r, key, line);
	else if (!dotenv_is_one_of(value, none))
		remark_word(r, key, line);
}

void dotenv_take_tls(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (dotenv_is_off(value))
		put_protocol(r, key, "plain", line);
	else if (dotenv_is_on(value))
		put_tls(r, key, line);
	else
		dotenv_take_encryption(r, key, value, line);
}

void dotenv_take_implicit(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (dotenv_is_on(value))
		put_protocol(r, key, "ssl", line);
	else if (!dotenv_is_off(value))
		remark_word(r, key, line);
}

void dotenv_take_other(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (dotenv_is_on(value) && import_has(r->f, key->field) &&
		!settings_is(&r->f->settings, key->field, "plain"))
		import_remark(r->f, r->f->file, line,
			"%s and the setting for STARTTLS are both on, which Django refuses.",
			key->name);
	dotenv_take_implicit(r, key, value, line);
}

void dotenv_take_ssl(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!dotenv_is_on(value) || !is_port_of(r->f, "starttls")) {
		dotenv_take_implicit(r, key, value, line);
		return;
	}
	put_protocol(r, key, "starttls", line);
	import_remark(
		r->f, r->f->file, line, "%s is read as STARTTLS, which port 587 uses.", key->name);
}
