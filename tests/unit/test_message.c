/* The test message, byte by byte: time and the random part are given. */
#include "fixture.h"

#include "model/message.h"

#include <stdlib.h>

enum { noon = 1795690800 }; /* Thu, 26 Nov 2026 11:00:00 UTC */

#define SERVER "server.host=mx.example.org "
#define FROM   SERVER "sender.from=office@example.org "

static void set_name(struct settings *s, const char *name)
{
	struct err e;

	if (settings_assign(s, FIELD_FROM_NAME, name, &e) < 0)
		fail_msg("%s: %s", name, e.message);
}

static void compose(const struct settings *s, const char *to, struct str *out)
{
	const struct message message = {
		.settings = s,
		.to = to,
		.host_name = "here.example.org",
		.unique = "0123abc",
		.at = noon,
		.zone = 3600,
	};

	str_init(out, message_max);
	message_compose(&message, out);
}

#define REST                                                                                       \
	"Subject: Test message from smtpsetup\r\n"                                                 \
	"Date: Thu, 26 Nov 2026 12:00:00 +0100\r\n"                                                \
	"Message-ID: <0123abc@example.org>\r\n"                                                    \
	"Auto-Submitted: auto-generated\r\n"                                                       \
	"MIME-Version: 1.0\r\n"
#define PLAIN                                                                                      \
	"Content-Type: text/plain; charset=us-ascii\r\n"                                           \
	"Content-Transfer-Encoding: 7bit\r\n"                                                      \
	"\r\n"                                                                                     \
	"This is a test message from smtpsetup.\r\n"                                               \
	"It was sent with these settings:\r\n"                                                     \
	"\r\n"
#define BEHIND                                                                                     \
	"  Sent from  here.example.org\r\n  Sent at    Thu, 26 Nov 2026 12:00:00 "                 \
	"+0100\r\n\r\nYou need not answer it.\r\n"

static void exact_texts(void **state)
{
	static const struct {
		const char *settings, *name, *text;
	} rows[] = {
		{FROM, "",
			"From: office@example.org\r\n"
			"To: friend@example.net\r\n" REST PLAIN
			"  Server     mx.example.org port 587\r\n"
			"  Transport  TLS (STARTTLS)\r\n"
			"  User       none (without a login)\r\n" BEHIND},
		{FROM "auth.user=me@example.org auth.password=secret-word server.port=465 "
		      "server.protocol=ssl sender.reply_to=desk@example.org",
			"Library Office",
			"From: Library Office <office@example.org>\r\n"
			"To: friend@example.net\r\n"
			"Reply-To: desk@example.org\r\n" REST PLAIN
			"  Server     mx.example.org port 465\r\n"
			"  Transport  SSL (encrypted from the first byte)\r\n"
			"  User       me@example.org\r\n" BEHIND},
		{FROM "server.port=25 server.protocol=plain auth.user=j\303\266rg", "J. \"R\" \\S",
			"From: \"J. \\\"R\\\" \\\\S\" <office@example.org>\r\n"
			"To: friend@example.net\r\n" REST
			"Content-Type: text/plain; charset=utf-8\r\n"
			"Content-Transfer-Encoding: quoted-printable\r\n"
			"\r\n"
			"This is a test message from smtpsetup.\r\n"
			"It was sent with these settings:\r\n"
			"\r\n"
			"  Server     mx.example.org port 25\r\n"
			"  Transport  Standard SMTP (not encrypted)\r\n"
			"  User       j=C3=B6rg\r\n" BEHIND},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct str out;

		fixture_settings(&s, rows[i].settings);
		set_name(&s, rows[i].name);
		compose(&s, "friend@example.net", &out);
		unit_expect(strcmp(out.data, rows[i].text) == 0, "row %zu:\n%s", i, out.data);
		str_fini(&out);
		settings_fini(&s);
	}
	unit_end();
}

static void names_in_their_forms(void **state)
{
	static const struct {
		const char *name, *line; /* the beginning of the message */
	} rows[] = {
		{"Anne", "From: Anne <"},
		{"Anne Marie", "From: Anne Marie <"},
		{"Anne  Marie", "From: \"Anne  Marie\" <"},
		{"R&D/IT", "From: R&D/IT <"},
		{"Smith, John", "From: \"Smith, John\" <"},
		{"info@example.org", "From: \"info@example.org\" <"},
		{"=?UTF-8?Q?x?=", "From: =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fx=3F=3D?= <"},
		{"B\303\274ro 7", "From: =?UTF-8?Q?B=C3=BCro_7?= <"},
		{"a_b\303\251", "From: =?UTF-8?Q?a=5Fb=C3=A9?= <"},
		{"\346\235\261\344\272\254\351\203\275\345\233\263\346\233\270\351\244\250"
		 "\346\235\261",
			"From: =?UTF-8?Q?=E6=9D=B1=E4=BA=AC=E9=83=BD=E5=9B=B3=E6=9B=B8=E9=A4=A8?="
			"\r\n =?UTF-8?Q?=E6=9D=B1?= <office@example.org>\r\n"},
		{"The Municipal Library of the Town of Somewhere by the River and Sea",
			"From: =?UTF-8?Q?"},
		{"The Municipal Library of the Town of Somewhere by the River Long",
			"From: The Municipal Library of the Town of Somewhere by the River Long\r\n"
			" <office@example.org>\r\n"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct str out;

		fixture_settings(&s, FROM);
		set_name(&s, rows[i].name);
		compose(&s, "friend@example.net", &out);
		unit_expect(strncmp(out.data, rows[i].line, strlen(rows[i].line)) == 0, "%s:\n%.*s",
			rows[i].name, (int)strcspn(out.data, "T"), out.data);
		str_fini(&out);
		settings_fini(&s);
	}
	unit_end();
}

static void dates(void **state)
{
	static const struct {
		time_t at;
		long zone;
		const char *text;
	} rows[] = {
		{0, 0, "Thu, 1 Jan 1970 00:00:00 +0000"},
		{noon, -12600, "Thu, 26 Nov 2026 07:30:00 -0330"},
		{noon, 20700, "Thu, 26 Nov 2026 16:45:00 +0545"},
		{noon, -43200, "Wed, 25 Nov 2026 23:00:00 -1200"},
		{951782399, 1, "Tue, 29 Feb 2000 00:00:00 +0000"},
		{4102444799, 0, "Thu, 31 Dec 2099 23:59:59 +0000"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str out;

		str_init(&out, 100);
		message_date(rows[i].at, rows[i].zone, &out);
		unit_expect(strcmp(out.data, rows[i].text) == 0, "row %zu: %s", i, out.data);
		str_fini(&out);
	}
	unit_end();
}

static void expect_bytes(const struct str *m, size_t round)
{
	for (size_t i = 0; i < m->len; i++) {
		char c = m->data[i];

		unit_expect(!(c & 0x80), "round %zu: 8 bit", round);
		unit_expect(c >= ' ' || c == '\r' || c == '\n', "round %zu: a control", round);
		unit_expect((c == '\r') == (m->data[i + 1] == '\n'), "round %zu: an end", round);
	}
}

/* What holds for every message from and to an address of common length. */
static void expect_proper(const struct str *m, size_t round)
{
	const char *body = strstr(m->data, "\r\n\r\n"), *line = m->data;

	assert_non_null(body);
	expect_bytes(m, round);
	while (*line) {
		size_t len = strcspn(line, "\r");
		const char *word = strstr(line, "=?");
		bool encoded = line < body && word && word < line + len;

		unit_expect(len <= (encoded ? 76 : 78), "round %zu: %.*s", round, (int)len, line);
		unit_expect(*line != '.', "round %zu: %.*s", round, (int)len, line);
		line += len + 2;
	}
	unit_expect(line == m->data + m->len, "round %zu: the end", round);
}

/* Values put together at random, as far as their types let them in. */
static void proper_whatever_the_values(void **state)
{
	static const char *const pieces[] = {"a", "Z", "9", ".", " ", "  ", "=", "?", "=?", "_",
		"-", "\"", "\\", "<", ">", ",", ":", "\303\251", "\342\202\254", "\360\237\222\214",
		"................", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"\r\nBcc: x@example.net", "\n", "\r", "\r\n\r\nbody", "\033[2J"};
	static const enum field_id ids[] = {FIELD_FROM_NAME, FIELD_USER, FIELD_HOST};
	uint64_t seed = 4711;

	(void)state;
	for (size_t round = 0; round < 3000; round++) {
		struct settings s;
		struct str value, out;

		fixture_settings(&s, FROM);
		str_init(&value, 2000);
		for (size_t f = 0; f < unit_count(ids); f++) {
			struct err e;

			str_clear(&value);
			for (uint64_t n = unit_random(&seed) % 20; n; n--)
				str_text(&value, pieces[unit_random(&seed) % unit_count(pieces)]);
			(void)settings_assign(&s, ids[f], value.data, &e);
		}
		compose(&s, "friend@example.net", &out);
		expect_proper(&out, round);
		unit_expect(!out.full && !strstr(out.data, "\nBcc"), "round %zu", round);
		str_fini(&out);
		str_fini(&value);
		settings_fini(&s);
	}
	unit_end();
}

/* The name of a machine is no setting: nothing has checked it. */
static void an_odd_machine(void **state)
{
	struct settings s;
	struct str out;

	(void)state;
	fixture_settings(&s, FROM);
	str_init(&out, message_max);
	message_compose(
		&(struct message) {
			.settings = &s,
			.to = "friend@example.net",
			.host_name = "here\r\n.\r\nMAIL FROM:<x@example.net>\r\n\377",
			.unique = "1",
		},
		&out);
	expect_proper(&out, 0);
	assert_non_null(strstr(out.data, "here??.??MAIL"));
	str_fini(&out);
	settings_fini(&s);
	unit_end();
}

/* An address beyond ASCII goes as it is, into a message that SMTPUTF8 allows (RFC 6532). */
static void a_local_part_beyond_ascii(void **state)
{
	struct settings s;
	struct str out;

	(void)state;
	fixture_settings(&s, FROM);
	set_name(&s, "B\303\274ro");
	compose(&s, "j\303\274rgen@example.net", &out);
	assert_non_null(strstr(out.data, "\r\nTo: j\303\274rgen@example.net\r\n"));
	assert_non_null(strstr(out.data, "From: =?UTF-8?Q?B=C3=BCro?= <office@example.org>\r\n"));
	str_fini(&out);
	settings_fini(&s);
}

static void no_password(void **state)
{
	struct settings s;
	struct str out;

	(void)state;
	fixture_settings(&s, FROM "auth.user=me auth.password=x-secret-word-x");
	compose(&s, "friend@example.net", &out);
	assert_null(strstr(out.data, "secret"));
	str_fini(&out);
	settings_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact_texts),
		cmocka_unit_test(names_in_their_forms),
		cmocka_unit_test(dates),
		cmocka_unit_test(proper_whatever_the_values),
		cmocka_unit_test(an_odd_machine),
		cmocka_unit_test(a_local_part_beyond_ascii),
		cmocka_unit_test(no_password),
	};

	return unit_run(tests);
}
