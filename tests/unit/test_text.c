/* Text from outside: UTF-8 as RFC 3629 has it, and what may reach a terminal. */
#include "unit.h"

#include "base/text.h"

#include <string.h>

/* One character as RFC 3629 section 4 writes it down; 0 where the bytes are none. */
static size_t by_the_book(const unsigned char *b, size_t len)
{
	static const struct {
		unsigned char low[4], high[4];
		size_t n;
	} grammar[] = {
		{{0x00}, {0x7F}, 1},
		{{0xC2, 0x80}, {0xDF, 0xBF}, 2},
		{{0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}, 3},
		{{0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}, 3},
		{{0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}, 3},
		{{0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}, 3},
		{{0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}, 4},
		{{0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}, 4},
		{{0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}, 4},
	};

	for (size_t i = 0; i < unit_count(grammar); i++) {
		size_t n = 0;

		while (n < grammar[i].n && n < len && b[n] >= grammar[i].low[n] &&
			b[n] <= grammar[i].high[n])
			n++;
		if (n == grammar[i].n)
			return n;
	}
	return 0;
}

static void agrees_with_the_book(const unsigned char *bytes, size_t len)
{
	uint32_t c = 0;
	size_t n = 9, book = by_the_book(bytes, len);
	bool valid = utf8_next((const char *)bytes, len, &c, &n);

	unit_expect(
		valid == (book > 0) && n == (book ? book : 1) && (valid || c == utf8_replacement),
		"%02x %02x %02x %02x, %zu bytes: valid %d, took %zu, not %zu", bytes[0], bytes[1],
		bytes[2], bytes[3], len, valid, n, book);
}

/* The edges of all ranges of the grammar, in every place, for every lead byte and length. */
static void every_lead_byte(void **state)
{
	static const unsigned char edges[] = {
		0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
	enum { n = sizeof(edges) };

	(void)state;
	for (int lead = 0; lead < 256; lead++)
		for (size_t i = 0; i < n * n * n; i++) {
			const unsigned char bytes[] = {(unsigned char)lead, edges[i % n],
				edges[i / n % n], edges[i / n / n]};

			for (size_t len = 1; len <= sizeof(bytes); len++)
				agrees_with_the_book(bytes, len);
		}
	unit_end();
}

static void reads_the_right_character(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t character;
	} rows[] = {
		{"A", 'A'},
		{"\xC2\x80", 0x80},
		{"\xC3\xA9", 0xE9},
		{"\xDF\xBF", 0x7FF},
		{"\xE0\xA0\x80", 0x800},
		{"\xE2\x82\xAC", 0x20AC},
		{"\xEF\xBF\xBF", 0xFFFF},
		{"\xF0\x90\x80\x80", 0x10000},
		{"\xF0\x9F\x93\xA7", 0x1F4E7},
		{"\xF4\x8F\xBF\xBF", 0x10FFFF},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		uint32_t c;
		size_t n, len = strlen(rows[i].bytes);

		assert_true(utf8_next(rows[i].bytes, len, &c, &n));
		assert_int_equal(c, rows[i].character);
		assert_int_equal(n, len);
	}
}

static void nothing_is_no_character(void **state)
{
	uint32_t c;
	size_t n = 9;

	(void)state;
	assert_false(utf8_next("x", 0, &c, &n));
	assert_int_equal(n, 0);
}

static void clean_text_has_no_controls(void **state)
{
	static const struct {
		const char *text;
		bool clean;
	} rows[] = {
		{"", true},
		{"plain", true},
		{"Gr\xC3\xBC\xC3\x9F"
		 "e",
			true},
		{"a b", true},
		{"a\tb", false},
		{"a\nb", false},
		{"a\r", false},
		{"\x1B[2J", false},
		{"\x7F", false},
		{"\xC2\x80", false},
		{"\xC2\x9B", false},
		{"\xC2\x9F", false},
		{"\xC2\xA0", true},
		{"\xFF", false},
		{"a\xC3", false},
		{"\xED\xA0\x80", false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++)
		unit_expect(text_is_clean(rows[i].text, strlen(rows[i].text)) == rows[i].clean,
			"row %zu", i);
	unit_expect(!text_is_clean("a\0b", 3), "a NUL is a control character");
	unit_end();
}

static void safe_text_is_harmless(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"250 ok", "250 ok"},
		{"Gr\xC3\xBC\xC3\x9F"
		 "e \xF0\x9F\x93\xA7",
			"Gr\xC3\xBC\xC3\x9F"
			"e \xF0\x9F\x93\xA7"},
		{"a\tb", "a b"}, {"\x1B[31mred\x1B[0m", "?[31mred?[0m"},
		{"\x1B]0;title\x07", "?]0;title?"}, {"a\r\nb\x08\x7F", "a??b??"},
		{"\xC2\x9B"
		 "31m",
			"?31m"}, /* CSI in one C1 character */
		{"\x9B"
		 "31m",
			"?31m"},           /* and in one byte */
		{"\xC2\x85next", "?next"}, /* NEL */
		{"a\xE2\x80\xAE"
		 "b",
			"a?b"}, /* right-to-left override */
		{"a\xE2\x81\xA6"
		 "b",
			"a?b"}, /* isolate */
		{"a\xD8\x9C"
		 "b",
			"a?b"},                         /* Arabic letter mark */
		{"pay\xE2\x80\x8Bpal", "pay?pal"},      /* zero-width space */
		{"\xEF\xBB\xBFx", "?x"},                /* byte order mark */
		{"\xE2\x80\xA8line", "?line"},          /* line separator */
		{"\xC2\xADx", "?x"},                    /* soft hyphen */
		{"\xF3\xA0\x81\xA1x", "?x"},            /* tag character */
		{"\xFF\xFE", "??"}, {"\xC0\xAF", "??"}, /* an overlong slash */
		{"\xED\xA0\x80", "???"},                /* a surrogate */
		{"\xE2\x82", "??"},                     /* cut in the middle */
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str out;

		str_init(&out, 100);
		text_safe(&out, rows[i].in, strlen(rows[i].in));
		unit_expect(strcmp(out.data, rows[i].out) == 0, "row %zu: \"%s\"", i, out.data);
		str_fini(&out);
	}
	unit_end();
}

static void safe_text_replaces_nul_bytes(void **state)
{
	struct str out;

	(void)state;
	str_init(&out, 100);
	text_safe(&out, "a\0b", 3);
	assert_string_equal(out.data, "a?b");
	str_fini(&out);
}

/* Every character, alone: what comes out is clean, and never deceptive. */
static void safe_text_for_every_two_bytes(void **state)
{
	(void)state;
	for (int i = 0; i < 65536; i++) {
		const char bytes[] = {(char)(i >> 8), (char)i};
		struct str out;
		uint32_t c;
		size_t n;

		str_init(&out, 100);
		text_safe(&out, bytes, sizeof(bytes));
		unit_expect(text_is_clean(out.data, out.len), "%04x is not clean", (unsigned)i);
		for (size_t at = 0; at < out.len; at += n)
			unit_expect(utf8_next(out.data + at, out.len - at, &c, &n) &&
					    !text_is_deceptive(c),
				"%04x deceives", (unsigned)i);
		str_fini(&out);
	}
	unit_end();
}

/* What is cut is a whole beginning: no half character, and nothing from behind the cut. */
static void safe_text_is_cut_between_characters(void **state)
{
	static const struct {
		size_t max;
		const char *in, *out;
	} rows[] = {
		{3, "abcd", "abc"},
		{3, "ab\xC3\xA9", "ab"},
		{3, "a\xC3\xA9", "a\xC3\xA9"},
		{3, "ab\xE2\x82\xAC", "ab"},
		{3,
			"ab\xE2\x82\xAC"
			"c",
			"ab"},
		{3, "\xF0\x9F\x93\xA7", ""},
		{3, "\xF0\x9F\x93\xA7xyz", ""},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str out;

		str_init(&out, rows[i].max);
		text_safe(&out, rows[i].in, strlen(rows[i].in));
		unit_expect(strcmp(out.data, rows[i].out) == 0, "row %zu: \"%s\"", i, out.data);
		unit_expect(out.full == (strlen(rows[i].in) > rows[i].max), "row %zu: full", i);
		str_fini(&out);
	}
	unit_end();
}

static void trims_blanks_only(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"", ""},
		{" ", ""},
		{" \t a b\t ", "a b"},
		{"a", "a"},
		{"\na\n", "\na\n"},
		{"\xC2\xA0"
		 "a",
			"\xC2\xA0"
			"a"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		size_t len;
		const char *text = text_trim(rows[i].in, &len);

		unit_expect(len == strlen(rows[i].out) && memcmp(text, rows[i].out, len) == 0,
			"row %zu: \"%.*s\"", i, (int)len, text);
	}
	unit_end();
}

static const char *named(const void *context, const char *name)
{
	if (strcmp(name, "host") == 0)
		return context;
	return strcmp(name, "braces") == 0 ? "{host}" : NULL;
}

static void fills_in_names(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"", ""}, {"no name", "no name"}, {"{host}", "mx"}, {"[{host}]!", "[mx]!"},
		{"{host}{host}", "mxmx"}, {"a {nothing} b", "a  b"}, {"{}x", "x"},
		{"{braces}", "{host}"}, /* what is put in is not read again */
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str out;

		str_init(&out, 100);
		text_fill(&out, rows[i].in, named, "mx");
		unit_expect(
			strcmp(out.data, rows[i].out) == 0, "\"%s\": \"%s\"", rows[i].in, out.data);
		str_fini(&out);
	}
	unit_end();
}

static void only_plain_words_get_a_capital(void **state)
{
	static const char *const table[][2] = {
		{"there is no theme", "There is no theme"},
		{"sha256// and more", "sha256// and more"},
		{"bad.cfg: line 2", "bad.cfg: line 2"},
		{"smtp.example.org is", "smtp.example.org is"},
		{"/etc/x is", "/etc/x is"},
		{"", ""},
		{"one", "one"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		char sentence[80];

		(void)snprintf(sentence, sizeof(sentence), "%s", table[i][0]);
		text_capital(sentence);
		unit_expect(strcmp(sentence, table[i][1]) == 0, "%s", sentence);
	}
	unit_end();
}

static void one_word_for_a_shell(void **state)
{
	static const struct {
		const char *text, *word;
	} table[] = {
		{"/etc/smtpsetup/smtpsetup.cfg", "/etc/smtpsetup/smtpsetup.cfg"},
		{"", "''"},
		{"a b", "'a b'"},
		{"$(x)", "'$(x)'"},
		{"it's", "'it'\\''s'"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		struct str out;

		str_init(&out, 100);
		text_shell(&out, table[i].text);
		unit_expect(
			strcmp(out.data, table[i].word) == 0, "%s: %s", table[i].text, out.data);
		str_fini(&out);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_lead_byte),
		cmocka_unit_test(reads_the_right_character),
		cmocka_unit_test(nothing_is_no_character),
		cmocka_unit_test(clean_text_has_no_controls),
		cmocka_unit_test(safe_text_is_harmless),
		cmocka_unit_test(safe_text_replaces_nul_bytes),
		cmocka_unit_test(safe_text_for_every_two_bytes),
		cmocka_unit_test(safe_text_is_cut_between_characters),
		cmocka_unit_test(trims_blanks_only),
		cmocka_unit_test(fills_in_names),
		cmocka_unit_test(only_plain_words_get_a_capital),
		cmocka_unit_test(one_word_for_a_shell),
	};

	return unit_run(tests);
}
