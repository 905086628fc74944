#include "format/exim_logins.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "format/keyval.h"

#include <stdlib.h>
#include <string.h>

/* `host:user:password`; the password is what is left, whatever is in it. */
static const struct scan_style exim_logins = {
	.next = scan_lines_next,
	.lines = true,
	.between = ":",
	.equals = ":",
	.stop = "",
	.indent = "",
};

/* The host itself, or an end of it behind a star. Regular expressions (^) are not looked at. */
static bool key_matches(const char *key, const char *host)
{
	size_t key_len, host_len = strlen(host);

	if (key[0] != '*')
		return ascii_same(key, host);
	key_len = strlen(++key);
	return key_len <= host_len && ascii_same(host + host_len - key_len, key);
}

/* The first that matches counts. */
static const struct keyval *exim_look_up(const struct keyvals *logins, const char *host)
{
	for (size_t i = 0; i < logins->n; i++)
		if (key_matches(logins->items[i].name, host))
			return &logins->items[i];
	return NULL;
}

/* The login that all keys have; NULL: there are several, or none. */
static const struct keyval *exim_only_login(const struct keyvals *logins)
{
	for (size_t i = 1; i < logins->n; i++)
		if (strcmp(logins->items[i].value, logins->items[0].value) != 0)
			return NULL;
	return logins->n ? &logins->items[0] : NULL;
}

/* Exim looks under the name that the DNS has for the server, which may be another one. */
static void exim_offer_login(struct import_result *f, const struct keyvals *logins)
{
	const struct keyval *only = exim_only_login(logins);

	if (!only) {
		import_remark(
			f, EXIM_LOGINS, 0, "there are logins, but none for this server's name.");
		return;
	}
	import_put_login(f, only->value, EXIM_LOGINS, only->line);
	f->offered |= CODEC_BIT(FIELD_USER) | CODEC_BIT(FIELD_PASSWORD);
	import_remark(f, EXIM_LOGINS, only->line,
		"the only login is listed under %s: Exim uses it if the DNS has that name for the "
		"server.",
		only->name);
}

static void exim_take_login(struct import_result *f, const struct keyvals *logins)
{
	const struct keyval *pair = exim_look_up(logins, settings_get(&f->settings, FIELD_HOST));

	if (pair)
		import_put_login(f, pair->value, EXIM_LOGINS, pair->line);
	else if (logins->n)
		exim_offer_login(f, logins);
}

void exim_read_logins(struct import_result *f, const struct import_source *in)
{
	struct keyvals logins;
	struct str text;

	str_init(&text, import_source_max);
	if (in->fetch(in->context, EXIM_LOGINS, &text)) {
		keyvals_init(&logins, text.data, text.len, &exim_logins);
		exim_take_login(f, &logins);
		keyvals_fini(&logins);
	} else {
		import_remark(f, EXIM_LOGINS, 0, "the login, if there is one, cannot be read.");
	}
	str_wipe(&text);
}

/*
 * The login that counts is changed; without one, none may be found. A star is the one key that
 * always fits: Exim looks the name up that the DNS has for the host.
 */
static size_t exim_edits(const struct keyvals *logins, const struct settings *s, const char *login,
	struct edit *edits)
{
	const char *host = settings_get(s, FIELD_HOST);
	const struct keyval *first = exim_look_up(logins, host);
	size_t n = 0;

	if (!settings_is_empty(s, FIELD_USER)) {
		edits[0] = (struct edit) {NULL, first ? first->name : "*", EDIT_PUT, login};
		return 1;
	}
	for (size_t i = 0; i < logins->n; i++)
		if (key_matches(logins->items[i].name, host))
			edits[n++] = (struct edit) {NULL, logins->items[i].name, EDIT_DROP, NULL};
	return n;
}

int exim_write_login(struct codec_writing *w)
{
	const struct codec_part part = {EXIM_LOGINS, &exim_logins, .key_count = 0};
	struct keyvals logins;
	struct str text, login;
	struct edit *edits;
	int result;

	codec_text(w, EXIM_LOGINS, &text);
	keyvals_init(&logins, text.data, text.len, &exim_logins);
	str_init(&login, import_source_max);
	str_format(
		&login, "%s:%s", settings_get(w->s, FIELD_USER), codec_value(w->s, FIELD_PASSWORD));
	edits = mem_zero(logins.n + 1, sizeof(*edits));
	result = codec_apply(w, &part, edits, exim_edits(&logins, w->s, login.data, edits));
	free(edits);
	str_wipe(&login);
	keyvals_fini(&logins);
	str_wipe(&text);
	return result;
}
