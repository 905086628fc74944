#include "format/dotenv_url.h"

#include "base/ascii.h"
#include "format/dotenv_tls.h"
#include "format/keyval.h"

#include <string.h>

/* What stands behind the question mark. */
static void url_option(struct import_result *f, char *option, int line)
{
	char *value = keyvals_split(option, "=");
	bool off = value && dotenv_is_off(value);

	if (strcmp(option, "local_domain") == 0 && value)
		import_put(f, FIELD_HELO, codec_decode(value), f->file, line);
	if (strcmp(option, "auto_tls") == 0 && off && !import_has(f, FIELD_PROTOCOL))
		import_put(f, FIELD_PROTOCOL, "plain", f->file, line);
	if (strcmp(option, "verify_peer") == 0 && off)
		import_remark(f, f->file, line,
			"the certificate is not checked there; smtpsetup always checks it.");
}

static void dotenv_take_login(struct import_result *f, char *login, int line)
{
	char *password = keyvals_split(login, ":");

	import_put(f, FIELD_USER, codec_decode(login), f->file, line);
	if (password)
		import_put(f, FIELD_PASSWORD, codec_decode(password), f->file, line);
}

/* host, host:port or [host]:port, and what may stand behind it */
static bool url_is_server(const char *text)
{
	const char *behind = text[0] == '[' ? strchr(text, ']') : NULL;

	text = behind ? behind : text;
	text += strcspn(text, ":/");
	if (*text == ':')
		text += 1 + strspn(text + 1, "0123456789");
	return !*text || *text == '/';
}

/*
 * Cuts the options off, and returns them or NULL. A password that should have been encoded may
 * have a question mark, and an option an @: what is before the options must be a server.
 */
static char *url_options(char *authority)
{
	for (char *mark = strchr(authority, '?'); mark; mark = strchr(mark + 1, '?')) {
		const char *options = mark + 1, *at;

		*mark = '\0';
		at = strrchr(authority, '@');
		if (!strchr(options, '@') || (options[strcspn(options, "=@")] == '=' &&
						     url_is_server(at ? at + 1 : authority)))
			return mark + 1;
		*mark = '?';
	}
	return NULL;
}

static bool is_secure(const char *url)
{
	return ascii_starts(url, "smtps://");
}

bool dotenv_is_url(const char *value)
{
	return is_secure(value) || ascii_starts(value, "smtp://");
}

void dotenv_take_url(struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	char *authority = strstr(value, "://") + 3, *options, *at;
	bool secure = is_secure(value);

	options = url_options(authority);
	if (options)
		(void)keyvals_split(options, "#");
	at = strrchr(authority, '@');
	if (at) {
		*at = '\0';
		if (strpbrk(authority, "?/#"))
			import_remark(r->f, r->f->file, line,
				"the login in %s has a ?, / or # that is not percent-encoded: "
				"Symfony cannot read it.",
				key->name);
		dotenv_take_login(r->f, authority, line);
		authority = at + 1;
	}
	(void)keyvals_split(authority, "/#");
	import_put_server(r->f, authority, r->f->file, line);
	if (!*authority) {
		import_remark(r->f, r->f->file, line, "%s names no server.", key->name);
		r->f->unusable = true;
	}
	if (secure)
		import_put(r->f, key->field, "ssl", r->f->file, line);
	else
		import_assume(r->f, FIELD_PORT, "25", "Symfony's default");
	for (char *next; options; options = next) {
		next = keyvals_split(options, "&");
		url_option(r->f, options, line);
	}
}

/* One of ours, or a weakening. */
static bool is_url_option(const char *option, size_t len)
{
	static const char *const names[] = {"local_domain=", "auto_tls=", "verify_peer="};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (len >= strlen(names[i]) && strncmp(option, names[i], strlen(names[i])) == 0)
			return true;
	return !len;
}

/* The options, what stood there before and is none of ours among them. */
static void say_options(const struct codec_writing *w, struct str *out)
{
	const char *old = w->old ? strchr(w->old, '?') : NULL;
	char before = '?';

	if (!settings_is_empty(w->s, FIELD_HELO)) {
		str_format(out, "%clocal_domain=", before);
		codec_say_encoded(out, settings_get(w->s, FIELD_HELO));
		before = '&';
	}
	if (settings_is(w->s, FIELD_PROTOCOL, "plain")) {
		str_format(out, "%cauto_tls=false", before);
		before = '&';
	}
	while (old) {
		size_t len = strcspn(++old, "&");

		if (!is_url_option(old, len)) {
			str_format(out, "%c%.*s", before, (int)len, old);
			before = '&';
		}
		old = old[len] ? old + len : NULL;
	}
}

enum edit_act dotenv_say_url(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *password = codec_value(w->s, FIELD_PASSWORD);

	str_text(out, settings_is(w->s, FIELD_PROTOCOL, "ssl") ? "smtps://" : "smtp://");
	if (!settings_is_empty(w->s, FIELD_USER)) {
		codec_say_encoded(out, settings_get(w->s, FIELD_USER));
		if (*password)
			str_char(out, ':');
		codec_say_encoded(out, password);
		str_char(out, '@');
	}
	(void)codec_say_server(w, key, out);
	say_options(w, out);
	return EDIT_PUT;
}
