/*
 * Whom a password belongs to: which hosts are of one organisation, and what becomes of a password
 * that was given for one server and one user when the settings are changed.
 */
#include "fixture.h"

#include "model/organisation.h"
#include "model/password.h"
#include "model/password_given.h"
#include "model/provider.h"

enum { said_max = 1000, changes_max = 8 };

static const struct {
	const char *a, *b;
	bool same;
} hosts[] = {
	{"smtp.gmail.com", "smtp.gmail.com", true},
	{"smtp.gmail.com", "SMTP.GMAIL.COM", true},
	{"mail.own.example", "smtp.own.example", true},
	{"own.example", "a.b.own.example", true},
	{"smtp.gmail.com", "smtp.fastmail.com", false},
	{"smtp.gmail.com", "smtp.gmail.com.evil.example", false},
	{"smtp.gmail.com", "evilgmail.com", false},
	{"smtp.gmail.com", "gmail.co", false},
	/* below a public suffix everyone may register */
	{"smtp.a.co.uk", "smtp.b.co.uk", false},
	{"smtp.a.co.uk", "mail.a.co.uk", true},
	{"a.github.io", "b.github.io", false},
	{"mail.one.internal", "mail.two.internal", false},
	{"mail.one.internal", "smtp.one.internal", true},
	{"smtp.bücher.example", "mail.bücher.example", true},
	{"smtp.bücher.example", "smtp.buecher.example", false},
	/* addresses and single labels are only themselves */
	{"192.0.2.1", "192.0.2.1", true},
	{"192.0.2.1", "198.51.2.1", false},
	{"2001:db8::1", "2001:db8::2", false},
	{"127.0.0.1", "localhost", false},
	{"mailhub", "MAILHUB", true},
	{"mailhub", "relay", false},
	{"mailhub", "mailhub.own.example", false},
	{"co.uk", "smtp.a.co.uk", false},
	{"smtp.gmail.com", "", false},
	/* what the table of providers knows */
	{"smtp.live.com", "smtp-mail.outlook.com", true},
	{"smtp.live.com", "smtp.office365.com", true},
	{"mail.gmx.net", "mail.gmx.com", true},
	{"mail.gmx.net", "smtp.web.de", false},
	{"smtp.zoho.eu", "smtp.zoho.com", true},
	{"email-smtp.us-east-1.amazonaws.com", "email-smtp.eu-west-1.amazonaws.com", true},
	{"email-smtp.eu-west-1.amazonaws.com", "ec2-192-0-2-1.compute-1.amazonaws.com", false},
};

static void hosts_of_one_organisation(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(hosts); i++)
		for (int swapped = 0; swapped < 2; swapped++)
			unit_expect(organisation_is_same(swapped ? hosts[i].b : hosts[i].a,
					    swapped ? hosts[i].a : hosts[i].b) == hosts[i].same,
				"%s and %s", hosts[i].a, hosts[i].b);
	unit_end();
}

/* A row moved by its provider is still the same provider's; another one's is another's. */
static void each_provider_keeps_its_password(void **state)
{
	(void)state;
	for (const struct provider *p = providers; p < providers + provider_count; p++) {
		if (p->today.host)
			unit_expect(
				organisation_is_same(p->listed.host, p->today.host), "%s", p->id);
		unit_expect(
			!organisation_is_same(p->listed.host, "smtp.evil.example"), "%s", p->id);
	}
	unit_end();
}

#define AT_A   "server.host=smtp.a.example auth.user=me auth.password=x"
#define BY_CMD "server.host=smtp.a.example auth.user=me auth.password_command=pass"

/*
 * Changes one after the other, each followed; then whether there is a password, which, and what
 * the last change did and said.
 */
static const struct {
	const char *from, *changes[changes_max];
	const char *password; /* "": none */
	enum password_move move;
	const char *said; /* a part; "": nothing */
} follows[] = {
	/* what stays */
	{AT_A, {"server.host=mail.a.example"}, "x", PASSWORD_STAYS, ""},
	{AT_A, {"server.port=465 server.protocol=ssl sender.from=a@b.example"}, "x", PASSWORD_STAYS,
		""},
	{AT_A, {"server.host=smtp.b.example auth.password=y"}, "y", PASSWORD_STAYS, ""},
	{"auth.user=me auth.password=x", {"server.host=smtp.b.example"}, "x", PASSWORD_STAYS, ""},
	{"server.host=smtp.a.example auth.password=x", {"auth.user=you"}, "x", PASSWORD_STAYS, ""},
	{"server.host=smtp.a.example auth.user=me", {"server.host=smtp.b.example"}, "",
		PASSWORD_STAYS, ""},
	/* another organisation, another user, none any more */
	{AT_A, {"server.host=smtp.b.example"}, "", PASSWORD_TAKEN,
		"The old password was for smtp.a.example."},
	{AT_A, {"server.host="}, "", PASSWORD_TAKEN, "smtp.a.example"},
	{AT_A, {"auth.user=you"}, "", PASSWORD_TAKEN, "The old password was for me."},
	{AT_A, {"auth.user="}, "", PASSWORD_TAKEN, "for me."},
	{AT_A, {"auth.user=you server.host=smtp.b.example"}, "", PASSWORD_TAKEN, "smtp.a.example"},
	/* it is said once, and it comes back where it belongs */
	{AT_A, {"server.host=smtp.b.example", "auth.user=you"}, "", PASSWORD_STAYS, ""},
	{AT_A, {"server.host=smtp.b.example", "server.host=mail.a.example"}, "x", PASSWORD_BACK,
		""},
	{AT_A, {"server.host=smtp.b.example", "auth.user=you", "server.host=smtp.a.example"}, "",
		PASSWORD_STAYS, ""},
	{AT_A, {"server.host=", "server.host=smtp.b.example"}, "", PASSWORD_STAYS, ""},
	{AT_A, {"server.host=", "server.host=smtp.a.example"}, "x", PASSWORD_BACK, ""},
	/* a new one belongs to the new server, and the old one is forgotten */
	{AT_A, {"server.host=smtp.b.example", "auth.password=y"}, "y", PASSWORD_STAYS, ""},
	{AT_A, {"server.host=smtp.b.example", "auth.password=y", "server.host=smtp.a.example"}, "",
		PASSWORD_TAKEN, "smtp.b.example"},
	{AT_A, {"server.host=smtp.b.example", "auth.password=x", "server.port=2525"}, "x",
		PASSWORD_STAYS, ""},
	/* one that was removed does not come back */
	{AT_A, {"auth.password=", "server.host=smtp.b.example", "server.host=smtp.a.example"}, "",
		PASSWORD_STAYS, ""},
	/* one that was given before there was a server belongs to the first */
	{"auth.user=me auth.password=x", {"server.host=smtp.a.example", "server.host=b.example"},
		"", PASSWORD_TAKEN, "smtp.a.example"},
	{"", {"auth.password=x", "server.host=smtp.a.example", "auth.user=me", "auth.user=you"}, "",
		PASSWORD_TAKEN, "for me."},
	/* what gives it stays, and that is said once */
	{BY_CMD, {"server.host=smtp.b.example"}, "", PASSWORD_ELSEWHERE,
		"Password Command was set for smtp.a.example. Check"},
	{BY_CMD, {"server.host=smtp.b.example", "auth.user=you"}, "", PASSWORD_STAYS, ""},
	{BY_CMD, {"server.host=smtp.b.example auth.password_command=gpg"}, "", PASSWORD_STAYS, ""},
	{BY_CMD, {"server.host=smtp.b.example", "server.host=smtp.a.example"}, "", PASSWORD_STAYS,
		""},
	/* over others: what is inherited is masked, unless it belongs there */
	{AT_A " | sender.from=a@b.example", {"server.host=smtp.b.example"}, "", PASSWORD_TAKEN,
		"smtp.a.example"},
	{AT_A " | sender.from=a@b.example", {"auth.user=you"}, "", PASSWORD_TAKEN, "me"},
	{AT_A " | sender.from=a@b.example", {"server.host=mail.a.example"}, "x", PASSWORD_STAYS,
		""},
	{AT_A " | sender.from=a@b.example",
		{"server.host=smtp.b.example", "server.host=smtp.a.example"}, "x", PASSWORD_BACK,
		""},
	/* an app password is tidied up when it is known for one */
	{"auth.user=me auth.password=abcd_~efgh_~ijkl_~mnop",
		{"sender.from=a@b.c", "server.host=smtp.gmail.com"}, "abcdefghijklmnop",
		PASSWORD_STAYS, "removed"},
	{"server.host=smtp.gmail.com auth.user=me",
		{"auth.password=abcd\xC2\xA0"
		 "efgh\xC2\xA0ijkl\xC2\xA0mnop"},
		"abcdefghijklmnop", PASSWORD_STAYS, "removed"},
	{"server.host=smtp.gmail.com auth.user=me", {"auth.password=one_~two_~three"},
		"one two three", PASSWORD_STAYS, ""},
	{AT_A " | server.host=smtp.b.example auth.password=y", {"server.host=smtp.a.example"}, "x",
		PASSWORD_TAKEN, "smtp.b.example"},
	{AT_A " | server.host=smtp.b.example auth.password=y",
		{"server.host=smtp.a.example", "server.host=smtp.c.example"}, "", PASSWORD_TAKEN,
		"smtp.a.example"},
	{AT_A " | server.host=smtp.b.example auth.password=y", {"server.host=smtp.c.example"}, "",
		PASSWORD_TAKEN, "smtp.b.example"},
};

static void the_password_follows(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(follows); i++) {
		enum password_move move = PASSWORD_STAYS;
		struct password_given given = {.elsewhere = false};
		const char *password;
		struct settings s;
		struct str said;

		fixture_settings(&s, follows[i].from);
		password_note(&given, &s);
		str_init(&said, said_max);
		for (int c = 0; follows[i].changes[c]; c++) {
			str_clear(&said);
			fixture_change(&s, follows[i].changes[c]);
			move = password_follow(&given, &s, &said);
		}
		password = secret_text(settings_secret(&s, FIELD_PASSWORD));
		unit_expect(strcmp(password, follows[i].password) == 0, "row %zu: password \"%s\"",
			i, password);
		unit_expect(move == follows[i].move, "row %zu: move %d", i, (int)move);
		unit_expect(*follows[i].said ? strstr(said.data, follows[i].said) != NULL
					     : said.len == 0,
			"row %zu: said \"%s\"", i, said.data);
		str_fini(&said);
		password_given_fini(&given);
		settings_fini(&s);
	}
	unit_end();
}

/* From smtp.a.example and "me"; a host that only the certificate of the server named is no fix. */
static const struct {
	const char *change;
	bool stays;
} fixed[] = {
	{"server.port=465 server.protocol=ssl", true},
	{"server.host=mail.a.example", true},
	{"auth.user=me@a.example", true},
	{"server.host=smtp.gmail.com", true},
	{"server.host=smtp.evil.example", false},
	{"server.host=smtp.evil.example auth.user=me@a.example", false},
};

static void a_fix_keeps_it_at_servers_that_are_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(fixed); i++) {
		struct password_given given = {.elsewhere = false};
		struct settings s;

		fixture_settings(&s, AT_A);
		password_note(&given, &s);
		fixture_change(&s, fixed[i].change);
		(void)password_follow_fix(&given, &s, NULL);
		unit_expect(settings_is_empty(&s, FIELD_PASSWORD) != fixed[i].stays, "%s",
			fixed[i].change);
		/* and what is changed by hand from there on is another matter */
		fixture_change(&s, "server.host=smtp.b.example");
		(void)password_follow(&given, &s, NULL);
		unit_expect(
			settings_is_empty(&s, FIELD_PASSWORD), "%s, then by hand", fixed[i].change);
		password_given_fini(&given);
		settings_fini(&s);
	}
	unit_end();
}

static void what_may_not_be_read_is_another_server(void **state)
{
	struct password_given given = {.elsewhere = false};
	struct settings options, s;
	struct str said;

	(void)state;
	settings_init(&options);
	settings_hide(&options);
	settings_init_over(&s, &options);
	password_note(&given, &s);
	str_init(&said, said_max);
	fixture_change(&s, "sender.from=a@b.example");
	assert_int_equal(password_follow(&given, &s, &said), PASSWORD_STAYS);
	assert_true(settings_is_hidden(&s, FIELD_PASSWORD));
	fixture_change(&s, "server.host=smtp.b.example");
	assert_int_equal(password_follow(&given, &s, &said), PASSWORD_TAKEN);
	assert_true(settings_is_own(&s, FIELD_PASSWORD));
	assert_true(settings_is_empty(&s, FIELD_PASSWORD));
	assert_string_equal(said.data, "The old password was for the server of Options.");
	str_fini(&said);
	password_given_fini(&given);
	settings_fini(&s);
	settings_fini(&options);
}

/* Whose own server and user are not where it would go; "|" parts what is inherited. */
static void an_inherited_one_can_be_astray(void **state)
{
	static const struct {
		const char *words;
		bool astray;
	} cases[] = {
		{AT_A, false},
		{AT_A " | sender.from=a@b.example", false},
		{AT_A " | server.host=mail.a.example", false},
		{AT_A " | server.host=smtp.b.example", true},
		{AT_A " | auth.user=you", true},
		{AT_A " | server.host=smtp.b.example auth.user=", false}, /* no login */
		{AT_A " | server.host=smtp.b.example auth.password=", false},
		{AT_A " | server.host=smtp.b.example auth.password=y", false},
		{AT_A " | server.host=smtp.b.example auth.password=x", false}, /* the same, given */
		{BY_CMD " | server.host=smtp.b.example", false},
		{"auth.user=me auth.password=x | server.host=smtp.b.example", false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(cases); i++) {
		struct settings s;

		fixture_settings(&s, cases[i].words);
		unit_expect(password_is_astray(&s) == cases[i].astray, "%s", cases[i].words);
		settings_fini(&s);
	}
	unit_end();
}

/* It goes only where Options name, so that undo does not bring it back. */
static void an_inherited_one_is_not_taken_back(void **state)
{
	static const struct {
		const char *words;
		bool back;
	} cases[] = {{AT_A, true}, {AT_A " | sender.from=a@b.example", false},
		{AT_A " | auth.password=x", true}};

	(void)state;
	for (size_t i = 0; i < unit_count(cases); i++) {
		struct password_given given = {.elsewhere = false};
		struct settings s;

		fixture_settings(&s, cases[i].words);
		password_note(&given, &s);
		fixture_change(&s, "server.host=smtp.b.example");
		(void)password_follow(&given, &s, NULL);
		unit_expect(password_take_back(&given, &s) == cases[i].back, "%s", cases[i].words);
		unit_expect(settings_is_empty(&s, FIELD_PASSWORD) != cases[i].back, "%s",
			cases[i].words);
		password_given_fini(&given);
		settings_fini(&s);
	}
	unit_end();
}

/* What a form shows for as long as it is so. */
static void what_to_do_is_said_while_it_is_withheld(void **state)
{
	struct password_given given = {.elsewhere = false};
	struct settings s;
	struct str said;

	(void)state;
	fixture_settings(&s, AT_A);
	password_note(&given, &s);
	str_init(&said, said_max);
	password_say_elsewhere(&given, &s, &said);
	assert_int_equal(said.len, 0);
	fixture_change(&s, "server.host=smtp.b.example");
	(void)password_follow(&given, &s, NULL);
	assert_true(password_is_withheld(&given));
	password_say_elsewhere(&given, &s, &said);
	assert_string_equal(
		said.data, "The old password was for smtp.a.example. Type the new one.");
	str_clear(&said);
	fixture_change(&s, "auth.password=y");
	(void)password_follow(&given, &s, NULL);
	assert_false(password_is_withheld(&given));
	password_say_elsewhere(&given, &s, &said);
	assert_int_equal(said.len, 0);
	str_fini(&said);
	password_given_fini(&given);
	settings_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hosts_of_one_organisation),
		cmocka_unit_test(each_provider_keeps_its_password),
		cmocka_unit_test(the_password_follows),
		cmocka_unit_test(a_fix_keeps_it_at_servers_that_are_known),
		cmocka_unit_test(what_may_not_be_read_is_another_server),
		cmocka_unit_test(an_inherited_one_can_be_astray),
		cmocka_unit_test(an_inherited_one_is_not_taken_back),
		cmocka_unit_test(what_to_do_is_said_while_it_is_withheld),
	};

	return unit_run(tests);
}
