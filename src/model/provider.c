#include "model/provider.h"

#include "base/text.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { domain_max = 256 }; /* RFC 1035 2.3.4, and the end of the string */

static const char *const status_names[] = {
	[PROVIDER_CURRENT] = "current", [PROVIDER_OBSOLETE] = "obsolete"};

static const char *const login_words[] = {
	[LOGIN_PASSWORD] = "password",
	[LOGIN_APP_PASSWORD] = "app password",
	[LOGIN_KEY] = "key or token",
	[LOGIN_OAUTH] = "no passwords",
};

const struct provider *provider_find(const char *id)
{
	for (size_t i = 0; i < provider_count; i++)
		if (strcmp(providers[i].id, id) == 0)
			return &providers[i];
	return NULL;
}

const char *provider_suggest(const char *id)
{
	struct nearest nearest = {.word = id};

	for (size_t i = 0; i < provider_count; i++) {
		if (strncasecmp(providers[i].id, id, strlen(id)) == 0)
			return providers[i].id;
		nearest_offer(&nearest, providers[i].id, providers[i].id);
	}
	return nearest.found;
}

static bool is_domain(const char *listed, const char *domain)
{
	return strcasecmp(listed, domain) == 0;
}

static bool fits_pattern(const char *listed, const char *domain)
{
	return fnmatch(listed, domain, FNM_CASEFOLD) == 0;
}

static bool has_domain(const struct provider *p, const char *domain,
	bool (*same)(const char *listed, const char *domain))
{
	const char *rest = p->domains ? p->domains : "";
	char listed[domain_max];

	for (size_t len; *rest; rest += len + strspn(rest + len, " ")) {
		len = strcspn(rest, " ");
		(void)snprintf(listed, sizeof(listed), "%.*s", (int)len, rest);
		if (same(listed, domain))
			return true;
	}
	return false;
}

static const struct provider *by_domain(
	const char *domain, bool (*same)(const char *listed, const char *domain))
{
	for (size_t i = 0; i < provider_count; i++)
		if (has_domain(&providers[i], domain, same))
			return &providers[i];
	return NULL;
}

const struct provider *provider_by_address(const char *address)
{
	const char *at = strrchr(address, '@');
	const struct provider *found = at ? by_domain(at + 1, is_domain) : NULL;

	return at && !found ? by_domain(at + 1, fits_pattern) : found;
}

/* A whole domain finds its pattern too: nobody looks for "yahoo.??". */
static bool word_matches(const struct provider *p, const char *word)
{
	return strcasestr(p->id, word) || strcasestr(p->name, word) ||
	       strcasestr(p->listed.host, word) || strcasestr(p->domains ? p->domains : "", word) ||
	       has_domain(p, word, fits_pattern);
}

bool provider_matches(const struct provider *p, const char *query)
{
	char words[value_max], *rest, *word;

	(void)snprintf(words, sizeof(words), "%s", query);
	for (word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		if (!word_matches(p, word))
			return false;
	return true;
}

bool provider_user_is_address(const struct provider *p)
{
	return strcmp(p->username, PROVIDER_FULL_ADDRESS) == 0;
}

static bool endpoint_is(const struct endpoint *at, const struct settings *s, bool whole)
{
	if (!at->host || strcasecmp(at->host, settings_get(s, FIELD_HOST)) != 0)
		return false;
	return !whole || (at->port == settings_number(s, FIELD_PORT) &&
				 settings_is(s, FIELD_PROTOCOL, at->protocol));
}

/* A row whose listed values work comes before one that only points to the same server. */
const struct provider *provider_of(const struct settings *s)
{
	const struct provider *same_host = NULL;

	for (int whole = 1; whole >= 0 && !same_host; whole--)
		for (size_t i = 0; i < provider_count; i++) {
			const struct provider *p = &providers[i];

			if (!endpoint_is(&p->listed, s, whole))
				continue;
			if (p->status == PROVIDER_CURRENT)
				return p;
			if (!same_host)
				same_host = p;
		}
	for (size_t i = 0; i < provider_count && !same_host; i++)
		if (endpoint_is(&providers[i].today, s, false))
			same_host = &providers[i];
	return same_host;
}

bool provider_is_dead(const struct settings *s)
{
	for (size_t i = 0; i < provider_count; i++) {
		const struct provider *p = &providers[i];
		bool moved = p->today.host && strcasecmp(p->today.host, p->listed.host) != 0;

		if (p->status == PROVIDER_OBSOLETE && endpoint_is(&p->listed, s, false) &&
			(moved || p->listed.port == settings_number(s, FIELD_PORT)))
			return true;
	}
	return false;
}

const struct endpoint *provider_endpoint(const struct provider *p, bool as_listed)
{
	return p->today.host && !as_listed ? &p->today : &p->listed;
}

/* The screen's words for a protocol without its usual port, since the port stands there. */
void endpoint_text(const struct endpoint *at, struct str *out)
{
	const char *words = field_display(FIELD_PROTOCOL, at->protocol);

	str_format(out, "%s port %d, ", at->host, at->port);
	str_add(out, words, strcspn(words, ","));
}

long provider_per_hour(const struct provider *p)
{
	return p->per_hour ? p->per_hour : p->per_day / 24;
}

const char *provider_status_name(const struct provider *p)
{
	return status_names[p->status];
}

const char *provider_login_words(const struct provider *p)
{
	return login_words[p->login];
}

/* Rows hold valid values (a unit test sets every one of them). */
static void put(struct settings *s, enum field_id id, const char *text)
{
	struct err e;

	if (settings_set(s, id, text, &e) < 0)
		abort();
}

static void put_number(struct settings *s, enum field_id id, long number)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%ld", number);
	put(s, id, text);
}

void provider_apply(const struct provider *p, bool as_listed, struct settings *s)
{
	const struct endpoint *at = provider_endpoint(p, as_listed);
	const struct provider *before = provider_of(s);
	long limit = settings_number(s, FIELD_PER_HOUR);

	put(s, FIELD_HOST, at->host);
	put_number(s, FIELD_PORT, at->port);
	put(s, FIELD_PROTOCOL, at->protocol);
	if (p->fixed_user)
		put(s, FIELD_USER, p->fixed_user);
	else if (before && before->fixed_user && settings_is(s, FIELD_USER, before->fixed_user))
		put(s, FIELD_USER, "");
	if (limit == 0 || (before && limit == provider_per_hour(before)))
		put_number(s, FIELD_PER_HOUR, provider_per_hour(p));
}
