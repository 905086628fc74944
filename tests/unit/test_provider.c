/* The provider menu: all rows are right, and choosing one does what was promised and no more. */
#include "fixture.h"

#include "model/provider.h"
#include "model/rules.h"

#include <stdlib.h>

enum {
	original_rows = 6,
	least_rows = 75,
	least_answers = 60, /* rows that an address finds, and relays */
	requirement_least = 40,
	requirement_most = 270, /* what the pane of the menu has room for at 80x24 */
	name_most = 28,         /* the column of the menu */
};

#define each_provider(p)                                                                           \
	for (const struct provider *p = providers; p < providers + provider_count; p++)

static bool canonical(enum field_id id, const char *text)
{
	struct str out;
	struct err e;
	bool same;

	str_init(&out, value_max);
	same = field_check(&fields[id], text, &out, &e) == 0 && strcmp(out.data, text) == 0;
	str_fini(&out);
	return same;
}

static void expect_endpoint(const struct provider *p, const struct listing *at)
{
	char port[24];

	(void)snprintf(port, sizeof(port), "%d", at->port);
	unit_expect(host_is_qualified(at->host) && canonical(FIELD_HOST, at->host) &&
			    canonical(FIELD_PORT, port) && canonical(FIELD_PROTOCOL, at->protocol),
		"%s: %s:%d %s", p->id, at->host, at->port, at->protocol);
}

static void all_rows_are_right(void **state)
{
	(void)state;
	assert_true(provider_count >= least_rows);
	each_provider(p)
	{
		unit_expect(strspn(p->id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(p->id),
			"%s", p->id);
		unit_expect(provider_find(p->id) == p, "%s is there twice", p->id);
		unit_expect(p->name[0] && strlen(p->name) <= name_most && p->username[0],
			"%s: words", p->id);
		unit_expect(strlen(p->date) == strlen("2026-11") && p->date[4] == '-' &&
				    strncmp(p->source, "https://", 8) == 0,
			"%s: date %s, source %s", p->id, p->date, p->source);
		unit_expect(strlen(p->requirement) >= requirement_least &&
				    strlen(p->requirement) <= requirement_most,
			"%s: requirement", p->id);
		expect_endpoint(p, &p->listed);
		if (p->today.host)
			expect_endpoint(p, &p->today);
		unit_expect((p->status == PROVIDER_OBSOLETE) == (p->today.host != NULL),
			"%s: today's values belong to an obsolete row", p->id);
		unit_expect(p->per_hour >= 0 && p->per_day >= 0, "%s: limits", p->id);
		unit_expect(!p->fixed_user || canonical(FIELD_USER, p->fixed_user), "%s", p->id);
		unit_expect(provider_status_name(p)[0] && provider_login_words(p)[0], "%s", p->id);
	}
	unit_end();
}

static void the_original_rows_come_first(void **state)
{
	static const struct {
		const char *id, *host;
		int port;
		const char *protocol;
	} rows[original_rows] = {
		{"gmail-ssl", "smtp.gmail.com", 465, "ssl"},
		{"gmail-tls", "smtp.gmail.com", 587, "starttls"},
		{"hotmail", "smtp.live.com", 25, "starttls"},
		{"yahoo-25", "smtp.mail.yahoo.com", 25, "starttls"},
		{"yahoo-ssl", "smtp.mail.yahoo.com", 465, "ssl"},
		{"yahoo-plus", "plus.smtp.mail.yahoo.com", 465, "ssl"},
	};

	(void)state;
	for (size_t i = 0; i < original_rows; i++)
		unit_expect(strcmp(providers[i].id, rows[i].id) == 0 &&
				    strcmp(providers[i].listed.host, rows[i].host) == 0 &&
				    providers[i].listed.port == rows[i].port &&
				    strcmp(providers[i].listed.protocol, rows[i].protocol) == 0,
			"row %zu: %s", i, providers[i].id);
	unit_end();
}

static bool stands_at(const struct settings *s, const struct listing *at)
{
	return settings_is(s, FIELD_HOST, at->host) && settings_number(s, FIELD_PORT) == at->port &&
	       settings_is(s, FIELD_PROTOCOL, at->protocol);
}

/* All that is filled in is host, port and protocol, a fixed user and an hourly limit of 0. */
static void applying_a_row(void **state)
{
	static const char mine[] = "server.host=mx.example.org server.port=2525 "
				   "server.protocol=plain server.helo_name=me.example.org "
				   "server.hosting=hosted auth.user=me auth.password=mine "
				   "auth.method=login sender.from=a@example.org sender.from_name=A "
				   "sender.reply_to=b@example.org limits.per_hour=7 "
				   "tls.ca_file=/ca.pem test.timeout=3";
	static const enum field_id filled[] = {FIELD_HOST, FIELD_PORT, FIELD_PROTOCOL};

	(void)state;
	each_provider(p) for (int as_listed = 0; as_listed < 2; as_listed++)
	{
		const struct listing *at = as_listed || !p->today.host ? &p->listed : &p->today;
		struct settings s, before;

		fixture_settings(&s, mine);
		fixture_settings(&before, mine);
		provider_apply(p, as_listed, &s);
		unit_expect(stands_at(&s, at), "%s, as listed %d", p->id, as_listed);
		unit_expect(settings_is(&s, FIELD_USER, p->fixed_user ? p->fixed_user : "me"),
			"%s: user %s", p->id, settings_get(&s, FIELD_USER));
		for (size_t i = 0; i < unit_count(filled); i++)
			settings_reset(&s, filled[i]), settings_reset(&before, filled[i]);
		settings_reset(&s, FIELD_USER);
		settings_reset(&before, FIELD_USER);
		unit_expect(settings_equal(&s, &before), "%s touches something else", p->id);
		settings_fini(&s);
		settings_fini(&before);
	}
	unit_end();
}

/* Published, else the daily one divided by 24; none published leaves no limit. */
static void the_hourly_limit(void **state)
{
	(void)state;
	each_provider(p)
	{
		long proposal = p->per_hour ? p->per_hour : p->per_day / 24;
		struct settings s;

		unit_expect(provider_per_hour(p) == proposal, "%s", p->id);
		settings_init(&s);
		provider_apply(p, false, &s);
		unit_expect(settings_number(&s, FIELD_PER_HOUR) == proposal, "%s: %s", p->id,
			settings_get(&s, FIELD_PER_HOUR));
		settings_fini(&s);
	}
	unit_expect(provider_per_hour(provider_find("gmail-ssl")) == 20, "500 a day");
	unit_end();
}

static void a_proposal_gives_way_to_the_next(void **state)
{
	static const struct {
		const char *first, *second, *own;
		long limit;
	} rows[] = {
		{"gmail-ssl", "zoho-com", NULL, 50},
		{"gmail-ssl", "yahoo-ssl", NULL, 0},
		{"zoho-com", "gmail-tls", NULL, 20},
		{"gmail-ssl", "zoho-com", "19", 19},
		{"gmail-ssl", "zoho-com", "0", 50},
		{"yahoo-ssl", "gmail-ssl", "5", 5},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct err e;

		settings_init(&s);
		provider_apply(provider_find(rows[i].first), false, &s);
		if (rows[i].own)
			assert_int_equal(settings_assign(&s, FIELD_PER_HOUR, rows[i].own, &e), 0);
		provider_apply(provider_find(rows[i].second), false, &s);
		unit_expect(settings_number(&s, FIELD_PER_HOUR) == rows[i].limit, "row %zu: %s", i,
			settings_get(&s, FIELD_PER_HOUR));
		settings_fini(&s);
	}
	unit_end();
}

/* After choosing a row the current provider is that row, or one at the very same place. */
static void the_chosen_one_is_found_again(void **state)
{
	(void)state;
	each_provider(p)
	{
		const struct provider *found;
		struct settings s;

		settings_init(&s);
		provider_apply(p, true, &s);
		found = provider_of(&s);
		unit_expect(found == p, "%s as listed: %s", p->id, found ? found->id : "none");
		provider_apply(p, false, &s);
		found = provider_of(&s);
		unit_expect(found && (found == p || stands_at(&s, &found->listed)), "%s: %s", p->id,
			found ? found->id : "none");
		settings_fini(&s);
	}
	unit_end();
}

static void the_provider_of_a_host(void **state)
{
	static const struct {
		const char *words, *id;
	} rows[] = {
		{"", NULL},
		{"server.host=mx.example.org", NULL},
		{"server.host=smtp.gmail.com server.port=465 server.protocol=ssl", "gmail-ssl"},
		{"server.host=smtp.gmail.com server.port=587", "gmail-tls"},
		{"server.host=SMTP.Gmail.com server.port=587", "gmail-tls"},
		{"server.host=smtp.gmail.com server.port=2525", "gmail-ssl"},
		{"server.host=smtp.mail.yahoo.com server.port=25", "yahoo-25"},
		{"server.host=smtp.mail.yahoo.com server.port=465 server.protocol=ssl",
			"yahoo-ssl"},
		{"server.host=smtp-mail.outlook.com server.port=587", "hotmail"},
		{"server.host=smtp.live.com server.port=25", "hotmail"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		const struct provider *p;
		struct settings s;

		fixture_settings(&s, rows[i].words);
		p = provider_of(&s);
		unit_expect(p == (rows[i].id ? provider_find(rows[i].id) : NULL), "\"%s\": %s",
			rows[i].words, p ? p->id : "none");
		settings_fini(&s);
	}
	unit_end();
}

/* A listed row that is dead must be recognised as such when it is applied as listed. */
static void dead_values_are_advised_against(void **state)
{
	(void)state;
	each_provider(p)
	{
		const struct rule *rule;
		struct settings s;

		settings_init(&s);
		provider_apply(p, true, &s);
		rule = rules_first(&s, FIELD_HOST, SEVERITY_ADVICE);
		unit_expect(
			(rule != NULL) == (p->status == PROVIDER_OBSOLETE), "%s as listed", p->id);
		provider_apply(p, false, &s);
		unit_expect(!rules_first(&s, FIELD_HOST, SEVERITY_ADVICE), "%s today", p->id);
		unit_expect(!rules_first(&s, FIELD_PORT, SEVERITY_ADVICE), "%s: port", p->id);
		settings_fini(&s);
	}
	unit_end();
}

static bool matches(const char *id, const char *query)
{
	static size_t kept[2000];
	size_t n;
	bool found = false;

	assert_in_range(provider_count, 1, unit_count(kept));
	n = provider_search(query, kept);
	for (size_t i = 0; i < n; i++)
		found |= strcmp(providers[kept[i]].id, id) == 0;
	return found;
}

static void queries(void **state)
{
	static const struct {
		const char *query;
		bool gmail_ssl, gmail_tls, hotmail;
	} rows[] = {
		{"", true, true, true},
		{" ", true, true, true},
		{"gmail", true, true, false},
		{"GMAIL tls", false, true, false},
		{"smtp.gmail", true, true, false},
		{"live.com", false, false, true},
		{"no such thing", false, false, false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		unit_expect(matches("gmail-ssl", rows[i].query) == rows[i].gmail_ssl &&
				    matches("gmail-tls", rows[i].query) == rows[i].gmail_tls &&
				    matches("hotmail", rows[i].query) == rows[i].hotmail,
			"\"%s\"", rows[i].query);
	unit_end();
}

/* The domains of all rows, one by one as they stand there, and the row of each. */
enum { domains_most = 2000 };
static char words[domains_most][64];
static const struct provider *owners[domains_most];

static size_t all_domains(void)
{
	size_t n = 0;

	each_provider(p)
	{
		const char *rest = p->domains ? p->domains : "";

		for (size_t len; *rest; rest += len + (rest[len] == ' '), n++) {
			len = strcspn(rest, " ");
			assert_true(n < domains_most);
			(void)snprintf(words[n], sizeof(words[n]), "%.*s", (int)len, rest);
			owners[n] = p;
		}
	}
	return n;
}

static void domains_are_written_in_one_way(void **state)
{
	size_t n = all_domains();

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const char *w = words[i];

		unit_expect(strchr(w, '.') && w[0] != '.' && w[strlen(w) - 1] != '.', "%s: \"%s\"",
			owners[i]->id, w);
		unit_expect(strspn(w, "abcdefghijklmnopqrstuvwxyz0123456789-.*?") == strlen(w),
			"%s: \"%s\"", owners[i]->id, w);
		unit_expect(
			strpbrk(w, "*?") || host_is_qualified(w), "%s: \"%s\"", owners[i]->id, w);
	}
	unit_end();
}

static void no_domain_stands_twice(void **state)
{
	size_t n = all_domains();

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			unit_expect(strcmp(words[i], words[k]) != 0, "%s: in %s and in %s",
				words[i], owners[k]->id, owners[i]->id);
	unit_end();
}

static void every_domain_finds_its_row(void **state)
{
	size_t n = all_domains();

	(void)state;
	for (size_t i = 0; i < n; i++) {
		char address[80];
		const struct provider *found;

		(void)snprintf(address, sizeof(address), "me@%s", words[i]);
		found = provider_by_address(address);
		unit_expect(found == owners[i], "%s: %s", address, found ? found->id : "none");
	}
	unit_end();
}

static void enough_rows_answer(void **state)
{
	size_t answers = 0;

	(void)state;
	each_provider(p) answers += p->domains || p->login == LOGIN_KEY;
	unit_expect(answers >= least_answers, "%zu", answers);
	unit_end();
}

static void addresses(void **state)
{
	static const struct {
		const char *address, *id;
	} rows[] = {
		{"me@gmail.com", "gmail-ssl"},
		{"Me@GOOGLEMAIL.com", "gmail-ssl"},
		{"\"odd@gmail.com\"@gmx.de", "gmx-net"},
		{"me@hotmail.com", "hotmail"},
		{"me@hotmail.co.uk", "hotmail"},
		{"me@live.nl", "hotmail"},
		{"me@msn.com", "hotmail"},
		{"me@yahoo.com", "yahoo-ssl"},
		{"me@yahoo.co.uk", "yahoo-ssl"},
		{"me@Yahoo.FR", "yahoo-ssl"},
		{"me@yahoo.com.sg", "yahoo-ssl"},
		{"me@cox.net", "yahoo-ssl"},
		{"me@yahoo.co.jp", "yahoo-japan"},
		{"me@verizon.net", "aol"},
		{"me@sbcglobal.net", "att"},
		{"me@contoso.onmicrosoft.com", "microsoft365"},
		{"me@contoso.mail.OnMicrosoft.com", "microsoft365"},
		{"me@nyc.rr.com", "road-runner"},
		{"me@zohomail.com.au", "zoho-au"},
		{"me@notgmail.com", NULL},
		{"me@gmail.com.evil.org", NULL},
		{"me@mx.gmail.com", NULL},
		{"me@gmail", NULL},
		{"me@yahoo.com.evil.org", NULL},
		{"me@yahoo.evil.org", NULL},
		{"me@notonmicrosoft.com", NULL},
		{"me@example.org", NULL},
		{"me@", NULL},
		{"gmail.com", NULL},
		{"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		const struct provider *found = provider_by_address(rows[i].address);

		unit_expect(found == (rows[i].id ? provider_find(rows[i].id) : NULL), "%s: %s",
			rows[i].address, found ? found->id : "none");
	}
	unit_end();
}

/* What people know is the domain of their address, not the name of the server. */
static void queries_find_domains(void **state)
{
	static const struct {
		const char *query, *id;
		bool matches;
	} rows[] = {
		{"googlemail", "gmail-ssl", true},
		{"GoogleMail ssl", "gmail-ssl", true},
		{"googlemail", "gmail-tls", false},
		{"msn", "hotmail", true},
		{"yahoo.co.uk", "yahoo-ssl", true},
		{"contoso.onmicrosoft.com", "microsoft365", true},
		{"sbcglobal", "att", true},
		{"sbcglobal", "sendgrid", false},
		{"m365", "microsoft365", true},
		{"O365", "microsoft365", true},
		{"exchange", "microsoft365", true},
		{"google workspace", "gmail-ssl", true},
		{"hotmail", "hotmail", true},
		{"live", "hotmail", true},
		{"smtp-mail.outlook.com", "hotmail", true},
		{"jo@gmail.com", "gmail-ssl", true},
		{"Jo.Doe@GMAIL.com", "gmail-ssl", true},
		{"jo@gm", "gmail-ssl", true},
		{"jo@mail.com", "mail-com", true},
		{"jo@mail.com", "gmail-ssl", false},
		{"jo@contoso.onmicrosoft.com", "microsoft365", true},
		{"jo@mydomain.example", "gmail-ssl", false},
		{"gmial", "gmail-ssl", true},
		{"gmial", "libero", false}, /* giallo.it begins like it */
		{"gmal", "libero", false},
		{"gmai", "gmail-tls", true},
		{"gmia", "gmail-tls", true},
		{"gmaill", "gmail-ssl", true},
		{"gamil", "gmail-ssl", true},
		{"gmeil", "gmail-ssl", true},
		{"hotmial", "hotmail", true},
		{"outlok", "hotmail", true},
		{"jo@gmial.com", "gmail-ssl", true},
		{"gmail.con", "gmail-ssl", true},
		{"fastmial", "fastmail", true},
		{"fastmial", "gmail-ssl", false},
		{"gmxx", "gmx-net", true},
		{"gxm", "gmx-net", false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		unit_expect(matches(rows[i].id, rows[i].query) == rows[i].matches, "\"%s\" and %s",
			rows[i].query, rows[i].id);
	unit_end();
}

static void suggestions(void **state)
{
	(void)state;
	assert_string_equal(provider_suggest("gmial-ssl"), "gmail-ssl");
	assert_string_equal(provider_suggest("hotmial"), "hotmail");
	assert_string_equal(provider_suggest("gmail"), "gmail-ssl");
	assert_string_equal(provider_suggest("exchagne"), "microsoft365");
	assert_null(provider_suggest("something-else-entirely"));
	assert_null(provider_find("gmail"));
}

/* An alias means one row, and is no id. */
static void every_alias_finds_its_row(void **state)
{
	size_t n = 0;

	(void)state;
	each_provider(p)
	{
		char copy[200], *rest, *alias;

		(void)snprintf(copy, sizeof(copy), "%s", p->aliases ? p->aliases : "");
		for (alias = strtok_r(copy, " ", &rest); alias;
			alias = strtok_r(NULL, " ", &rest)) {
			unit_expect(provider_named(alias) == p, "%s: %s", p->id, alias);
			unit_expect(!provider_find(alias), "%s is an id", alias);
			n++;
		}
		unit_expect(provider_named(p->id) == p, "%s", p->id);
	}
	assert_in_range(n, 10, 1000);
	assert_ptr_equal(provider_named("GMAIL"), provider_find("gmail-ssl"));
	assert_null(provider_named("gmail "));
	assert_null(provider_named(""));
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_rows_are_right),
		cmocka_unit_test(the_original_rows_come_first),
		cmocka_unit_test(applying_a_row),
		cmocka_unit_test(the_hourly_limit),
		cmocka_unit_test(a_proposal_gives_way_to_the_next),
		cmocka_unit_test(the_chosen_one_is_found_again),
		cmocka_unit_test(the_provider_of_a_host),
		cmocka_unit_test(dead_values_are_advised_against),
		cmocka_unit_test(queries),
		cmocka_unit_test(domains_are_written_in_one_way),
		cmocka_unit_test(no_domain_stands_twice),
		cmocka_unit_test(every_domain_finds_its_row),
		cmocka_unit_test(enough_rows_answer),
		cmocka_unit_test(addresses),
		cmocka_unit_test(queries_find_domains),
		cmocka_unit_test(suggestions),
		cmocka_unit_test(every_alias_finds_its_row),
	};

	return unit_run(tests);
}
