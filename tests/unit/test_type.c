/* What is a value of which kind, and how it is written: one table of rows. */
#include "unit.h"

#include "model/field.h"

#include <string.h>

#define LABEL_63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define NAME_251 LABEL_63 "." LABEL_63 "." LABEL_63 "." LABEL_59
#define LABEL_59 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define TEN      "abcdefghij"
#define HASH     "YLh1dUR9y6Kja30RrAn7JKnbQG/uEtLMkBgFF2Fuihg="
#define PIN      "sha256//" HASH

/* `canonical` NULL: refused, with these words in the sentence if there are any. */
static const struct {
	enum field_id id;
	const char *input, *canonical, *words;
} rows[] = {
	{FIELD_HOST, "smtp.example.org", "smtp.example.org", NULL},
	{FIELD_HOST, "SMTP.Example.Org", "SMTP.Example.Org", NULL},
	{FIELD_HOST, "smtp.example.org.", "smtp.example.org", NULL},
	{FIELD_HOST, "  smtp.example.org ", "smtp.example.org", NULL},
	{FIELD_HOST, "localhost", "localhost", NULL},
	{FIELD_HOST, "a", "a", NULL},
	{FIELD_HOST, "mail-1.example.org", "mail-1.example.org", NULL},
	{FIELD_HOST, "_submission.example.org", "_submission.example.org", NULL},
	{FIELD_HOST, "1.example.org", "1.example.org", NULL},
	{FIELD_HOST, "163.com", "163.com", NULL},
	{FIELD_HOST, "xn--bcher-kva.example", "xn--bcher-kva.example", NULL},
	{FIELD_HOST,
		"b\xC3\xBC"
		"cher.example",
		"b\xC3\xBC"
		"cher.example",
		NULL},
	{FIELD_HOST, "\xE9\x82\xAE\xE4\xBB\xB6.example", "\xE9\x82\xAE\xE4\xBB\xB6.example", NULL},
	{FIELD_HOST, LABEL_63 ".org", LABEL_63 ".org", NULL},
	{FIELD_HOST, "a" LABEL_63 ".org", NULL, NULL},
	{FIELD_HOST, NAME_251, NAME_251, NULL},
	{FIELD_HOST, NAME_251 ".a", NAME_251 ".a", NULL},
	{FIELD_HOST, NAME_251 ".ab", NULL, NULL},
	{FIELD_HOST, "192.0.2.1", "192.0.2.1", NULL},
	{FIELD_HOST, "[192.0.2.1]", "192.0.2.1", NULL},
	{FIELD_HOST, "2001:db8::1", "2001:db8::1", NULL},
	{FIELD_HOST, "[2001:db8::1]", "2001:db8::1", NULL},
	{FIELD_HOST, "::1", "::1", NULL},
	{FIELD_HOST, "::ffff:192.0.2.1", "::ffff:192.0.2.1", NULL},
	{FIELD_HOST, "[[::1]]", NULL, NULL},
	{FIELD_HOST, "[]", NULL, NULL},
	{FIELD_HOST, "[", NULL, NULL},
	{FIELD_HOST, ".", NULL, NULL},
	{FIELD_HOST, "..", NULL, NULL},
	{FIELD_HOST, "a..b", NULL, NULL},
	{FIELD_HOST, ".example.org", NULL, NULL},
	{FIELD_HOST, "smtp.example.org..", NULL, NULL},
	{FIELD_HOST, "-smtp.example.org", NULL, NULL},
	{FIELD_HOST, "smtp-.example.org", NULL, NULL},
	{FIELD_HOST, "256.0.2.1", NULL, NULL},
	{FIELD_HOST, "192.0.2", NULL, NULL},
	{FIELD_MAIL_TO, " a@example.org ", "a@example.org", NULL},
	{FIELD_MAIL_TO, "a@example.org,b@example.org", "a@example.org, b@example.org", NULL},
	{FIELD_MAIL_TO, "a@example.org ,  b@example.org,", "a@example.org, b@example.org", NULL},
	{FIELD_MAIL_TO, "a@example.org b@example.org", NULL, NULL},
	{FIELD_MAIL_TO, "a@example.org,,b@example.org", "a@example.org, b@example.org", NULL},
	{FIELD_MAIL_TO, "root", NULL, "name@example.org"},
	{FIELD_MAIL_TO, ",", NULL, "is needed"},
	{FIELD_SEND_AS, "ANY", "any", NULL},
	{FIELD_SEND_AS, "all", NULL, "from any"},
	{FIELD_HOST, "192.0.2.1.5", NULL, NULL},
	{FIELD_HOST, "127.1", NULL, NULL},
	{FIELD_HOST, "12345", NULL, NULL},
	{FIELD_HOST, "2001:db8::12345", NULL, NULL},
	{FIELD_HOST, "smtp.example.org:587", NULL, "port in Port"},
	{FIELD_HOST, "192.0.2.1:25", NULL, "port in Port"},
	{FIELD_HOST, "[::1]:25", NULL, "port in Port"},
	{FIELD_HOST, "smtp://smtp.example.org", NULL, "only the server's name"},
	{FIELD_HOST, "smtps://smtp.example.org:465/", NULL, "only the server's name"},
	{FIELD_HOST, "https://mail.example.org/login", NULL, "only the server's name"},
	{FIELD_HOST, "smtp.example.org/mail", NULL, "only the server's name"},
	{FIELD_HOST, "office@example.org", NULL, "e-mail address"},
	{FIELD_HOST, "smtp example org", NULL, "no blanks"},
	{FIELD_HOST, "smtp.ex*mple.org", NULL, NULL},
	{FIELD_HOST, "$(id)", NULL, NULL},
	{FIELD_HOST, "\"smtp.example.org\"", NULL, NULL},

	{FIELD_HELO, "mx.example.org", "mx.example.org", NULL},
	{FIELD_HELO, "[192.0.2.1]", "[192.0.2.1]", NULL},
	{FIELD_HELO, "[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]", NULL},
	{FIELD_HELO, "192.0.2.1", "192.0.2.1", NULL}, /* a rule refuses it and offers the literal */
	{FIELD_HELO, "[IPv6:192.0.2.1]", NULL, NULL},
	{FIELD_HELO, "[192.0.2.300]", NULL, NULL},
	{FIELD_HELO, "[IPv6:]", NULL, NULL},
	{FIELD_HELO, "mx example", NULL, NULL},
	{FIELD_HELO, "mx/../x", NULL, NULL},

	{FIELD_PORT, "1", "1", NULL},
	{FIELD_PORT, "65535", "65535", NULL},
	{FIELD_PORT, " 587 ", "587", NULL},
	{FIELD_PORT, "0587", "587", NULL},
	{FIELD_PORT, "0", NULL, "from 1 to 65535"},
	{FIELD_PORT, "65536", NULL, "from 1 to 65535"},
	{FIELD_PORT, "99999999999", NULL, NULL},
	{FIELD_PORT, "18446744073709552203", NULL, NULL}, /* 2^64 + 587 */
	{FIELD_PORT, "4294967883", NULL, NULL},           /* 2^32 + 587 */
	{FIELD_PORT, "-1", NULL, NULL},
	{FIELD_PORT, "+587", NULL, NULL},
	{FIELD_PORT, "587.0", NULL, NULL},
	{FIELD_PORT, "0x24b", NULL, NULL},
	{FIELD_PORT, "587 465", NULL, NULL},
	{FIELD_PORT, "smtp", NULL, NULL},
	{FIELD_PORT, "\xD9\xA5", NULL, NULL}, /* a digit, but not of these */

	{FIELD_PER_HOUR, "0", "0", NULL},
	{FIELD_PER_HOUR, "1000000", "1000000", NULL},
	{FIELD_PER_HOUR, "1000001", NULL, "from 0 to 1000000"},
	{FIELD_PER_HOUR, "1,000", NULL, NULL},
	{FIELD_TIMEOUT, "1", "1", NULL},
	{FIELD_TIMEOUT, "600", "600", NULL},
	{FIELD_TIMEOUT, "0", NULL, NULL},
	{FIELD_TIMEOUT, "601", NULL, NULL},
	{FIELD_TIMEOUT, "15s", NULL, NULL},

	{FIELD_PROTOCOL, "starttls", "starttls", NULL},
	{FIELD_PROTOCOL, "STARTTLS", "starttls", NULL},
	{FIELD_PROTOCOL, " Ssl ", "ssl", NULL},
	{FIELD_PROTOCOL, "Plain", "plain", NULL},
	{FIELD_PROTOCOL, "tls", NULL, "starttls"},
	{FIELD_PROTOCOL, "TLS", NULL, "ssl"},
	{FIELD_PROTOCOL, "smtps", NULL, "starttls ssl plain"},
	{FIELD_PROTOCOL, "start", NULL, NULL},
	{FIELD_HOSTING, "Hosted", "hosted", NULL},
	{FIELD_HOSTING, "selfhosted", NULL, "self-hosted"},
	{FIELD_METHOD, "CRAM-MD5", "cram-md5", NULL},
	{FIELD_METHOD, "XOAUTH2", "xoauth2", NULL},
	{FIELD_METHOD, "scram-sha-256", NULL, "oauthbearer"},

	{FIELD_FROM, "office@example.org", "office@example.org", NULL},
	{FIELD_FROM, " o@example.org ", "o@example.org", NULL},
	{FIELD_FROM, "first.last+tag@sub.example.org", "first.last+tag@sub.example.org", NULL},
	{FIELD_FROM, "root@localhost", "root@localhost", NULL},
	{FIELD_FROM, "a@[192.0.2.1]", "a@[192.0.2.1]", NULL},
	{FIELD_FROM, "a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]", NULL},
	{FIELD_FROM, "o'neil@example.org", "o'neil@example.org", NULL},
	{FIELD_FROM,
		"b\xC3\xBC"
		"cher@b\xC3\xBC"
		"cher.example",
		"b\xC3\xBC"
		"cher@b\xC3\xBC"
		"cher.example",
		NULL},
	{FIELD_FROM, LABEL_63 "a@example.org", LABEL_63 "a@example.org", NULL},
	{FIELD_FROM, LABEL_63 "aa@example.org", NULL, "before the @"},
	{FIELD_FROM, "office", NULL, "name@example.org"},
	{FIELD_FROM, "@example.org", NULL, "before the @"},
	{FIELD_FROM, "office@", NULL, "after the @"},
	{FIELD_FROM, "a@b@example.org", NULL, NULL},
	{FIELD_FROM, "Office <office@example.org>", NULL, "without a name"},
	{FIELD_FROM, "two words@example.org", NULL, NULL},
	{FIELD_FROM, "a..b@example.org", NULL, NULL},
	{FIELD_FROM, ".a@example.org", NULL, NULL},
	{FIELD_FROM, "a.@example.org", NULL, NULL},
	{FIELD_FROM, "a@192.0.2.1", NULL, "after the @"},
	{FIELD_FROM, "a@exa mple.org", NULL, NULL},
	{FIELD_FROM, "a,b@example.org", NULL, NULL},
	{FIELD_FROM, "a@example.org,b@example.org", NULL, NULL},
	{FIELD_REPLY_TO, "desk@example.org", "desk@example.org", NULL},
	{FIELD_REPLY_TO, "desk", NULL, NULL},

	{FIELD_FROM_NAME, "School \"Library\", Room 2 <x>", "School \"Library\", Room 2 <x>", NULL},
	{FIELD_USER, "DOMAIN\\user name", "DOMAIN\\user name", NULL},
	{FIELD_PASSWORD, " two  blanks ", " two  blanks ", NULL},
	{FIELD_PASSWORD, " ", " ", NULL},
	{FIELD_CA_FILE, "/etc/ssl/a b.pem", "/etc/ssl/a b.pem", NULL},
	{FIELD_CA_FILE, "ca.pem", NULL, "begins with /"},
	{FIELD_CA_FILE, "~/ca.pem", NULL, "begins with /"},

	{FIELD_PASSWORD_FILE, "/run/secrets/mail", "/run/secrets/mail", NULL},
	{FIELD_PASSWORD_FILE, "~/mail", NULL, "~ is not expanded"},
	{FIELD_PASSWORD_FILE, "mail", NULL, "begins with /"},

	{FIELD_PASSWORD_CREDENTIAL, "smtp-password", "smtp-password", NULL},
	{FIELD_PASSWORD_CREDENTIAL, "..x", "..x", NULL},
	{FIELD_PASSWORD_CREDENTIAL, "/smtp", NULL, "without a /"},
	{FIELD_PASSWORD_CREDENTIAL, "a/b", NULL, "without a /"},
	{FIELD_PASSWORD_CREDENTIAL, ".", NULL, "directory"},
	{FIELD_PASSWORD_CREDENTIAL, "..", NULL, "directory"},
	{FIELD_PASSWORD_CREDENTIAL,
		TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
			TEN TEN TEN TEN "abcdef",
		NULL, "255"},

	{FIELD_PASSWORD_COMMAND, "pass show mail", "pass show mail", NULL},
	{FIELD_PASSWORD_COMMAND, "  /usr/bin/pass  show ", "/usr/bin/pass  show", NULL},
	{FIELD_PASSWORD_COMMAND, "'/opt/my tools/get' $HOME *", "'/opt/my tools/get' $HOME *",
		NULL},
	{FIELD_PASSWORD_COMMAND, "get \"a \\\" b\"", "get \"a \\\" b\"", NULL},
	{FIELD_PASSWORD_COMMAND, "get 'a", NULL, "single quote"},
	{FIELD_PASSWORD_COMMAND, "get \"a", NULL, "double quote"},
	{FIELD_PASSWORD_COMMAND, "get a\\", NULL, "backslash"},
	{FIELD_PASSWORD_COMMAND, "'' a", NULL, "empty"},
	{FIELD_PASSWORD_COMMAND, "\"\"", NULL, "empty"},
	{FIELD_PASSWORD_COMMAND, "bin/get", NULL, "full path"},
	{FIELD_PASSWORD_COMMAND, "./get", NULL, "full path"},
	{FIELD_PASSWORD_COMMAND, "~/bin/get", NULL, "~ is not expanded"},

	{FIELD_PIN, PIN, PIN, NULL},
	{FIELD_PIN, PIN ";" PIN, PIN ";" PIN, NULL},
	{FIELD_PIN, PIN ";", NULL, NULL},
	{FIELD_PIN, ";" PIN, NULL, NULL},
	{FIELD_PIN, PIN "," PIN, NULL, NULL},
	{FIELD_PIN, HASH, NULL, "sha256//"},
	{FIELD_PIN, "sha256//", NULL, NULL},
	{FIELD_PIN, PIN "=", NULL, NULL},
	{FIELD_PIN, "SHA256//" HASH, NULL, NULL},
	{FIELD_PIN, "sha256//YLh1dUR9y6Kja30RrAn7JKnbQG_uEtLMkBgFF2Fuihg=", NULL, NULL},
	{FIELD_PIN, "sha256//YLh1dUR9y6Kja30RrAn7JKnbQG/uEtLMkBgFF2Fuihg", NULL, NULL},
};

static void each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		const struct field *f = &fields[rows[i].id];
		struct err e = {0};
		struct str out;
		int result;

		str_init(&out, value_max);
		result = field_check(f, rows[i].input, &out, &e);
		if (rows[i].canonical)
			unit_expect(result == 0 && strcmp(out.data, rows[i].canonical) == 0,
				"%s: \"%s\": \"%s\" %s", f->key, rows[i].input, out.data,
				e.message);
		else
			unit_expect(result == -1 && e.code == EX_DATAERR && out.len == 0,
				"%s: \"%s\" is accepted as \"%s\"", f->key, rows[i].input,
				out.data);
		unit_expect(!rows[i].words || strstr(e.message, rows[i].words), "%s: \"%s\": %s",
			f->key, rows[i].input, e.message);
		str_fini(&out);
	}
	unit_end();
}

/* What was made canonical once stays as it is. */
static void canonical_is_stable(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct err e;
		struct str out;

		if (!rows[i].canonical)
			continue;
		str_init(&out, value_max);
		unit_expect(field_check(&fields[rows[i].id], rows[i].canonical, &out, &e) == 0 &&
				    strcmp(out.data, rows[i].canonical) == 0,
			"%s: \"%s\"", fields[rows[i].id].key, rows[i].canonical);
		str_fini(&out);
	}
	unit_end();
}

/* Both words of a refused `tls` stand in the one sentence. */
static void tls_is_refused_with_both_words(void **state)
{
	struct err e = {0};
	struct str out;

	(void)state;
	str_init(&out, value_max);
	assert_int_equal(field_check(&fields[FIELD_PROTOCOL], "tls", &out, &e), -1);
	assert_non_null(strstr(e.message, "starttls"));
	assert_non_null(strstr(e.message, "ssl"));
	str_fini(&out);
}

static void kinds_of_host(void **state)
{
	static const struct {
		const char *text;
		bool address, ipv6, qualified;
	} hosts[] = {
		{"192.0.2.1", true, false, false},
		{"::1", true, true, false},
		{"2001:db8::1", true, true, false},
		{"[::1]", false, false, false},
		{"localhost", false, false, false},
		{"mx.example.org", false, false, true},
		{"b\xC3\xBC"
		 "cher.example",
			false, false, true},
		{"", false, false, false},
		{"192.0.2", false, false, false},
		{"a..b", false, false, false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(hosts); i++)
		unit_expect(host_is_address(hosts[i].text) == hosts[i].address &&
				    host_is_ipv6(hosts[i].text) == hosts[i].ipv6 &&
				    host_is_qualified(hosts[i].text) == hosts[i].qualified,
			"\"%s\"", hosts[i].text);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row),
		cmocka_unit_test(canonical_is_stable),
		cmocka_unit_test(tls_is_refused_with_both_words),
		cmocka_unit_test(kinds_of_host),
	};

	return unit_run(tests);
}
