/* The pure parts of a sign-in: words, addresses, forms, answers, and when to ask, by a clock of
 * the test's own. */
#include "unit.h"

#include "model/device_flow.h"
#include "model/https_url.h"
#include "model/pkce.h"
#include "model/provider.h"
#include "model/sign_in_plan.h"
#include "model/token_answer.h"

#include <stdlib.h>
#include <string.h>

enum { answer_max = 128 * 1024, text_max = 4096, cases = 2000 };

/* An answer with these members, name and value in turn, as the worker sends it. */
struct answer {
	struct str bytes;
	struct wire_record record;
	struct fetched fetched;
};

static void answer_init(struct answer *a, int status, const char *const *members)
{
	size_t start;

	str_init(&a->bytes, answer_max);
	fetch_begin_answer(&a->bytes, FETCH_OK, status, 0, "", &start);
	for (; members && *members; members += 2)
		fetch_add_member(&a->bytes, members[0], members[1]);
	wire_finish(&a->bytes, start);
	assert_true(wire_next(&a->bytes, &a->record) > 0);
	assert_int_equal(fetched_decode(&a->fetched, &a->record), 0);
}

#define answer_of(a, status, ...)                                                                  \
	answer_init(a, status, (const char *const[]) {__VA_ARGS__, NULL, NULL})

/* The example of RFC 7636, appendix B. */
static void a_challenge_is_that_of_its_verifier(void **state)
{
	static const unsigned char random[pkce_random] = {116, 24, 223, 180, 151, 153, 224, 37, 79,
		250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240, 91, 88, 5,
		88, 83, 132, 141, 121};
	char verifier[pkce_size], challenge[pkce_size];

	(void)state;
	pkce_word(random, verifier);
	assert_string_equal(verifier, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
	pkce_challenge(verifier, challenge);
	assert_string_equal(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static void only_plain_https_is_an_address(void **state)
{
	static const struct {
		const char *text, *host, *port; /* host NULL: it is none */
	} rows[] = {
		{"https://example.org", "example.org", "443"},
		{"https://Example.ORG/a?b=c", "example.org", "443"},
		{"https://example.org:8443/", "example.org", "8443"},
		{"https://[::1]:5/x", "::1", "5"},
		{"https://192.0.2.1/", "192.0.2.1", "443"},
		{"http://example.org/", NULL, NULL},
		{"HTTPS://example.org/", NULL, NULL},
		{"https://", NULL, NULL},
		{"https:///x", NULL, NULL},
		{"https://.org/", NULL, NULL},
		{"https://user@example.org/", NULL, NULL},
		{"https://user:word@example.org/", NULL, NULL},
		{"https://example.org:0/", NULL, NULL},
		{"https://example.org:65536/", NULL, NULL},
		{"https://example.org:/", NULL, NULL},
		{"https://example.org:80x/", NULL, NULL},
		{"https://example.org\\@evil.example/", NULL, NULL},
		{"https://example.org/a b", NULL, NULL},
		{"https://example.org/\n", NULL, NULL},
		{"https://example.org/#f", NULL, NULL},
		{"https://ex\xc3\xa4mple.org/", NULL, NULL},
		{"https://[::1/", NULL, NULL},
		{"", NULL, NULL},
		{"https", NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct https_url url;
		bool is = https_url_split(rows[i].text, &url);

		unit_expect(is == (rows[i].host != NULL), "%s: %d", rows[i].text, is);
		unit_expect(!is || !rows[i].host ||
				    (strcmp(url.host.data, rows[i].host) == 0 &&
					    strcmp(url.port, rows[i].port) == 0),
			"%s: %s %s", rows[i].text, url.host.data, url.port);
		https_url_fini(&url);
	}
	unit_end();
}

/* Whatever is answered: nobody asks earlier than is allowed, or behind the end of the code. */
static void a_device_never_asks_too_early(void **state)
{
	static const enum sign_in_outcome said[] = {
		SIGN_IN_PENDING, SIGN_IN_SLOWER, SIGN_IN_LATER, SIGN_IN_PENDING};
	uint64_t random = 20261201;

	(void)state;
	for (int i = 0; i < cases; i++) {
		int64_t now = (int64_t)(unit_random(&random) % 1000000), asked = now;
		long allowed = 5 + (long)(unit_random(&random) % 10), life = 900;
		struct device_flow f;
		struct answer a;
		char interval[24];
		bool on = true;

		(void)snprintf(interval, sizeof(interval), "%ld", allowed);
		answer_of(&a, 200, "interval", interval, "expires_in", "900");
		device_flow_begin(&f, &a.fetched, now);
		while (on) {
			enum sign_in_outcome outcome = said[unit_random(&random) % 4];
			long retry = unit_random(&random) % 8 ? 0 : 30;

			unit_expect(f.next - asked >= allowed * (int64_t)us_per_second,
				"case %d: after %lld us", i, (long long)(f.next - asked));
			unit_expect(f.next <= a.fetched.status * 0 + f.end, "case %d: late", i);
			now = f.next + (int64_t)(unit_random(&random) % 3000000);
			asked = now;
			allowed += outcome == SIGN_IN_SLOWER && allowed < 55 ? 5 : 0;
			on = device_flow_heard(&f, outcome, retry, now);
			unit_expect(!on || f.next - now >= retry * (int64_t)us_per_second,
				"case %d: Retry-After", i);
		}
		unit_expect(now <= f.end + life * (int64_t)us_per_second, "case %d: for ever", i);
		str_fini(&a.bytes);
	}
	unit_end();
}

static void a_device_stops_when_told(void **state)
{
	static const enum sign_in_outcome ends[] = {
		SIGN_IN_DONE, SIGN_IN_EXPIRED, SIGN_IN_REFUSED, SIGN_IN_OUT, SIGN_IN_SETUP};
	static const struct {
		const char *interval, *life;
		long next, end; /* seconds */
	} begins[] = {
		{NULL, NULL, 5, 900},
		{"0", "0", 1, 900},
		{"-3", "soon", 1, 900},
		{"1e9", "1e9", 60, 3600},
		{"7", "600", 7, 600},
	};
	struct device_flow f;
	struct answer a;

	(void)state;
	for (size_t i = 0; i < unit_count(begins); i++) {
		answer_of(&a, 200, begins[i].interval ? "interval" : "x",
			begins[i].interval ? begins[i].interval : "",
			begins[i].life ? "expires_in" : "y", begins[i].life ? begins[i].life : "");
		device_flow_begin(&f, &a.fetched, 0);
		unit_expect(f.next == begins[i].next * us_per_second, "row %zu: next", i);
		unit_expect(f.end == begins[i].end * us_per_second, "row %zu: end", i);
		unit_expect(device_flow_minutes(&f, 0) == (begins[i].end + 59) / 60,
			"row %zu: %d minutes", i, device_flow_minutes(&f, 0));
		str_fini(&a.bytes);
	}
	for (size_t i = 0; i < unit_count(ends); i++)
		unit_expect(!device_flow_heard(&f, ends[i], 0, 0), "end %zu", i);
	unit_end();
}

static void an_answer_has_a_token_or_a_reason(void **state)
{
	static const struct {
		int status;
		const char *members[12];
		enum sign_in_outcome outcome;
		long seconds;
	} rows[] = {
		{200, {"access_token", "a.b-c~d+e/f==", "token_type", "BeaRer", "expires_in", "5"},
			SIGN_IN_DONE, 5},
		{200, {"access_token", "a", "expires_in", "99999999"}, SIGN_IN_DONE, 86400},
		{200, {"access_token", "a", "expires_in", "x"}, SIGN_IN_DONE, 600},
		{200, {"access_token", "a"}, SIGN_IN_DONE, 600},
		{200, {"access_token", "a", "expires_in", "-1"}, SIGN_IN_DONE, 0},
		{400, {"access_token", "a"}, SIGN_IN_SETUP, 0},
		{200, {"access_token", "a", "error", "invalid_grant"}, SIGN_IN_OUT, 0},
		{200, {"access_token", "a", "token_type", "DPoP"}, SIGN_IN_LATER, 0},
		{200, {"access_token", ""}, SIGN_IN_LATER, 0},
		{200, {"access_token", "a\r\nb"}, SIGN_IN_LATER, 0},
		{200, {"access_token", "a\001b"}, SIGN_IN_LATER, 0},
		{200, {"access_token", "a=b"}, SIGN_IN_LATER, 0},
		{200, {"access_token", "a b"}, SIGN_IN_LATER, 0},
		{200, {"access_token", "a", "refresh_token", "r\n"}, SIGN_IN_LATER, 0},
		{200, {"access_token", "a", "refresh_token", ""}, SIGN_IN_LATER, 0},
		{200, {"nothing", "x"}, SIGN_IN_LATER, 0},
		{400, {"error", "authorization_pending"}, SIGN_IN_PENDING, 0},
		{428, {"error", "authorization_pending"}, SIGN_IN_PENDING, 0},
		{400, {"error", "slow_down"}, SIGN_IN_SLOWER, 0},
		{429, {"error", "who_knows"}, SIGN_IN_LATER, 0},
		{503, {"x", "y"}, SIGN_IN_LATER, 0},
		{400, {"error", "who_knows"}, SIGN_IN_SETUP, 0},
		{400, {"error", "invalid_grant", "error_description", "AADSTS50076: factor"},
			SIGN_IN_OUT, 0},
		{400, {"error", "x", "error_description", "AADSTS900021: another number"},
			SIGN_IN_SETUP, 0},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct token_answer token;
		enum sign_in_outcome outcome;
		struct answer a;
		struct str why;

		answer_init(&a, rows[i].status, rows[i].members);
		str_init(&why, text_max);
		outcome = token_answer_read(&token, &a.fetched, "issuer.example", &why);
		unit_expect(
			outcome == rows[i].outcome, "row %zu: %d, %s", i, (int)outcome, why.data);
		unit_expect(outcome != SIGN_IN_DONE || token.seconds == rows[i].seconds,
			"row %zu: seconds", i);
		unit_expect((outcome == SIGN_IN_DONE) == !why.len, "row %zu: why: %s", i, why.data);
		str_fini(&why);
		str_fini(&a.bytes);
	}
	unit_end();
}

/* Each row is reached by its own words, is a sentence, and none is said of another's error. */
static void each_error_has_its_row(void **state)
{
	(void)state;
	for (size_t i = 0; sign_in_refusals[i].sentence; i++) {
		const struct sign_in_refusal *row = &sign_in_refusals[i];
		struct answer a;
		struct str why;
		char described[200];

		(void)snprintf(described, sizeof(described), "%s: \033[31mwords",
			row->number ? row->number : "no number");
		answer_of(&a, 400, "error", row->error ? row->error : "other", "error_description",
			described);
		str_init(&why, text_max);
		unit_expect(
			sign_in_refusal_of(&a.fetched, "host", &why) == row->outcome, "row %zu", i);
		unit_expect(strncmp(why.data, row->sentence, strlen(row->sentence)) == 0,
			"row %zu: %s", i, why.data);
		unit_expect(!strchr(why.data, '\033'), "row %zu: raw", i);
		unit_expect(row->sentence[strlen(row->sentence) - 1] == '.', "row %zu: %s", i,
			row->sentence);
		str_fini(&why);
		str_fini(&a.bytes);
	}
	unit_end();
}

static void plan_of(struct sign_in_plan *plan, enum sign_in_flow flow, const char *const *values)
{
	struct settings s;
	struct err e;

	settings_init(&s);
	for (; *values; values += 2)
		assert_int_equal(settings_assign(&s, field_find(values[0]), values[1], &e), 0);
	assert_int_equal(sign_in_plan_init(plan, &s, flow, &e), 0);
	settings_fini(&s);
}

#define plan_with(plan, flow, ...)                                                                 \
	plan_of(plan, flow, (const char *const[]) {"auth.user", "me@x.example", __VA_ARGS__, NULL})

static void microsoft_is_asked_in_the_right_directory(void **state)
{
	static const struct {
		const char *host, *tenant, *device;
	} rows[] = {
		{"smtp-mail.outlook.com", "", "consumers/"},
		{"smtp.office365.com", "", "organizations/"},
		{"smtp.example.org", "", "common/"},
		{"smtp.office365.com", "x.onmicrosoft.com", "x.onmicrosoft.com/"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct sign_in_plan plan;
		const char *after;

		plan_with(&plan, FLOW_DEVICE, "auth.sign_in", "microsoft", "server.host",
			rows[i].host, "auth.tenant", rows[i].tenant);
		after = plan.device + strlen("https://login.microsoftonline.com/");
		unit_expect(strncmp(after, rows[i].device, strlen(rows[i].device)) == 0,
			"row %zu: %s", i, plan.device);
		unit_expect(strcmp(plan.scope,
				    "https://outlook.office.com/SMTP.Send offline_access") == 0,
			"row %zu: %s", i, plan.scope);
		sign_in_plan_fini(&plan);
	}
	unit_end();
}

/* Where a client id is missing, what is named in its place takes a password that can be had. */
static void what_is_simpler_works(void **state)
{
	const struct provider *other = provider_named("gmail");

	(void)state;
	for (size_t i = 0; i < sign_in_provider_count; i++) {
		const struct sign_in_provider *p = &sign_in_providers[i];

		unit_expect(strstr(p->needs, "app password"), "%s: %s", p->id, p->needs);
		unit_expect(strstr(p->simpler, "app password"), "%s: %s", p->id, p->simpler);
		unit_expect(p->unused_days > 0, "%s", p->id);
	}
	assert_non_null(strstr(sign_in_providers[0].needs, "Gmail with an app password"));
	assert_int_equal(other->login, LOGIN_APP_PASSWORD);
	assert_int_equal(other->status, PROVIDER_CURRENT);
	assert_false(other->sign_in_first);
	for (size_t i = 0; i < provider_count; i++)
		unit_expect(!providers[i].sign_in || sign_in_provider_find(providers[i].sign_in),
			"%s", providers[i].id);
	unit_end();
}

static void the_address_to_open_has_all_and_no_secret(void **state)
{
	struct sign_in_plan plan;
	struct str url;
	struct err e;

	(void)state;
	plan_with(&plan, FLOW_PASTE, "auth.sign_in", "google", "auth.client_id", "a b&c");
	assert_int_equal(sign_in_plan_check(&plan, FLOW_PASTE, &e), 0);
	assert_int_equal(sign_in_plan_check(&plan, FLOW_DEVICE, &e), -1);
	assert_int_equal(sign_in_plan_flow(&plan), FLOW_PASTE);
	str_init(&url, text_max);
	sign_in_address(&plan, "STATE", "CHALLENGE", &url);
	assert_string_equal(url.data,
		"https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=a%20b"
		"%26c&redirect_uri=http%3A%2F%2F127.0.0.1%3A8400%2F&scope=https%3A%2F%2F"
		"mail.google.com%2F&state=STATE&code_challenge=CHALLENGE&code_challenge_method="
		"S256&login_hint=me%40x.example&access_type=offline&prompt=consent");
	str_fini(&url);
	sign_in_plan_fini(&plan);
}

static void metadata_lies_where_rfc_8414_says(void **state)
{
	static const struct {
		const char *issuer, *first, *second;
	} rows[] = {
		{"https://x.example", "https://x.example/.well-known/oauth-authorization-server",
			"https://x.example/.well-known/openid-configuration"},
		{"https://x.example/realms/mail",
			"https://x.example/.well-known/oauth-authorization-server/realms/mail",
			"https://x.example/realms/mail/.well-known/openid-configuration"},
		{"https://x.example:8443/a/",
			"https://x.example:8443/.well-known/oauth-authorization-server/a",
			"https://x.example:8443/a/.well-known/openid-configuration"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct sign_in_plan plan;
		struct str url;

		plan_with(&plan, FLOW_DEVICE, "auth.sign_in", rows[i].issuer);
		str_init(&url, text_max);
		sign_in_metadata_url(&plan, false, &url);
		unit_expect(strcmp(url.data, rows[i].first) == 0, "%s", url.data);
		str_clear(&url);
		sign_in_metadata_url(&plan, true, &url);
		unit_expect(strcmp(url.data, rows[i].second) == 0, "%s", url.data);
		str_fini(&url);
		sign_in_plan_fini(&plan);
	}
	unit_end();
}

/* The code, or NULL with why. */
static void what_is_pasted_is_the_answer_or_nothing(void **state)
{
	static const struct {
		const char *pasted, *code;
	} rows[] = {
		{"http://127.0.0.1:8400/?code=a%2Fb&state=S", "a/b"},
		{"  http://127.0.0.1:8400/?state=S&code=a+b \t", "a b"},
		{"http://127.0.0.1:8400?state=S&code=c", "c"},
		{"http://127.0.0.1:8400/?state=S&code=c&iss=https%3A%2F%2Faccounts.google.com",
			"c"},
		{"http://127.0.0.1:8400/?state=S&code=c#fragment", "c"},
		{"http://127.0.0.1:8400/?state=S&code=c&iss=https%3A%2F%2Fevil.example", NULL},
		{"http://127.0.0.1:8400/?state=s&code=c", NULL},
		{"http://127.0.0.1:8400/?code=c", NULL},
		{"http://127.0.0.1:8400/?state=S&state=S&code=c", NULL},
		{"http://127.0.0.1:8400/?state=S&code=c&code=d", NULL},
		{"http://127.0.0.1:8400/?state=S&code=", NULL},
		{"http://127.0.0.1:8400/?state=S&code=%zz", NULL},
		{"http://127.0.0.1:8400/?state=S&code=%00", NULL},
		{"http://127.0.0.1:8400/?state=S&code=%0d%0a", NULL},
		{"http://127.0.0.1:8400/?state=S&error=access_denied", NULL},
		{"http://127.0.0.1:8400/?state=S", NULL},
		{"http://127.0.0.1:8400/x?state=S&code=c", NULL},
		{"http://127.0.0.1:84000/?state=S&code=c", NULL},
		{"https://127.0.0.1:8400/?state=S&code=c", NULL},
		{"http://127.0.0.1:8400/#?state=S&code=c", NULL},
		{"c", NULL},
		{"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct sign_in_plan plan;
		struct str code;
		struct err e;
		int result;

		plan_with(&plan, FLOW_PASTE, "auth.sign_in", "google");
		str_init(&code, text_max);
		result = sign_in_take_code(&plan, "S", rows[i].pasted, &code, &e);
		unit_expect((result == 0) == (rows[i].code != NULL), "row %zu: %d", i, result);
		unit_expect(strcmp(code.data, rows[i].code ? rows[i].code : "") == 0, "row %zu: %s",
			i, code.data);
		str_fini(&code);
		sign_in_plan_fini(&plan);
	}
	unit_end();
}

static void a_sign_in_is_named_by_what_it_is_for(void **state)
{
	static const char *const changes[][2] = {
		{"auth.sign_in", "https://x.example"},
		{"auth.tenant", "x"},
		{"auth.client_id", "x"},
		{"auth.scope", "x"},
		{"auth.user", "x"},
	};
	char key[sign_in_key_size], other[sign_in_key_size];
	struct settings s;
	struct err e;

	(void)state;
	settings_init(&s);
	sign_in_key(&s, key);
	for (size_t i = 0; i < unit_count(changes); i++) {
		enum field_id id = field_find(changes[i][0]);

		assert_int_equal(settings_assign(&s, id, changes[i][1], &e), 0);
		sign_in_key(&s, other);
		unit_expect(strcmp(key, other) != 0, "%s", changes[i][0]);
		settings_reset(&s, id);
	}
	assert_int_equal(settings_assign(&s, FIELD_HOST, "x.example", &e), 0);
	sign_in_key(&s, other);
	assert_string_equal(key, other);
	settings_fini(&s);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_challenge_is_that_of_its_verifier),
		cmocka_unit_test(only_plain_https_is_an_address),
		cmocka_unit_test(a_device_never_asks_too_early),
		cmocka_unit_test(a_device_stops_when_told),
		cmocka_unit_test(an_answer_has_a_token_or_a_reason),
		cmocka_unit_test(each_error_has_its_row),
		cmocka_unit_test(microsoft_is_asked_in_the_right_directory),
		cmocka_unit_test(what_is_simpler_works),
		cmocka_unit_test(the_address_to_open_has_all_and_no_secret),
		cmocka_unit_test(metadata_lies_where_rfc_8414_says),
		cmocka_unit_test(what_is_pasted_is_the_answer_or_nothing),
		cmocka_unit_test(a_sign_in_is_named_by_what_it_is_for),
	};

	return unit_run(tests);
}
