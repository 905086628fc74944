#include "format/env_apps.h"

#include "base/hex.h"
#include "format/dotenv_tls.h"

#include <string.h>

/* Rails */

void env_take_rails_method(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	for (char *at = value; (at = strchr(at, '_')); at++)
		*at = '-';
	codec_take_method(r, key, value, line);
}

enum edit_act env_say_rails_method(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	enum edit_act act = codec_say_method(w, key, out);

	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] == '-')
			out->data[i] = '_';
	return act;
}

static void env_fit_method(struct settings *s, const char *const *known)
{
	if (!dotenv_is_one_of(settings_get(s, FIELD_METHOD), known))
		settings_reset(s, FIELD_METHOD);
}

void env_fit_rails(struct settings *s, const struct settings *was)
{
	static const char *const known[] = {"plain", "login", "cram-md5", NULL};

	(void)was;
	env_fit_method(s, known);
}

void env_fit_nextcloud(struct settings *s, const struct settings *was)
{
	static const char *const known[] = {"plain", "login", NULL};

	(void)was;
	env_fit_method(s, known);
}

/* JSON */

static void env_json(struct str *out, const char *value)
{
	str_char(out, '"');
	for (; *value; value++)
		if (strchr("'$`\\", *value))
			str_format(out, "\\u%04x", (unsigned)*value);
		else
			str_format(out, *value == '"' ? "\\%c" : "%c", *value);
	str_char(out, '"');
}

/* In place, of what env_json() writes; other text is itself. */
static char *env_unjson(char *value)
{
	char *to = value;

	if (*value != '"')
		return value;
	for (const char *from = value + 1; *from && *from != '"'; from++) {
		unsigned char byte;

		if (*from != '\\') {
			*to++ = *from;
		} else if (from[1] == 'u' && strlen(from) > 5 && hex_decode(from + 4, &byte, 1)) {
			*to++ = (char)byte;
			from += 5;
		} else if (from[1]) {
			*to++ = *++from;
		}
	}
	*to = '\0';
	return value;
}

void env_take_json(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	codec_take_value(r, key, env_unjson(value), line);
}

void env_take_json_mailbox(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	codec_take_mailbox(r, key, env_unjson(value), line);
}

static enum edit_act env_say_in_json(const struct codec_writing *w, const struct codec_key *key,
	struct str *out,
	enum edit_act (*say)(
		const struct codec_writing *w, const struct codec_key *key, struct str *out))
{
	struct str value;
	enum edit_act act;

	str_init(&value, import_source_max);
	act = say(w, key, &value);
	if (act == EDIT_PUT)
		env_json(out, value.data);
	str_wipe(&value);
	return act;
}

enum edit_act env_say_json(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	return env_say_in_json(w, key, out, codec_say_value);
}

enum edit_act env_say_json_mailbox(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	return env_say_in_json(w, key, out, codec_say_mailbox);
}

/* Protocols */

void env_take_ssl(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (dotenv_is_on(value))
		import_put(r->f, key->field, "ssl", r->f->file, line);
}

void env_take_starttls(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	static const char *const words[] = {"true", "always", NULL};

	if (!import_has(r->f, key->field))
		import_put(r->f, key->field, dotenv_is_one_of(value, words) ? "starttls" : "plain",
			r->f->file, line);
}

/* Addresses */

enum edit_act env_say_local_part(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *from = settings_get(w->s, key->field), *at = strrchr(from, '@');

	str_add(out, from, at ? (size_t)(at - from) : strlen(from));
	return out->len ? EDIT_PUT : EDIT_DROP;
}

enum edit_act env_say_domain(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *at = strrchr(settings_get(w->s, key->field), '@');

	str_text(out, at ? at + 1 : "");
	return out->len ? EDIT_PUT : EDIT_DROP;
}
