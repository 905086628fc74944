#include "format/identity.h"

#include "base/ascii.h"
#include "format/keyval.h"

#include <stdio.h>
#include <string.h>

/* `name: addresses`, over several lines where they begin with a blank; the first counts. */
static const struct scan_style identity_aliases = {
	.next = scan_lines_next,
	.lines = true,
	.joined = true,
	.between = ":",
	.fold = true,
	.equals = ": ",
	.stop = "",
	.indent = "",
};

bool identity_is_odd(const struct settings *s, const char *addresses)
{
	char one[value_max + 1];

	(void)s;
	while (*addresses) {
		size_t len = strcspn(addresses, ",");

		(void)snprintf(one, sizeof(one), "%.*s", (int)len, addresses);
		if (*one == '/' || !codec_is_bare(one))
			return true;
		addresses += len + strspn(addresses + len, ", ");
	}
	return false;
}

static const char *identity_from(const struct settings *s)
{
	const char *from = settings_get(s, FIELD_FROM);

	return *from && !identity_is_odd(s, from) ? from : "";
}

const char *identity_sender(const struct settings *s)
{
	return settings_is(s, FIELD_SEND_AS, "from") ? identity_from(s) : "";
}

bool identity_has_sender(const struct settings *s)
{
	return *identity_sender(s);
}

const char *identity_root(const struct settings *s)
{
	return settings_is_empty(s, FIELD_MAIL_TO) ? identity_from(s)
						   : settings_get(s, FIELD_MAIL_TO);
}

bool identity_replaces(const struct codec_writing *w, const char *root)
{
	return !settings_is_empty(w->s, FIELD_MAIL_TO) || !root || !*root ||
	       settings_is(&w->was->settings, FIELD_FROM, root);
}

enum edit_act identity_say_sender(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *sender = identity_sender(w->s);

	if (!*sender)
		return EDIT_DROP;
	str_format(out, "%s%s", key->constant ? key->constant : "", sender);
	return EDIT_PUT;
}

enum edit_act identity_say_with_sender(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	return identity_has_sender(w->s) ? codec_say_constant(w, key, out) : EDIT_DROP;
}

enum edit_act identity_say_aliases(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	(void)key;
	str_text(out, IDENTITY_ALIASES);
	return *identity_root(w->s) ? EDIT_PUT : EDIT_KEEP;
}

static const char *identity_find(const struct keyvals *aliases, const char *name)
{
	for (size_t i = 0; i < aliases->n; i++)
		if (ascii_same(aliases->items[i].name, name))
			return aliases->items[i].value;
	return NULL;
}

static struct edit identity_alias(
	const struct codec_writing *w, const struct keyvals *aliases, const char *name)
{
	return (struct edit) {NULL, name,
		identity_replaces(w, identity_find(aliases, name)) ? EDIT_PUT : EDIT_KEEP,
		identity_root(w->s)};
}

const char *const identity_others[] = {"postmaster", "www-data", NULL};

/* They follow root where nothing is said of them; what is in order already is left alone. */
static size_t identity_add_others(const struct codec_writing *w, const struct keyvals *aliases,
	const char *const *others, struct edit *edits)
{
	const char *root = identity_find(aliases, "root");
	size_t n = 0;

	if (!identity_replaces(w, root) || (root && strcmp(root, identity_root(w->s)) == 0))
		return 0;
	for (; others && others[n]; n++)
		edits[n] = (struct edit) {NULL, others[n],
			identity_find(aliases, others[n]) ? EDIT_KEEP : EDIT_PUT, "root"};
	return n;
}

int identity_write_aliases(
	struct codec_writing *w, const char *const *names, const char *const *others)
{
	enum { names_max = 4 };
	const struct codec_part part = {IDENTITY_ALIASES, &identity_aliases, .key_count = 0};
	struct edit edits[names_max];
	struct keyvals aliases;
	struct str text;
	size_t n = 0;

	if (strncmp(w->path, "/etc/", strlen("/etc/")) != 0)
		return 0;
	w->said |= CODEC_BIT(FIELD_MAIL_TO);
	if (!*identity_root(w->s))
		return 0;
	codec_text(w, IDENTITY_ALIASES, &text);
	keyvals_init(&aliases, text.data, text.len, &identity_aliases);
	for (; n < names_max && names[n]; n++)
		edits[n] = identity_alias(w, &aliases, names[n]);
	n += identity_add_others(w, &aliases, others, edits + n);
	keyvals_fini(&aliases);
	str_fini(&text);
	return codec_apply(w, &part, edits, n);
}
