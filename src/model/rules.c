#include "model/rules.h"

#include "base/text.h"
#include "model/password.h"
#include "model/password_given.h"
#include "model/provider.h"
#include "model/sign_in_provider.h"

#include <string.h>

const struct rule *rules_first(const struct settings *s, enum field_id id, enum severity least)
{
	for (size_t i = 0; i < rule_count; i++)
		if ((id == FIELD_COUNT || rules[i].field == id) && rules[i].severity >= least &&
			rules[i].when(s))
			return &rules[i];
	return NULL;
}

static const char *setting_named(const void *settings, const char *key)
{
	const struct sign_in_provider *sign_in =
		sign_in_provider_find(settings_get(settings, FIELD_SIGN_IN));
	enum field_id id = field_find(key);

	if (strcmp(key, "near_host") == 0)
		return provider_near_host(settings_get(settings, FIELD_HOST));
	if (strcmp(key, "needs") == 0 && sign_in)
		return sign_in->needs;
	if (strcmp(key, "source") == 0 && password_is_given(settings))
		return fields[password_source(settings)].key;
	return id < FIELD_COUNT ? settings_get(settings, id) : NULL;
}

void rule_text(const char *template, const struct settings *s, struct str *out)
{
	text_fill(out, template, setting_named, s);
}

bool rules_missing(const struct settings *s, enum field_id id)
{
	if (!settings_is_empty(s, id))
		return false;
	if (id == FIELD_PASSWORD && password_is_given(s))
		return false;
	if (id == FIELD_USER || id == FIELD_PASSWORD)
		return provider_of(s) != NULL; /* every built-in provider wants a login */
	if (id == FIELD_FROM && *settings_sender(s))
		return false;
	return fields[id].flags & FIELD_REQUIRED;
}

const char *severity_name(enum severity severity)
{
	return severity == SEVERITY_ERROR ? "error" : "advice";
}
