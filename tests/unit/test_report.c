/* What is told of a test: complete, without a secret, the same at every interface. */
#include "fixture.h"

#include "engine/report.h"
#include "model/fix.h"
#include "model/verdict_notes.h"

static const char settings_words[] = "server.host=mx.example.org server.port=587 auth.user=me "
				     "auth.password=not-to-be-seen sender.from=me@example.org";

/* A test whose facts are those of a login over STARTTLS, with the end and step given. */
static void make_test(struct tester *t, enum end end, enum step step, unsigned flags)
{
	struct facts *f = &t->facts;

	*t = (struct tester) {.begun = true, .judged = true};
	fixture_settings(&t->settings, settings_words);
	facts_init(f);
	f->end = end;
	f->step = step;
	f->flags = flags;
	f->total = 60000;
	f->entered[STEP_DNS] = 0;
	f->entered[STEP_TLS] = 20000;
	f->entered[STEP_EHLO] = 30000;
	f->entered[STEP_CONNECT] = 10000;
	facts_text(&f->address, "192.0.2.7");
	facts_text(&f->certificate.sha256, "00ff");
	facts_text(&f->certificate.subject, "CN=mx.example.org");
	facts_text(&f->certificate.not_after, "2027-01-02T00:00:00Z");
	f->certificate.days_left = 90;
	facts_text(&facts_append_certificate(f)->sha256, "ffee");
	facts_text(&f->chain[0].subject, "CN=between");
	f->chain[0].problems = CERT_EXPIRED;
	strlist_add(&f->capabilities, "SIZE 1000", facts_list_max);
	facts_line(f, 12250, true, "EHLO me");
	facts_line(f, 13500, false, "250 mx");
	diagnose(f, &t->settings, &t->verdict);
}

static void make_good(struct tester *t)
{
	make_test(t, END_OK, STEP_DONE,
		FACT_USER | FACT_BYTES | FACT_GREETING | FACT_EHLO | FACT_ENCRYPTED |
			FACT_AUTH_SENT | FACT_AUTHENTICATED);
}

static void expect_in_order(const char *text, const char *const *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *at = strstr(text, parts[i]);

		unit_expect(
			at, "\"%s\" is missing, or before what comes first in: %s", parts[i], text);
		text = at ? at : text;
	}
}

static void everything_is_in_it(void **state)
{
	static const char *const parts[] = {"smtpsetup ", "It works", "ehlo", "verdict",
		"ok.authenticated", "SMTP Server              mx.example.org\n",
		"Authentication Password  (set)\n", "Display Name             (not set)\n",
		"CN=mx.example.org", "90 days left", "Sent along, 1 of 1", "CN=between",
		"it has expired", "192.0.2.7", "SIZE 1000", "    12.2 C               EHLO me\n",
		"    13.5 S               250 mx\n"};
	struct tester t;
	struct str text;

	(void)state;
	make_good(&t);
	str_init(&text, report_max);
	report_write(&t, false, &text);
	expect_in_order(text.data, parts, unit_count(parts));
	assert_null(strstr(text.data, "not-to-be-seen"));
	assert_false(text.full);
	str_fini(&text);
	tester_fini(&t);
	unit_end();
}

/* What does not exist has no heading either. */
static void nothing_is_said_of_nothing(void **state)
{
	struct tester t = {.begun = true, .judged = true};
	struct str text;

	(void)state;
	fixture_settings(&t.settings, settings_words);
	facts_init(&t.facts);
	t.facts.end = END_RESOLVE;
	diagnose(&t.facts, &t.settings, &t.verdict);
	str_init(&text, report_max);
	report_write(&t, false, &text);
	assert_non_null(strstr(text.data, "dns.not_found"));
	assert_null(strstr(text.data, "Certificates"));
	assert_null(strstr(text.data, "Capabilities"));
	assert_null(strstr(text.data, "Transcript"));
	str_fini(&text);
	tester_fini(&t);
}

static void steps_in_the_order_of_their_times(void **state)
{
	enum step order[STEP_COUNT];
	struct tester t;

	(void)state;
	make_good(&t);
	assert_int_equal(report_steps(&t.facts, order), 4);
	assert_int_equal(order[1], STEP_CONNECT);
	assert_int_equal(order[2], STEP_TLS);
	assert_int_equal(order[3], STEP_EHLO);
	tester_fini(&t);
}

/* What goes well takes one word of several steps; what fails has its own. */
static void steps_in_one_row(void **state)
{
	static const struct {
		enum end end;
		enum step step;
		unsigned flags;
		bool greeted;
		const char *words;
	} rows[] = {
		{END_OK, STEP_DONE, FACT_USER | FACT_ENCRYPTED | FACT_AUTHENTICATED, true,
			"2 Name 10, 2 Connect 40, 2 Encryption 10, 0 Login -"},
		{END_TIMEOUT, STEP_GREETING, FACT_USER, false,
			"2 Name 10, 2 Connect 10, 0 Encryption -, 4 Greeting 40, 0 Login -"},
	};
	static const char ssl[] = "server.port=465 server.protocol=ssl";

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct report_step row[STEP_COUNT];
		struct tester t;
		struct str said;
		int n;

		make_test(&t, rows[i].end, rows[i].step, rows[i].flags);
		fixture_change(&t.settings, ssl);
		if (!rows[i].greeted) {
			t.facts.entered[STEP_TLS] = t.facts.entered[STEP_EHLO] = -1;
			t.facts.entered[STEP_GREETING] = 20000;
		}
		n = report_step_row(&t, row);
		str_init(&said, 500);
		for (int k = 0; k < n; k++) {
			str_format(&said, "%s%d %s ", k ? ", " : "", (int)row[k].tone, row[k].word);
			str_format(&said, row[k].begun ? "%d" : "-", (int)(row[k].us / 1000));
		}
		unit_expect(strcmp(said.data, rows[i].words) == 0, "%s", said.data);
		str_fini(&said);
		tester_fini(&t);
	}
	unit_end();
}

static void a_certificate_that_ends_soon_is_told(void **state)
{
	static const struct {
		int days;
		const char *words; /* NULL: nothing */
	} rows[] = {
		{-1, NULL},
		{0, "expires in 0 days (2027-01-02)"},
		{1, "expires in 1 day ("},
		{verdict_notes_days, "expires in 21 days"},
		{verdict_notes_days + 1, NULL},
	};
	struct tester t;

	(void)state;
	make_good(&t);
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str text;
		bool told;

		str_init(&text, 500);
		t.facts.certificate.days_left = rows[i].days;
		told = report_ending(&t, &text);
		unit_expect(told == (rows[i].words != NULL) &&
				    (!told || strstr(text.data, rows[i].words)),
			"%d days: %s", rows[i].days, text.data);
		str_fini(&text);
	}
	tester_fini(&t);
	unit_end();
}

/* The port speaks TLS at once: both settings, from what to what. */
static void a_fix_says_from_what_to_what(void **state)
{
	static const char *const parts[] = {"Suggested fix\n", "Transport Protocol",
		"TLS (STARTTLS) -> SSL (encrypted from the first byte)\n"};
	struct tester t;
	struct str text;

	(void)state;
	make_test(&t, END_TIMEOUT, STEP_GREETING, FACT_USER | FACT_WANTS_TLS);
	str_init(&text, report_max);
	report_sections[REPORT_RESULT].say(&t, &(struct report_out) {report_as_text, &text});
	expect_in_order(text.data, parts, unit_count(parts));
	unit_expect(fix_is_new(&t.verdict, &t.settings, &t.settings), "the fix is new");
	assert_int_equal(fix_apply(&t.verdict, &t.settings, &t.settings, &(struct err) {0}), 0);
	unit_expect(!fix_is_new(&t.verdict, &t.settings, &t.settings), "and then no more");
	str_fini(&text);
	tester_fini(&t);
	unit_end();
}

/* For a public tracker: the same name has the same word everywhere, and the rest can be read. */
static void names_and_addresses_can_be_hidden(void **state)
{
	static const char *const hidden[] = {"example.org", "me@", "192.0.2.7", "2001:db8",
		"Jo Doe", "jo-laptop", "CN=between", "O=My School", "0123456789abcdef", "/home/jo",
		"other.test", "User ID   me\n"};
	static const char *const parts[] = {"SMTP Server              [server.host]\n",
		"Port                     587\n", "Authentication User ID   [auth.user]\n",
		"From                     [sender.from]\n",
		"Display Name             [sender.from_name]\n",
		"Address                  [IP 1]\n", "SIZE 1000\n", "AUTH PLAIN [hidden]\n",
		"EHLO [our name]\n",
		"250-[server.host] greets [our name] at [IP 2] ([IP 1]), TLSv1.3 5.7.8\n",
		"250 write to [address 1], or to [sender.from]\n"};
	struct tester t;
	struct str text;

	(void)state;
	make_good(&t);
	fixture_change(&t.settings, "sender.from_name=Jo_~Doe tls.ca_file=/home/jo/ca.pem");
	facts_text(&t.facts.certificate.issuer, "CN=root,O=My School");
	facts_text(&t.facts.certificate.sha256,
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	facts_text(&t.facts.helo, "jo-laptop");
	facts_line(&t.facts, 14000, true, "AUTH PLAIN [hidden]");
	facts_line(&t.facts, 14001, true, "EHLO jo-laptop");
	facts_line(&t.facts, 14002, false,
		"250-MX.example.org greets jo-laptop at 2001:db8::1 (192.0.2.7), TLSv1.3 5.7.8");
	facts_line(&t.facts, 14003, false, "250 write to you@other.test, or to me@example.org");
	facts_text(&t.facts.detail, "the one of jo\nDoe");
	str_init(&text, report_max);
	report_write(&t, true, &text);
	for (size_t i = 0; i < unit_count(hidden); i++)
		unit_expect(!strstr(text.data, hidden[i]), "%s is in: %s", hidden[i], text.data);
	for (size_t i = 0; i < unit_count(parts); i++)
		unit_expect(strstr(text.data, parts[i]), "%s is not in: %s", parts[i], text.data);
	unit_expect(strstr(text.data, "ok.authenticated"), "the verdict is no name");
	str_fini(&text);
	tester_fini(&t);
	unit_end();
}

static void long_words_are_broken_at_blanks(void **state)
{
	static const char word[] = "eighteen-characters ";
	char longest[200] = "";
	struct str text;

	(void)state;
	for (int i = 0; i < 8; i++)
		(void)strcat(longest, word);
	longest[strlen(longest) - 1] = '\0';
	str_init(&text, report_max);
	report_as_text(&text, &(struct report_line) {TONE_TEXT, NULL, longest, NULL});
	for (char *line = strtok(text.data, "\n"); line; line = strtok(NULL, "\n"))
		unit_expect(strlen(line) <= 78 && line[0] == 'e', "%s", line);
	str_clear(&text);
	memset(longest, 'x', 100);
	longest[100] = '\0';
	report_as_text(&text, &(struct report_line) {TONE_TEXT, NULL, longest, NULL});
	unit_expect(text.len == 101, "a long word is left whole: %s", text.data);
	str_fini(&text);
	unit_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_in_it),
		cmocka_unit_test(nothing_is_said_of_nothing),
		cmocka_unit_test(steps_in_the_order_of_their_times),
		cmocka_unit_test(steps_in_one_row),
		cmocka_unit_test(a_certificate_that_ends_soon_is_told),
		cmocka_unit_test(a_fix_says_from_what_to_what),
		cmocka_unit_test(names_and_addresses_can_be_hidden),
		cmocka_unit_test(long_words_are_broken_at_blanks),
	};

	return unit_run(tests);
}
