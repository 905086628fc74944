#include "format/postfix_parts.h"

#include "base/ascii.h"

#include <string.h>

/*
 * Whom mail is from, and where mail for root goes: cron's is from root and to root, which no
 * provider takes. What somebody has settled already stays.
 */

/*
 * Every address, and not the empty sender of a bounce: were that replaced as well, a bounce that is
 * refused would be bounced to the same address again, without end. Inline since Postfix 3.7.
 */
static const char each[] = "regexp:{ {/@/ ";
static const char all[] = "static:"; /* as others write it */
static const char roots[] = "inline:{ { root = ";

void postfix_take_sender(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	char *address = value;

	if (ascii_starts(value, each)) {
		address += sizeof(each) - 1;
		address[strcspn(address, "} ")] = '\0';
	} else if (ascii_starts(value, all)) {
		address += sizeof(all) - 1;
	}
	if (address > value && strchr(address, '@'))
		codec_take_value(r, key, address, line);
	else
		codec_leave_out(r, key, value, line);
}

/* Does the parameter say nothing, or what is written here? */
static bool postfix_is_ours(const struct codec_writing *w, const char *name, const char *ours)
{
	struct keyvals parameters;
	const struct keyval *pair;
	bool result;

	keyvals_init(&parameters, w->in->bytes, w->in->len, &scan_parameters);
	pair = keyvals_find(&parameters, name);
	result = !pair || !*pair->value || strncmp(pair->value, ours, strlen(ours)) == 0;
	keyvals_fini(&parameters);
	return result;
}

static bool postfix_can_say_sender(const struct codec_writing *w)
{
	return postfix_is_ours(w, "sender_canonical_maps", each) ||
	       postfix_is_ours(w, "sender_canonical_maps", all);
}

void postfix_settle_said(struct codec_writing *w)
{
	bool is_from = settings_is(w->s, FIELD_FROM, identity_sender(w->s));

	if (!postfix_can_say_sender(w))
		w->said &= ~IDENTITY_SENDER;
	else if (!is_from)
		w->said &= ~CODEC_BIT(FIELD_FROM);
	if (!postfix_is_ours(w, "virtual_alias_maps", roots))
		w->said &= ~CODEC_BIT(FIELD_MAIL_TO);
}

enum edit_act postfix_say_sender(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	enum edit_act act;

	(void)key;
	if (!postfix_can_say_sender(w))
		return EDIT_KEEP;
	act = identity_say_sender(w, &(const struct codec_key) {.constant = each}, out);
	if (act == EDIT_PUT)
		str_text(out, "} }");
	return act;
}

enum edit_act postfix_say_classes(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	if (!postfix_can_say_sender(w) || !postfix_is_ours(w, key->name, key->constant))
		return EDIT_KEEP;
	return identity_say_with_sender(w, key, out);
}

/* Where root's mail goes is known. */
static bool postfix_has_alias(const struct codec_writing *w)
{
	struct str text;
	bool found = false;

	str_init(&text, import_source_max);
	if (w->in->fetch && w->in->fetch(w->in->context, "/etc/aliases", &text))
		for (const char *line = text.data; line && !found; line = strchr(line, '\n')) {
			line += *line == '\n';
			found = ascii_starts(line, "root:");
		}
	str_fini(&text);
	return found;
}

enum edit_act postfix_say_root(
	const struct codec_writing *w, const struct codec_key *key, struct str *out)
{
	const char *root = identity_root(w->s);
	bool is_settled = !w->old && postfix_has_alias(w) && settings_is_empty(w->s, FIELD_MAIL_TO);

	if (!postfix_is_ours(w, key->name, roots) || is_settled)
		return EDIT_KEEP;
	if (!*root)
		return EDIT_DROP;
	str_format(out, "%s%s }", roots, root);
	for (const char *const *other = identity_others; *other; other++)
		str_format(out, " { %s = %s }", *other, root);
	str_text(out, " }");
	return EDIT_PUT;
}
