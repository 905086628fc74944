/* Every rule between settings: one case that it holds in, and one beside it that it does not. */
#include "fixture.h"

#include "model/password.h"
#include "model/rules.h"

#define GMAIL "server.host=smtp.gmail.com server.port=465 server.protocol=ssl"

/* In the order of rules[]. `said` is a part of the sentence, `fix` the value offered or NULL. */
static const struct {
	const char *fires, *silent;
	enum field_id field;
	enum severity severity;
	const char *said, *fix;
} rows[] = {
	{"server.hosting=hosted server.host=192.0.2.1",
		"server.hosting=hosted server.host=smtp.example.org", FIELD_HOST, SEVERITY_ERROR,
		"not 192.0.2.1", NULL},
	{"server.host=smtp.google.com", "server.host=smtp.gmail.com", FIELD_HOST, SEVERITY_ADVICE,
		"Use smtp.gmail.com.", "smtp.gmail.com"},
	{"server.helo_name=192.0.2.1", "server.helo_name=[192.0.2.1]", FIELD_HELO, SEVERITY_ERROR,
		"[192.0.2.1]", "[192.0.2.1]"},
	{"server.helo_name=2001:db8::1", "server.helo_name=[IPv6:2001:db8::1]", FIELD_HELO,
		SEVERITY_ERROR, "[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]"},
	{"auth.password=x auth.password_command=pass", "auth.password_command=pass",
		FIELD_PASSWORD_COMMAND, SEVERITY_ERROR,
		"Unset auth.password or auth.password_command.", NULL},
	{"auth.password_command=pass auth.password_file=/p", "auth.password_file=/p",
		FIELD_PASSWORD_FILE, SEVERITY_ERROR,
		"Unset auth.password_command or auth.password_file.", NULL},
	{"auth.password_file=/p auth.password_credential=p", "auth.password_credential=p",
		FIELD_PASSWORD_CREDENTIAL, SEVERITY_ERROR,
		"Unset auth.password_file or auth.password_credential.", NULL},
	{"auth.password=x auth.sign_in=microsoft", "auth.sign_in=microsoft", FIELD_SIGN_IN,
		SEVERITY_ERROR, "Unset auth.password or auth.sign_in.", NULL},
	{"auth.sign_in=microsoft auth.method=plain", "auth.sign_in=microsoft auth.method=xoauth2",
		FIELD_METHOD, SEVERITY_ERROR, "access token", "auto"},
	{"auth.sign_in=microsoft", "auth.sign_in=microsoft auth.client_id=x", FIELD_CLIENT_ID,
		SEVERITY_ADVICE, "Ask its administrator", NULL},
	{"server.host=192.0.2.1", "server.host=smtp.example.org", FIELD_HOST, SEVERITY_ADVICE,
		"use the name", NULL},
	{"server.host=smtp.live.com server.port=25",
		"server.host=smtp-mail.outlook.com server.port=587", FIELD_HOST, SEVERITY_ADVICE,
		"no longer", NULL},
	{"server.port=465 server.protocol=starttls", "server.port=465 server.protocol=ssl",
		FIELD_PORT, SEVERITY_ADVICE, "SSL", NULL},
	{"server.port=587 server.protocol=ssl", "server.port=465 server.protocol=ssl", FIELD_PORT,
		SEVERITY_ADVICE, "STARTTLS", NULL},
	{"server.port=25 server.protocol=ssl", "server.port=25 server.protocol=starttls",
		FIELD_PORT, SEVERITY_ADVICE, "STARTTLS", NULL},
	{"server.protocol=plain auth.user=me", "server.protocol=plain", FIELD_PROTOCOL,
		SEVERITY_ADVICE, "read the password", NULL},
	{"server.host=a auth.user=me auth.password=x | server.host=b.example.org",
		"server.host=a.example.org auth.user=me auth.password=x | "
		"server.host=b.example.org",
		FIELD_PASSWORD, SEVERITY_ADVICE, "not sent to b.example.org", NULL},
	{"server.host=a auth.user=me auth.password_command=p | server.host=b.example.org",
		"server.host=a auth.user=me auth.password=x | server.host=b.example.org",
		FIELD_PASSWORD, SEVERITY_ADVICE, "would be sent to b.example.org", NULL},
	{"server.host=smtp-mail.outlook.com auth.method=plain",
		"server.host=smtp-mail.outlook.com auth.method=xoauth2", FIELD_PASSWORD,
		SEVERITY_ADVICE, "OAuth 2", NULL},
	{"auth.user=me", "auth.user=me auth.password=x", FIELD_PASSWORD, SEVERITY_ADVICE,
		"no password", NULL},
	{"auth.password=x", "auth.user=me auth.password=x", FIELD_USER, SEVERITY_ADVICE, "no user",
		NULL},
	{"auth.user=me auth.password=\xE2\x80\x9Cx\xE2\x80\x9D", "auth.user=me auth.password=\"x\"",
		FIELD_PASSWORD, SEVERITY_ADVICE, "curly quotes", NULL},
	{"auth.user=me auth.password=a\xC2\xA0y", "auth.user=me auth.password=a\xC3\xA0y",
		FIELD_PASSWORD, SEVERITY_ADVICE, "unusual blank", NULL},
	{"auth.user=me auth.password=ab_~", "auth.user=me auth.password=a_~b", FIELD_PASSWORD,
		SEVERITY_ADVICE, "begins or ends", NULL},
	{"auth.user=me auth.password=abcd_~efgh_~ijkl",
		"auth.user=me auth.password=abcd_~efgh_~ijk", FIELD_PASSWORD, SEVERITY_ADVICE,
		"groups of four", NULL},
	{"auth.password_command=cat;tr", "auth.password_command=cat';'tr", FIELD_PASSWORD_COMMAND,
		SEVERITY_ADVICE, "without a shell", NULL},
	{GMAIL " limits.per_hour=21", GMAIL " limits.per_hour=20", FIELD_PER_HOUR, SEVERITY_ADVICE,
		"above the provider", NULL},
};

static bool holds(size_t rule, const char *words)
{
	struct settings s;
	bool result;

	fixture_settings(&s, words);
	result = rules[rule].when(&s);
	settings_fini(&s);
	return result;
}

static void each_rule_fires_and_is_silent(void **state)
{
	(void)state;
	assert_int_equal(rule_count, unit_count(rows));
	for (size_t i = 0; i < unit_count(rows); i++) {
		unit_expect(holds(i, rows[i].fires), "rule %zu is silent: %s", i, rows[i].fires);
		unit_expect(!holds(i, rows[i].silent), "rule %zu fires: %s", i, rows[i].silent);
		unit_expect(
			rules[i].field == rows[i].field && rules[i].severity == rows[i].severity,
			"rule %zu", i);
	}
	unit_end();
}

static void nothing_holds_for_the_defaults(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	assert_null(rules_first(&s, FIELD_COUNT, SEVERITY_ADVICE));
	settings_fini(&s);
}

static void sentences_have_their_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct str text, fix;

		fixture_settings(&s, rows[i].fires);
		str_init(&text, 2000);
		str_init(&fix, 1000);
		rule_text(rules[i].sentence, &s, &text);
		unit_expect(strstr(text.data, rows[i].said) && !strchr(text.data, '{'),
			"rule %zu: %s", i, text.data);
		if (rules[i].fix)
			rule_text(rules[i].fix, &s, &fix);
		unit_expect(strcmp(fix.data, rows[i].fix ? rows[i].fix : "") == 0, "rule %zu: %s",
			i, fix.data);
		str_fini(&text);
		str_fini(&fix);
		settings_fini(&s);
	}
	unit_end();
}

/* Wherever the password comes from: there is one, or there is none. */
static void each_source_is_a_password(void **state)
{
	static const struct {
		const char *words;
		enum field_id source;
	} cases[] = {
		{"auth.user=me server.protocol=plain", FIELD_COUNT},
		{"auth.user=me server.protocol=plain auth.password=x", FIELD_PASSWORD},
		{"auth.user=me server.protocol=plain auth.password_command=p",
			FIELD_PASSWORD_COMMAND},
		{"auth.user=me server.protocol=plain auth.password_file=/p", FIELD_PASSWORD_FILE},
		{"auth.user=me server.protocol=plain auth.password_credential=p",
			FIELD_PASSWORD_CREDENTIAL},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(cases); i++) {
		struct settings s;
		bool given = cases[i].source != FIELD_COUNT;
		const struct rule *none;

		fixture_settings(&s, cases[i].words);
		none = rules_first(&s, FIELD_PASSWORD, SEVERITY_ADVICE);
		unit_expect(password_source(&s) == cases[i].source &&
				    password_is_given(&s) == given &&
				    password_goes_in_clear(&s) == given && !none == given,
			"row %zu", i);
		settings_reset(&s, FIELD_PROTOCOL);
		unit_expect(!password_goes_in_clear(&s), "row %zu: encrypted", i);
		settings_reset(&s, FIELD_USER);
		none = rules_first(&s, FIELD_USER, SEVERITY_ADVICE);
		unit_expect(!none == !given, "row %zu: no user", i);
		settings_fini(&s);
	}
	unit_end();
}

/* A source of one's own goes before those that are inherited, and beside one there is no other. */
static void a_source_lies_over_others(void **state)
{
	static const struct {
		const char *words;
		enum field_id source;
		bool error;
	} cases[] = {
		{"auth.password=x | auth.password_command=p", FIELD_PASSWORD_COMMAND, false},
		{"auth.password_command=p | auth.password=x", FIELD_PASSWORD, false},
		{"auth.password_file=/p | auth.user=me", FIELD_PASSWORD_FILE, false},
		{"auth.password_file=/p | auth.password_file=/q", FIELD_PASSWORD_FILE, false},
		{"auth.password_file=/p | auth.password_file=", FIELD_COUNT, false},
		{"auth.password=x | auth.password_command=p auth.password_file=/p",
			FIELD_PASSWORD_COMMAND, true},
		{"auth.password=x auth.password_file=/p | auth.user=me", FIELD_PASSWORD, true},
		{"auth.password=x auth.password_file=/p | auth.password_credential=c",
			FIELD_PASSWORD_CREDENTIAL, false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(cases); i++) {
		struct settings s;

		fixture_settings(&s, cases[i].words);
		unit_expect(password_source(&s) == cases[i].source, "row %zu: %d", i,
			(int)password_source(&s));
		unit_expect(!!rules_first(&s, FIELD_COUNT, SEVERITY_ERROR) == cases[i].error,
			"row %zu: %s", i, cases[i].error ? "no error" : "an error");
		settings_fini(&s);
	}
	unit_end();
}

/* What a rule offers is a value, and with it the rule is silent. */
static void a_fix_mends(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct str fix;
		struct err e;

		if (!rules[i].fix)
			continue;
		fixture_settings(&s, rows[i].fires);
		str_init(&fix, value_max);
		rule_text(rules[i].fix, &s, &fix);
		unit_expect(settings_assign(&s, rules[i].field, fix.data, &e) == 0 &&
				    !rules[i].when(&s),
			"rule %zu: %s", i, fix.data);
		str_fini(&fix);
		settings_fini(&s);
	}
	unit_end();
}

static void the_first_as_severe(void **state)
{
	struct settings s;

	(void)state;
	fixture_settings(&s, "server.helo_name=192.0.2.1 server.host=192.0.2.2");
	assert_int_equal(rules_first(&s, FIELD_COUNT, SEVERITY_ERROR)->field, FIELD_HELO);
	assert_int_equal(rules_first(&s, FIELD_HOST, SEVERITY_ADVICE)->field, FIELD_HOST);
	assert_null(rules_first(&s, FIELD_HOST, SEVERITY_ERROR));
	assert_null(rules_first(&s, FIELD_PORT, SEVERITY_ADVICE));
	settings_fini(&s);
}

/* An incomplete configuration is set step by step: nothing empty breaks a rule. */
static void hosted_waits_for_the_name(void **state)
{
	(void)state;
	assert_false(holds(0, "server.hosting=hosted"));
	assert_true(holds(0, "server.hosting=hosted server.host=localhost"));
	assert_true(holds(0, "server.hosting=hosted server.host=::1"));
	assert_false(holds(3, "server.hosting=hosted server.host=192.0.2.1"));
}

static void what_is_missing(void **state)
{
	static const struct {
		const char *words;
		bool host, user, password, from;
	} cases[] = {
		{"", true, false, false, true},
		{"server.host=mx.example.org sender.from=a@example.org", false, false, false,
			false},
		{GMAIL, false, true, true, true},
		{GMAIL " auth.user=me", false, false, true, true},
		{GMAIL " auth.user=me auth.password=x sender.from=a@b.c", false, false, false,
			false},
		{GMAIL " auth.user=me@b.c auth.password=x", false, false, false, false},
		{GMAIL " auth.user=me@b@c auth.password=x", false, false, false, true},
		{GMAIL " auth.password_command=pass", false, true, false, true},
		{GMAIL " auth.password_file=/p", false, true, false, true},
		{GMAIL " auth.password_credential=p", false, true, false, true},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(cases); i++) {
		struct settings s;

		fixture_settings(&s, cases[i].words);
		unit_expect(rules_missing(&s, FIELD_HOST) == cases[i].host &&
				    rules_missing(&s, FIELD_USER) == cases[i].user &&
				    rules_missing(&s, FIELD_PASSWORD) == cases[i].password &&
				    rules_missing(&s, FIELD_FROM) == cases[i].from &&
				    !rules_missing(&s, FIELD_REPLY_TO),
			"row %zu", i);
		settings_fini(&s);
	}
	unit_end();
}

static void severities_have_names(void **state)
{
	(void)state;
	assert_string_equal(severity_name(SEVERITY_ERROR), "error");
	assert_string_equal(severity_name(SEVERITY_ADVICE), "advice");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_fires_and_is_silent),
		cmocka_unit_test(nothing_holds_for_the_defaults),
		cmocka_unit_test(sentences_have_their_values),
		cmocka_unit_test(each_source_is_a_password),
		cmocka_unit_test(a_source_lies_over_others),
		cmocka_unit_test(a_fix_mends),
		cmocka_unit_test(the_first_as_severe),
		cmocka_unit_test(hosted_waits_for_the_name),
		cmocka_unit_test(what_is_missing),
		cmocka_unit_test(severities_have_names),
	};

	return unit_run(tests);
}
