#include "model/fix_suggest.h"

#include "base/ascii.h"
#include "model/login.h"
#include "model/provider.h"
#include "model/reply_class.h"
#include "model/type.h"

#include <string.h>

/* A name of a server as one types it: no pattern, no address, no single word. */
static bool is_candidate(const char *name, const struct settings *s)
{
	struct str checked;
	struct err e;
	bool fits;

	str_init(&checked, value_max);
	fits = host_is_qualified(name) && !host_is_address(name) && !strchr(name, '*') &&
	       !ascii_same(name, settings_get(s, FIELD_HOST)) &&
	       field_check(&fields[FIELD_HOST], name, &checked, &e) == 0;
	str_fini(&checked);
	return fits;
}

/* Only where nothing but the name is wrong, and there is no choice between names. */
static void name_of_certificate(const struct facts *f, const struct settings *s, struct str *out)
{
	const struct strlist *names = &f->certificate.names;
	const char *only = NULL;

	if (f->certificate.problems != CERT_WRONG_NAME)
		return;
	for (size_t i = 0; i < names->n; i++) {
		if (!is_candidate(names->items[i], s))
			continue;
		if (only && !ascii_same(only, names->items[i]))
			return;
		only = only ? only : names->items[i];
	}
	str_text(out, only ? only : "");
}

/* The full name in the place of what was set for it; where it was used, the address (RFC
 * 5321 4.1.4). */
static void other_introduction(const struct facts *f, const struct settings *s, struct str *out)
{
	const char *used = settings_get(s, FIELD_HELO);

	if (f->code < 500 && reply_class_of(f, f->step) != REPLY_HELO)
		return;
	if (*used && f->host_name && !ascii_same(used, f->host_name))
		str_text(out, f->host_name);
	else if (f->local)
		str_format(out, host_is_ipv6(f->local) ? "[IPv6:%s]" : "[%s]", f->local);
	if (ascii_same(used, out->data))
		str_clear(out);
}

/* Only where it is the name that was refused. */
static void accepted_introduction(const struct facts *f, const struct settings *s, struct str *out)
{
	if (reply_class_of(f, f->step) == REPLY_HELO)
		other_introduction(f, s, out);
}

static void other_method(const struct facts *f, const struct settings *s, struct str *out)
{
	const char *method = login_other(f, s);

	str_text(out, method ? method : "");
}

/*
 * The word that is the user of everybody there; else, for "me" where the mail is from
 * me@example.org, the whole address, which it mostly has to be.
 */
static void other_user(const struct facts *f, const struct settings *s, struct str *out)
{
	const char *user = settings_get(s, FIELD_USER), *from = settings_get(s, FIELD_FROM);
	const struct provider *p = provider_of(s);
	size_t len = strlen(user);

	(void)f;
	if (p && p->fixed_user)
		str_text(out, strcmp(user, p->fixed_user) != 0 ? p->fixed_user : "");
	else if (len && !strchr(user, '@') && ascii_same_n(from, user, len) && from[len] == '@')
		str_text(out, from);
}

/* What none of them fills is no fix. */
static const struct {
	enum verdict_id verdict;
	enum field_id field;
	void (*value)(const struct facts *f, const struct settings *s, struct str *out);
} rows[] = {
	{VERDICT_TLS_WRONG_NAME, FIELD_HOST, name_of_certificate},
	{VERDICT_EHLO_REJECTED, FIELD_HELO, other_introduction},
	{VERDICT_CLIENT_REFUSED, FIELD_HELO, accepted_introduction},
	{VERDICT_AUTH_NO_SHARED_METHOD, FIELD_METHOD, other_method},
	{VERDICT_AUTH_REJECTED, FIELD_USER, other_user},
};

/* A value with a brace in it would be taken for one that is to be filled in. */
void fix_suggest(struct verdict *v, const struct facts *f, const struct settings *s)
{
	struct str value;

	str_init(&value, value_max);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		str_clear(&value);
		if (v->diagnosis == &diagnoses[rows[i].verdict])
			rows[i].value(f, s, &value);
		if (value.len && !strchr(value.data, '{'))
			verdict_set_fix(
				v, (const struct fix[fix_max]) {{rows[i].field, value.data}});
	}
	str_fini(&value);
}
