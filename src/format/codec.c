#include "format/codec.h"

#include "format/keyval.h"

#include <string.h>

/* The row of a program: `NAME(msmtp)` is the codec that src/format/msmtp.c has. */
#define CODECS(NAME) NAME(msmtp) NAME(postfix) NAME(exim) NAME(dotenv) NAME(dma) NAME(nullmailer)

#define DECLARE(name) extern const struct codec name##_codec;
#define ROW(name)     &name##_codec,

CODECS(DECLARE)

const struct codec *const codecs[] = {CODECS(ROW)};

const size_t codec_count = sizeof(codecs) / sizeof(codecs[0]);

const struct codec *codec_find(const char *id)
{
	for (size_t i = 0; i < codec_count; i++)
		if (strcmp(codecs[i]->id, id) == 0)
			return codecs[i];
	return NULL;
}

bool codec_sniff(const struct codec *c, const char *bytes, size_t len)
{
	struct keyvals pairs;
	bool found = false;

	keyvals_init(&pairs, bytes, len, c->style);
	for (const char *const *name = c->sniff; *name && !found; name++)
		found = keyvals_find(&pairs, *name);
	keyvals_fini(&pairs);
	return found;
}

void codec_weaknesses(const struct codec *c, const struct settings *s, struct strlist *out)
{
	enum { sentences_max = 10 };

	for (const struct codec_weakness *w = c->weak; w && w->sentence; w++)
		if (!w->is || w->is(s))
			strlist_add(out, w->sentence, sentences_max);
}

bool codec_here(struct str *path)
{
	(void)path;
	return true;
}

void codec_take_value(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	import_put(r->f, key->field, value, r->f->file, line);
}

void codec_leave_out(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (*value)
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
	if (settings_is(w->s, FIELD_PROTOCOL, "plain"))
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

bool codec_is_bare(const char *text)
{
	return *text && !text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					   "0123456789@._:/+-")];
}
