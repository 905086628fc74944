/* The facts of a test over the wire: the same on the other side, cleaned and bounded. */
#include "unit.h"

#include "base/text.h"
#include "model/test_facts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { rounds = 20000, wire_max = 4 * 1024 * 1024 };

static void make_facts(struct facts *f)
{
	struct {
		char **slot;
		const char *text;
	} texts[] = {
		{&f->enhanced, "5.7.8"},
		{&f->text, "no such user \xC3\xBC"},
		{&f->greeting, "220 mx ESMTP"},
		{&f->address, "192.0.2.7"},
		{&f->tls_version, "TLSv1.3"},
		{&f->tls_cipher, "TLS_AES_256_GCM_SHA384"},
		{&f->mechanisms, "PLAIN LOGIN"},
		{&f->tried, "LOGIN"},
		{&f->refused, "PLAIN"},
		{&f->host_name, "host.example.org"},
		{&f->local, "192.0.2.1"},
		{&f->detail, "a detail"},
		{&f->certificate.subject, "CN=mx"},
		{&f->certificate.issuer, "CN=ca"},
		{&f->certificate.not_before, "2026-01-01T00:00:00Z"},
		{&f->certificate.not_after, "2027-01-01T00:00:00Z"},
		{&f->certificate.sha256, "00ff"},
		{&f->certificate.pin, "sha256//AA="},
	};

	facts_init(f);
	for (size_t i = 0; i < unit_count(texts); i++)
		facts_text(texts[i].slot, texts[i].text);
	f->end = END_LOGIN;
	f->step = STEP_AUTH;
	f->flags = FACT_USER | FACT_EHLO | FACT_MALFORMED;
	f->total = 123456;
	f->os_errno = 111;
	f->code = 535;
	f->certificate.days_left = -3;
	f->certificate.problems = CERT_EXPIRED | CERT_WRONG_NAME;
	f->entered[STEP_DNS] = 250;
	f->entered[STEP_AUTH] = 50500;
	strlist_add(&f->certificate.names, "mx.example.org", facts_list_max);
	strlist_add(&f->certificate.names, "192.0.2.7", facts_list_max);
	for (int i = 0; i < 2; i++) {
		struct certificate *c = facts_append_certificate(f);

		facts_text(&c->sha256, i ? "ffee" : "ddcc");
		facts_text(
			&c->subject, i ? "" : "CN=between"); /* empty: RFC 5280 4.1.2.6 allows it */
		strlist_add(&c->names, i ? "root" : "between", facts_chain_names_max);
		c->days_left = 100 + i;
		c->problems = i ? CERT_EXPIRED : 0;
	}
	strlist_add(&f->capabilities, "SIZE 1000", facts_list_max);
	facts_text(&f->recipient, "friend@example.org");
	facts_line(f, 1500, true, "EHLO me");
	facts_line(f, 2125, false, "250-mx  two blanks");
	facts_line(f, 3, false, "");
}

static bool text_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool list_same(const struct strlist *a, const struct strlist *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return a->n == b->n;
}

static void expect_numbers(const struct facts *a, const struct facts *b)
{
	const int64_t pairs[][2] = {
		{(int64_t)a->end, (int64_t)b->end},
		{(int64_t)a->step, (int64_t)b->step},
		{a->flags, b->flags},
		{a->total, b->total},
		{a->os_errno, b->os_errno},
		{a->code, b->code},
		{a->certificate.days_left, b->certificate.days_left},
		{a->certificate.problems, b->certificate.problems},
	};

	for (size_t i = 0; i < unit_count(pairs); i++)
		unit_expect(pairs[i][0] == pairs[i][1], "number %zu: %" PRId64, i, pairs[i][1]);
	for (int i = 0; i < STEP_COUNT; i++)
		unit_expect(a->entered[i] == b->entered[i], "step %d: %" PRId64, i, b->entered[i]);
}

static void expect_texts(const struct facts *a, const struct facts *b)
{
	const struct certificate *c = &a->certificate, *d = &b->certificate;
	const char *const pairs[][2] = {
		{a->enhanced, b->enhanced},
		{a->text, b->text},
		{a->greeting, b->greeting},
		{a->address, b->address},
		{a->tls_version, b->tls_version},
		{a->tls_cipher, b->tls_cipher},
		{a->mechanisms, b->mechanisms},
		{a->tried, b->tried},
		{a->refused, b->refused},
		{a->host_name, b->host_name},
		{a->local, b->local},
		{a->detail, b->detail},
		{c->subject, d->subject},
		{c->issuer, d->issuer},
		{c->not_before, d->not_before},
		{c->not_after, d->not_after},
		{c->sha256, d->sha256},
		{c->pin, d->pin},
	};

	for (size_t i = 0; i < unit_count(pairs); i++)
		unit_expect(text_same(pairs[i][0], pairs[i][1]), "text %zu: %s", i, pairs[i][1]);
	unit_expect(list_same(&c->names, &d->names), "names");
	unit_expect(list_same(&a->capabilities, &b->capabilities), "capabilities");
}

static void expect_lines(const struct facts *a, const struct facts *b)
{
	unit_expect(a->lines == b->lines, "%zu lines", b->lines);
	for (size_t i = 0; i < a->lines && i < b->lines; i++) {
		const struct transcript_line *x = &a->transcript[i], *y = &b->transcript[i];

		unit_expect(x->us == y->us && x->from_client == y->from_client &&
				    strcmp(x->text, y->text) == 0,
			"line %zu: %" PRId64 " us, %zu bytes of %zu", i, y->us, strlen(y->text),
			strlen(x->text));
	}
}

static void expect_chain(const struct facts *a, const struct facts *b)
{
	unit_expect(a->chain_length == b->chain_length, "%zu in the chain", b->chain_length);
	for (size_t i = 0; i < a->chain_length && i < b->chain_length; i++) {
		const struct certificate *c = &a->chain[i], *d = &b->chain[i];

		unit_expect(text_same(c->sha256, d->sha256) && text_same(c->subject, d->subject) &&
				    !d->issuer && list_same(&c->names, &d->names) &&
				    c->days_left == d->days_left && c->problems == d->problems,
			"certificate %zu of the chain: %s", i, d->sha256);
	}
}

static int over_the_wire(const struct facts *from, struct facts *to)
{
	struct wire_record *record = malloc(sizeof(*record));
	struct str s;
	int result;

	str_init(&s, wire_max);
	facts_encode(from, &s);
	assert_int_equal(wire_next(&s, record), s.len);
	facts_init(to);
	result = facts_decode(to, record);
	str_fini(&s);
	free(record);
	return result;
}

static void round_trip(void **state)
{
	struct facts f, back;

	(void)state;
	make_facts(&f);
	assert_int_equal(over_the_wire(&f, &back), 0);
	expect_numbers(&f, &back);
	expect_texts(&f, &back);
	expect_lines(&f, &back);
	expect_chain(&f, &back);
	facts_fini(&f);
	facts_fini(&back);
	unit_end();
}

/* What comes before the first certificate of the chain, or behind the last that fits, is none. */
static void the_chain_is_bounded(void **state)
{
	struct wire_record *record = malloc(sizeof(*record));
	struct facts f;

	(void)state;
	record->type = "result";
	record->n = 1 + (facts_chain_max + 1) * 2;
	record->values[0] = (struct wire_value) {"chain.subject", "lost", 4};
	for (size_t i = 1; i < record->n; i++)
		record->values[i] = i % 2 ? (struct wire_value) {"chain.sha256", "00", 2}
					  : (struct wire_value) {"chain.subject", "CN=x", 4};
	facts_init(&f);
	assert_int_equal(facts_decode(&f, record), 0);
	assert_int_equal(f.chain_length, facts_chain_max);
	assert_null(f.certificate.subject);
	for (size_t i = 0; i < f.chain_length; i++)
		assert_string_equal(f.chain[i].subject, "CN=x");
	facts_fini(&f);
	record->n = 2;
	record->values[0] = (struct wire_value) {"chain.sha256", "00", 2};
	record->values[1] = (struct wire_value) {"chain.problems", "-1", 2};
	assert_int_equal(facts_decode(&f, record), -1);
	facts_fini(&f);
	free(record);
}

static void nothing_known_stays_unknown(void **state)
{
	struct facts f, back;

	(void)state;
	facts_init(&f);
	assert_int_equal(over_the_wire(&f, &back), 0);
	expect_numbers(&f, &back);
	expect_texts(&f, &back);
	expect_lines(&f, &back);
	facts_fini(&back);
	unit_end();
}

/* A line as long as lines may be arrives whole: the time before it must not cost its end. */
static void the_longest_line_arrives(void **state)
{
	char longest[facts_text_max + 1];
	struct facts f, back;

	(void)state;
	memset(longest, 'x', facts_text_max);
	longest[facts_text_max] = '\0';
	facts_init(&f);
	facts_line(&f, 12345678, false, longest);
	facts_text(&f.text, longest);
	assert_int_equal(over_the_wire(&f, &back), 0);
	expect_texts(&f, &back);
	expect_lines(&f, &back);
	facts_fini(&f);
	facts_fini(&back);
	unit_end();
}

static void lists_and_lines_are_bounded(void **state)
{
	struct wire_record *record = malloc(sizeof(*record));
	struct facts f;

	(void)state;
	record->type = "result";
	record->n = wire_values_max;
	for (size_t i = 0; i < wire_values_max; i++)
		record->values[i] = i % 2 ? (struct wire_value) {"line", "1 S x", 5}
					  : (struct wire_value) {"capability", "X", 1};
	facts_init(&f);
	assert_int_equal(facts_decode(&f, record), 0);
	assert_int_equal(f.lines, facts_transcript_max);
	assert_int_equal(f.capabilities.n, facts_list_max);
	facts_fini(&f);
	free(record);
}

/* What the worker sends is cleaned once more: it parses what a hostile server wrote. */
static void texts_are_cleaned(void **state)
{
	struct facts f, back;

	(void)state;
	facts_init(&f);
	facts_text(&f.text, "\x1B[2J\xE2\x80\xAE");
	facts_line(&f, 1, false,
		"a\x1B"
		"b");
	strlist_add(&f.capabilities, "\xFF", 1);
	assert_int_equal(over_the_wire(&f, &back), 0);
	assert_string_equal(back.text, "?[2J?");
	assert_string_equal(back.transcript[0].text, "a?b");
	assert_string_equal(back.capabilities.items[0], "?");
	facts_fini(&f);
	facts_fini(&back);
}

static void impossible_numbers_are_refused(void **state)
{
	static const struct {
		const char *name, *number;
	} rows[] = {
		{"end", "-1"},
		{"end", "99"},
		{"step", "-1"},
		{"step", "11"},
		{"flags", "-1"},
		{"flags", "4294967296"},
		{"errno", "3e9"},
		{"code", "1e300"},
		{"days_left", "-3e9"},
		{"days_left", "-1e300"},
		{"problems", "3e9"},
		{"problems", "-1"},
	};
	struct wire_record *record = calloc(1, sizeof(*record));

	(void)state;
	record->type = "result";
	record->n = 1;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct facts f;

		record->values[0] =
			(struct wire_value) {rows[i].name, rows[i].number, strlen(rows[i].number)};
		facts_init(&f);
		unit_expect(facts_decode(&f, record) == -1, "%s=%s", rows[i].name, rows[i].number);
		facts_fini(&f);
	}
	record->type = "step";
	unit_expect(facts_decode(NULL, record) == -1, "a record of another type");
	free(record);
	unit_end();
}

static void expect_clean(const struct facts *f)
{
	const char *const texts[] = {f->text, f->greeting, f->detail, f->certificate.subject};

	for (size_t i = 0; i < unit_count(texts); i++)
		unit_expect(!texts[i] || (strlen(texts[i]) <= facts_text_max &&
						 text_is_clean(texts[i], strlen(texts[i]))),
			"text %zu", i);
	for (size_t i = 0; i < f->lines; i++)
		unit_expect(text_is_clean(f->transcript[i].text, strlen(f->transcript[i].text)),
			"line %zu", i);
}

static void random_bytes(void **state)
{
	struct wire_record *record = malloc(sizeof(*record));
	uint64_t seed = 0xD1B54A32D192ED03u;
	struct facts f;
	struct str good;
	int accepted = 0;

	(void)state;
	make_facts(&f);
	str_init(&good, wire_max);
	facts_encode(&f, &good);
	for (int i = 0; i < rounds; i++) {
		struct str s;
		struct facts back;

		str_init(&s, wire_max);
		str_add(&s, good.data, good.len);
		for (int n = 0; n < 1 + i % 8; n++)
			s.data[4 + unit_random(&seed) % (s.len - 4)] = (char)unit_random(&seed);
		facts_init(&back);
		if (wire_next(&s, record) > 0 && facts_decode(&back, record) == 0) {
			expect_clean(&back);
			accepted++;
		}
		facts_fini(&back);
		str_fini(&s);
	}
	assert_true(accepted > 0 && accepted < rounds);
	facts_fini(&f);
	str_fini(&good);
	free(record);
	unit_end();
}

static void texts_are_cut_and_emptied(void **state)
{
	static char text[facts_text_max + 100];
	char *slot = NULL;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	facts_text(&slot, text);
	assert_int_equal(strlen(slot), facts_text_max);
	facts_text(&slot, "short");
	assert_string_equal(slot, "short");
	facts_text(&slot, NULL);
	assert_null(slot);
}

static void a_capability_is_found_by_its_word(void **state)
{
	static const struct {
		const char *keyword, *value; /* NULL: not offered */
	} rows[] = {
		{"SIZE", "1000"},
		{"PIPELINING", ""},
		{"SMTPUTF8", ""},
		{"AUTH", "PLAIN LOGIN"},
		{"SIZ", NULL},
		{"XSIZE", NULL},
		{"DSN", NULL},
	};
	struct facts f;

	(void)state;
	facts_init(&f);
	strlist_add(&f.capabilities, "PIPELINING", 10);
	strlist_add(&f.capabilities, "SIZE2 7", 10);
	strlist_add(&f.capabilities, "size  1000", 10);
	strlist_add(&f.capabilities, "smtputf8 ", 10);
	strlist_add(&f.capabilities, "AUTH PLAIN LOGIN", 10);
	strlist_add(&f.capabilities, "XSIZES", 10);
	for (size_t i = 0; i < unit_count(rows); i++) {
		const char *value = facts_capability(&f, rows[i].keyword);

		unit_expect(rows[i].value ? value && strcmp(value, rows[i].value) == 0 : !value,
			"%s: %s", rows[i].keyword, value ? value : "(none)");
	}
	facts_fini(&f);
	unit_end();
}

static void steps_and_problems_have_words(void **state)
{
	static const char *const problems[] = {"expired", "not_yet_valid", "self_signed",
		"unknown_ca", "wrong_name", "weak", "other"};
	static const char *const steps[] = {"dns", "connect", "greeting", "ehlo", "starttls", "tls",
		"auth", "sender", "recipient", "content", "done"};

	(void)state;
	for (int i = 0; i < STEP_COUNT; i++) {
		assert_string_equal(step_name((enum step)i), steps[i]);
		assert_int_equal(step_find(steps[i]), i);
		assert_true(step_label((enum step)i)[0] != '\0');
	}
	assert_null(step_name(STEP_COUNT));
	assert_null(step_label((enum step) - 1));
	assert_int_equal(step_find("nowhere"), STEP_COUNT);
	for (size_t i = 0; i < unit_count(problems); i++)
		assert_string_equal(cert_problem_name(1u << i), problems[i]);
	assert_null(cert_problem_name(1u << unit_count(problems)));
	assert_null(cert_problem_name(CERT_EXPIRED | CERT_OTHER));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trip),
		cmocka_unit_test(the_chain_is_bounded),
		cmocka_unit_test(nothing_known_stays_unknown),
		cmocka_unit_test(the_longest_line_arrives),
		cmocka_unit_test(lists_and_lines_are_bounded),
		cmocka_unit_test(texts_are_cleaned),
		cmocka_unit_test(impossible_numbers_are_refused),
		cmocka_unit_test(random_bytes),
		cmocka_unit_test(texts_are_cut_and_emptied),
		cmocka_unit_test(a_capability_is_found_by_its_word),
		cmocka_unit_test(steps_and_problems_have_words),
	};

	return unit_run(tests);
}
