#include "model/provider.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "base/search_index.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* Copies the first of the words, which blanks are between, and returns what follows. */
static const char *next_word(const char *words, char word[domain_max])
{
	size_t len = strcspn(words, " ");

	(void)snprintf(word, domain_max, "%.*s", (int)len, words);
	return words + len + strspn(words + len, " ");
}

static bool has_word(
	const char *words, const char *wanted, bool (*same)(const char *listed, const char *wanted))
{
	char word[domain_max];

	for (const char *rest = words ? words : ""; *rest;) {
		rest = next_word(rest, word);
		if (same(word, wanted))
			return true;
	}
	return false;
}

const struct provider *provider_named(const char *name)
{
	for (size_t i = 0; i < provider_count; i++)
		if (ascii_same(providers[i].id, name))
			return &providers[i];
	for (size_t i = 0; i < provider_count; i++)
		if (has_word(providers[i].aliases, name, ascii_same))
			return &providers[i];
	return NULL;
}

const char *provider_suggest(const char *name)
{
	struct suggest near = {.word = name};
	char word[domain_max];

	for (size_t i = 0; i < provider_count; i++) {
		const struct provider *p = &providers[i];

		if (ascii_starts(p->id, name))
			return p->id;
		suggest_offer(&near, p->id, p->id);
		for (const char *rest = p->aliases ? p->aliases : ""; *rest;) {
			rest = next_word(rest, word);
			suggest_offer(&near, word, p->id);
		}
	}
	return near.found;
}

static bool is_domain(const char *listed, const char *domain)
{
	return strcmp(listed, domain) == 0;
}

static bool fits_pattern(const char *listed, const char *domain)
{
	return fnmatch(listed, domain, 0) == 0;
}

/* What is listed is in small letters. */
static const struct provider *by_domain(
	const char *domain, bool (*same)(const char *listed, const char *domain))
{
	for (size_t i = 0; i < provider_count; i++)
		if (has_word(providers[i].domains, domain, same))
			return &providers[i];
	return NULL;
}

const struct provider *provider_by_address(const char *address)
{
	const char *at = strrchr(address, '@');
	const struct provider *found;
	char domain[value_max + 1];

	if (!at)
		return NULL;
	(void)snprintf(domain, sizeof(domain), "%s", at + 1);
	ascii_lower_all(domain);
	found = by_domain(domain, is_domain);
	return found ? found : by_domain(domain, fits_pattern);
}

void provider_words(const struct provider *p, struct str *out)
{
	const char *const parts[] = {
		p->id, p->name, p->aliases, p->listed.host, p->today.host, p->domains};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		str_text(out, parts[i] ? parts[i] : "");
		str_char(out, ' ');
	}
}

static void provider_words_at(const void *context, size_t row, struct str *out)
{
	(void)context;
	provider_words(&providers[row], out);
}

size_t provider_search(const char *query, size_t *kept)
{
	struct search_index all;
	size_t n;

	search_index_init(&all, provider_count, provider_words_at, NULL);
	n = search_index_keep(&all, query, kept);
	search_index_fini(&all);
	return n;
}

bool provider_user_is_address(const struct provider *p)
{
	return strcmp(p->username, PROVIDER_FULL_ADDRESS) == 0;
}

/*
 * The rows by host: which one it is is asked many times for each drawing, and that must not take
 * longer the more rows there are. Numbers count from 1; 0 is none.
 */
enum { buckets = 1024 };

struct by_host {
	size_t first[buckets], *next;
};

static size_t bucket_of(const char *host)
{
	size_t hash = 0;

	for (; *host; host++)
		hash = hash * 31 + (unsigned char)(*host | ('a' - 'A')); /* letters in one case */
	return hash % buckets;
}

static const char *host_of(size_t row, bool today)
{
	return today ? providers[row].today.host : providers[row].listed.host;
}

/* Made from const rows once, when first asked. */
static const struct by_host *rows_by_host(bool today)
{
	static struct by_host both[2];
	struct by_host *rows = &both[today];

	if (rows->next)
		return rows;
	rows->next = mem_zero(provider_count + 1, sizeof(*rows->next));
	for (size_t n = provider_count; n > 0; n--) {
		const char *host = host_of(n - 1, today);
		size_t bucket = host ? bucket_of(host) : 0;

		if (!host)
			continue;
		rows->next[n] = rows->first[bucket];
		rows->first[bucket] = n;
	}
	return rows;
}

/* The next row behind `row` (NULL: the first one) that has this host, in the order of the table. */
static const struct provider *next_with(const struct provider *row, const char *host, bool today)
{
	const struct by_host *rows = rows_by_host(today);
	size_t n = row ? rows->next[row - providers + 1] : rows->first[bucket_of(host)];

	while (n && !ascii_same(host_of(n - 1, today), host))
		n = rows->next[n];
	return n ? &providers[n - 1] : NULL;
}

static bool provider_row_has(const struct provider *p, const char *host)
{
	return ascii_same(p->listed.host, host) ||
	       (p->today.host && ascii_same(p->today.host, host));
}

bool provider_has_host(const char *host)
{
	return next_with(NULL, host, false) || next_with(NULL, host, true);
}

/* What people write for the hosts of well-known providers, and no server of theirs. */
static const struct {
	const char *written, *meant;
} near_misses[] = {
	{"smtp.google.com", "smtp.gmail.com"},
	{"smtp.gmail.co", "smtp.gmail.com"},
	{"smtp.gmial.com", "smtp.gmail.com"},
	{"mail.gmail.com", "smtp.gmail.com"},
	{"gmail.com", "smtp.gmail.com"},
	{"smtp.outlook.com", "smtp-mail.outlook.com"},
	{"smtp.hotmail.com", "smtp-mail.outlook.com"},
	{"smtp.office.com", "smtp.office365.com"},
	{"outlook.office365.com", "smtp.office365.com"},
	{"smtp.yahoo.com", "smtp.mail.yahoo.com"},
	{"mail.yahoo.com", "smtp.mail.yahoo.com"},
	{"smtp.icloud.com", "smtp.mail.me.com"},
	{"smtp.me.com", "smtp.mail.me.com"},
	{"imap.gmail.com", "smtp.gmail.com"},
	{"imap.mail.yahoo.com", "smtp.mail.yahoo.com"},
	{"imap.mail.me.com", "smtp.mail.me.com"},
};

const char *provider_near_host(const char *host)
{
	for (size_t i = 0; i < sizeof(near_misses) / sizeof(near_misses[0]); i++)
		if (ascii_same(near_misses[i].written, host))
			return provider_has_host(host) ? NULL : near_misses[i].meant;
	return NULL;
}

static bool group_has(const char *group, const char *host)
{
	for (size_t i = 0; i < provider_count; i++)
		if (providers[i].group && strcmp(providers[i].group, group) == 0 &&
			provider_row_has(&providers[i], host))
			return true;
	return false;
}

bool provider_has_both(const char *a, const char *b)
{
	for (size_t i = 0; i < provider_count; i++) {
		const struct provider *p = &providers[i];

		if (provider_row_has(p, a) &&
			(provider_row_has(p, b) || (p->group && group_has(p->group, b))))
			return true;
	}
	return false;
}

/* How well a row that lists the host fits the settings. */
static int fit_of(const struct provider *p, long port, const struct settings *s)
{
	bool whole = p->listed.port == port && settings_is(s, FIELD_PROTOCOL, p->listed.protocol);

	return 2 * whole + (p->status == PROVIDER_CURRENT) + 1;
}

/* A row whose listed values work comes before one that only points to the same server. */
const struct provider *provider_of(const struct settings *s)
{
	const char *host = settings_get(s, FIELD_HOST);
	const struct provider *best = NULL, *p = NULL;
	long port = settings_number(s, FIELD_PORT);
	int fit = 0;

	while ((p = next_with(p, host, false)) != NULL)
		if (fit_of(p, port, s) > fit) {
			fit = fit_of(p, port, s);
			best = p;
		}
	return best ? best : next_with(NULL, host, true);
}

bool provider_is_dead(const struct settings *s)
{
	const char *host = settings_get(s, FIELD_HOST);
	long port = settings_number(s, FIELD_PORT);
	const struct provider *p = NULL;

	while ((p = next_with(p, host, false)) != NULL) {
		bool moved = p->today.host && !ascii_same(p->today.host, p->listed.host);

		if (p->status == PROVIDER_OBSOLETE && (moved || p->listed.port == port))
			return true;
	}
	return false;
}

const struct listing *provider_listing(const struct provider *p, bool as_listed)
{
	return p->today.host && !as_listed ? &p->today : &p->listed;
}

/* The screen's words for a protocol without its usual port, since the port stands there. */
void listing_text(const struct listing *at, struct str *out)
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
static void provider_put(struct settings *s, enum field_id id, const char *text)
{
	struct err e;

	if (settings_assign(s, id, text, &e) < 0)
		abort();
}

static void put_number(struct settings *s, enum field_id id, long number)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%ld", number);
	provider_put(s, id, text);
}

/* Where no password works the method is one of a token, and only there because of it. */
static void provider_put_method(
	const struct provider *p, const struct provider *before, struct settings *s)
{
	bool by_row = before && before->login == LOGIN_OAUTH;

	if (p->login == LOGIN_OAUTH && settings_is(s, FIELD_METHOD, "auto"))
		provider_put(s, FIELD_METHOD, "xoauth2");
	else if (p->login != LOGIN_OAUTH && by_row && settings_is(s, FIELD_METHOD, "xoauth2"))
		settings_reset(s, FIELD_METHOD);
}

/* What is no longer offered there. */
static void provider_leave_sign_in(
	const struct provider *p, const struct provider *before, struct settings *s)
{
	if (before && before->sign_in_first && !p->sign_in_first &&
		settings_is(s, FIELD_SIGN_IN, before->sign_in))
		settings_reset(s, FIELD_SIGN_IN);
}

void provider_apply(const struct provider *p, bool as_listed, struct settings *s)
{
	const struct listing *at = provider_listing(p, as_listed);
	const struct provider *before = provider_of(s);
	long limit = settings_number(s, FIELD_PER_HOUR);

	provider_put(s, FIELD_HOST, at->host);
	put_number(s, FIELD_PORT, at->port);
	provider_put(s, FIELD_PROTOCOL, at->protocol);
	provider_put_method(p, before, s);
	provider_leave_sign_in(p, before, s);
	if (p->fixed_user)
		provider_put(s, FIELD_USER, p->fixed_user);
	else if (before && before->fixed_user && settings_is(s, FIELD_USER, before->fixed_user))
		provider_put(s, FIELD_USER, "");
	if (limit == 0 || (before && limit == provider_per_hour(before)))
		put_number(s, FIELD_PER_HOUR, provider_per_hour(p));
}
