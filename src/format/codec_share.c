#include "format/codec.h"

#include "base/ascii.h"
#include "base/hex.h"
#include "format/keyval.h"

#include <string.h>

void codec_take_value(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	import_put(r->f, key->field, value, r->f->file, line);
}

void codec_take_constant(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)value;
	import_put(r->f, key->field, key->constant, r->f->file, line);
}

void codec_take_server(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)key;
	import_put_server(r->f, value, r->f->file, line);
}

void codec_take_trust(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)key;
	import_put_trust(r->f, r->in, value, r->f->file, line);
}

void codec_take_method(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (key->constant && ascii_starts(value, key->constant))
		value += strlen(key->constant);
	ascii_lower_all(value);
	if (!strpbrk(value, " ,:*"))
		codec_take_value(r, key, value, line);
}

/* What is between the quotes, in place; a backslash makes the next byte literal. */
static char *mailbox_unquoted(char *text)
{
	size_t len = strlen(text);
	char *to = text;

	if (len < 2 || text[0] != '"' || text[len - 1] != '"')
		return text;
	text[len - 1] = '\0';
	for (const char *from = text + 1; *from; *to++ = *from++)
		if (*from == '\\' && from[1])
			from++;
	*to = '\0';
	return text;
}

void codec_take_mailbox(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	enum field_id field = key->field;
	size_t len = strlen(value);
	char *open = strrchr(value, '<');

	if (open && value[len - 1] == '>') {
		value[len - 1] = '\0';
		*open = '\0';
		import_put(r->f, field, open + 1, r->f->file, line);
		field = FIELD_FROM_NAME;
		value = keyvals_trim(value);
	}
	import_put(r->f, field, mailbox_unquoted(value), r->f->file, line);
}

void codec_leave_out(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (*value)
		import_remark(r->f, r->f->file, line, "%s", key->sentence);
}

void codec_remark(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	(void)value;
	import_remark(r->f, r->f->file, line, "%s", key->sentence);
}

const char *codec_value(const struct settings *s, enum field_id id)
{
	const struct secret *secret = settings_secret(s, id);

	return secret ? secret_text(secret) : settings_get(s, id);
}

enum edit_act codec_say_value(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	str_text(out, codec_value(w->s, key->field));
	return out->len ? EDIT_PUT : EDIT_DROP;
}

enum edit_act codec_say_constant(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)w;
	str_text(out, key->constant);
	return EDIT_PUT;
}

enum edit_act codec_say_with_tls(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (!codec_is_encrypted(w->s))
		return EDIT_DROP;
	return codec_say_constant(w, key, out);
}

enum edit_act codec_say_with_ssl(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (!settings_is(w->s, FIELD_PROTOCOL, "ssl"))
		return EDIT_DROP;
	return codec_say_constant(w, key, out);
}

enum edit_act codec_say_with_starttls(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (!settings_is(w->s, FIELD_PROTOCOL, "starttls"))
		return EDIT_DROP;
	return codec_say_constant(w, key, out);
}

enum edit_act codec_say_with_login(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	return settings_is_empty(w->s, FIELD_USER) ? EDIT_DROP : codec_say_constant(w, key, out);
}

enum edit_act codec_say_protocol(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *words = key->constant;

	for (const struct choice *c = fields[FIELD_PROTOCOL].choices; c->value; c++) {
		size_t len = strcspn(words, " ");

		if (settings_is(w->s, FIELD_PROTOCOL, c->value))
			str_add(out, words, len);
		words += len + strspn(words + len, " ");
	}
	return EDIT_PUT;
}

enum edit_act codec_say_method(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (settings_is(w->s, key->field, "auto") || settings_is_empty(w->s, FIELD_USER))
		return EDIT_DROP;
	if (key->constant)
		str_text(out, key->constant);
	for (const char *at = settings_get(w->s, key->field); *at; at++)
		str_char(out,
			(char)(key->constant && *at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at));
	return EDIT_PUT;
}

enum edit_act codec_say_server(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *host = settings_get(w->s, FIELD_HOST);

	(void)key;
	str_format(
		out, strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, settings_get(w->s, FIELD_PORT));
	return EDIT_PUT;
}

enum edit_act codec_say_mailbox(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *name = settings_get(w->s, FIELD_FROM_NAME);

	if (!*name)
		return codec_say_value(w, key, out);
	if (!strpbrk(name, "()<>[]:;@\\,.\"")) {
		str_text(out, name);
	} else {
		str_char(out, '"');
		for (; *name; name++)
			str_format(out, strchr("\"\\", *name) ? "\\%c" : "%c", *name);
		str_char(out, '"');
	}
	str_format(out, " <%s>", settings_get(w->s, FIELD_FROM));
	return EDIT_PUT;
}

bool codec_ends_blank(const struct settings *s, const char *text)
{
	size_t len = strlen(text);

	(void)s;
	return len && text[len - 1] == ' ';
}

bool codec_has_colon(const struct settings *s, const char *text)
{
	(void)s;
	return strchr(text, ':');
}

bool codec_is_encrypted(const struct settings *s)
{
	return !settings_is(s, FIELD_PROTOCOL, "plain");
}

bool codec_uses_starttls(const struct settings *s)
{
	return settings_is(s, FIELD_PROTOCOL, "starttls");
}

bool codec_is_bare(const char *text)
{
	return *text && !text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					   "0123456789@._:/+-")];
}

void codec_say_encoded(struct str *out, const char *text)
{
	for (; *text; text++)
		if (*text == '~' ||
			(codec_is_bare((const char[]) {*text, '\0'}) && !strchr("@:/+", *text)))
			str_char(out, *text);
		else
			str_format(out, "%%%02X", (unsigned char)*text);
}

char *codec_decode(char *text)
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
