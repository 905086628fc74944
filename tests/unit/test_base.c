/* The small things of base that have one place each: digits, times, directories, near words, lines.
 */
#include "unit.h"

#include "base/hex.h"
#include "base/suggest.h"
#include "base/utc.h"
#include "base/wrap.h"
#include "base/xdg.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static void hex_goes_both_ways(void **state)
{
	unsigned char bytes[256], back[256];
	struct str text;

	(void)state;
	for (int i = 0; i < 256; i++)
		bytes[i] = (unsigned char)i;
	str_init(&text, 512);
	hex_encode(&text, bytes, sizeof(bytes));
	assert_int_equal(text.len, 512);
	assert_memory_equal(text.data, "000102", 6);
	assert_memory_equal(text.data + 506, "fdfeff", 6);
	assert_true(hex_decode(text.data, back, sizeof(back)));
	assert_memory_equal(bytes, back, sizeof(back));
	str_fini(&text);
}

static void hex_takes_digits_only(void **state)
{
	static const char *const wrong[] = {"", "1", "1g", "g1", " 1", "1 ", "0x", "-1"};
	unsigned char byte = 7;

	(void)state;
	for (size_t i = 0; i < unit_count(wrong); i++)
		unit_expect(!hex_decode(wrong[i], &byte, 1), "\"%s\" passes", wrong[i]);
	assert_true(hex_decode("aF", &byte, 1));
	assert_int_equal(byte, 0xAF);
	unit_end();
}

static void times_go_both_ways(void **state)
{
	static const struct {
		time_t at;
		const char *text;
	} rows[] = {
		{0, "1970-01-01T00:00:00Z"},
		{951782400, "2000-02-29T00:00:00Z"},
		{1796067720, "2026-11-30T19:42:00Z"},
		{253402300799, "9999-12-31T23:59:59Z"},
	};
	char text[utc_size];
	time_t at;

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		utc_text(rows[i].at, text);
		assert_string_equal(text, rows[i].text);
		at = 1;
		assert_true(utc_parse(text, &at));
		assert_true(at == rows[i].at);
	}
	utc_text(rows[3].at + 1, text);
	assert_string_equal(text, "");
}

static void a_time_that_no_calendar_has(void **state)
{
	static const time_t wrong[] = {INT64_MAX, INT64_MIN, INT64_MAX / 2, 253402300800};
	char text[utc_local_size];

	(void)state;
	assert_int_equal(setenv("TZ", "UTC0", 1), 0);
	tzset();
	utc_local(1796067720, " at ", text);
	assert_string_equal(text, "2026-11-30 at 19:42");
	utc_local(0, " ", text);
	assert_string_equal(text, "1970-01-01 00:00");
	for (size_t i = 0; i < unit_count(wrong); i++) {
		utc_text(wrong[i], text);
		assert_string_equal(text, "");
		utc_local(wrong[i], " ", text);
		assert_string_equal(text, "an unknown time");
	}
}

static void what_is_no_time_is_refused(void **state)
{
	static const char *const wrong[] = {"", "2026-11-30", "2026-11-30T19:42:00",
		"2026-11-30T19:42:00Zx", "2026-13-30T19:42:00Z", "yesterday"};
	time_t at = 5;

	(void)state;
	for (size_t i = 0; i < unit_count(wrong); i++)
		unit_expect(!utc_parse(wrong[i], &at), "\"%s\" passes", wrong[i]);
	assert_true(at == 5);
	unit_end();
}

static void directories_follow_the_environment(void **state)
{
	static const struct {
		const char *home, *config, *state, *is_config, *is_state;
		bool known;
	} rows[] = {
		{"/home/a", NULL, NULL, "/home/a/.config", "/home/a/.local/state", true},
		{"/home/a", "/c", "/s", "/c", "/s", true},
		{"/home/a", "c", "", "/home/a/.config", "/home/a/.local/state", true},
		{NULL, "/c", "/s", "/c", "/s", true},
		{NULL, NULL, NULL, "/.config", "/.local/state", false},
		{"", NULL, NULL, "/.config", "/.local/state", false},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str config, own;

		(rows[i].home ? setenv("HOME", rows[i].home, 1) : unsetenv("HOME"));
		(rows[i].config ? setenv("XDG_CONFIG_HOME", rows[i].config, 1)
				: unsetenv("XDG_CONFIG_HOME"));
		(rows[i].state ? setenv("XDG_STATE_HOME", rows[i].state, 1)
			       : unsetenv("XDG_STATE_HOME"));
		str_init(&config, 100);
		str_init(&own, 100);
		assert_int_equal(xdg_config(&config), rows[i].known);
		assert_int_equal(xdg_state(&own), rows[i].known);
		assert_string_equal(config.data, rows[i].is_config);
		assert_string_equal(own.data, rows[i].is_state);
		str_fini(&config);
		str_fini(&own);
	}
}

static void counts_edits(void **state)
{
	static const char far[] = "a-word-of-more-than-forty-characters-is-far-off";
	static const struct {
		const char *a, *b;
		size_t edits;
	} rows[] = {
		{"", "", 0},
		{"", "abc", 3},
		{"show", "show", 0},
		{"show", "SHOW", 0},
		{"shwo", "show", 1},
		{"hsow", "show", 1},
		{"hswo", "show", 2},
		{"tset", "test", 1},
		{"tset", "set", 1},
		{"sow", "show", 1},
		{"shows", "show", 1},
		{"shaw", "show", 1},
		{"kitten", "sitting", 3},
		{"set", "get", 1},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		unit_expect(suggest_distance(rows[i].a, rows[i].b) == rows[i].edits, "%s, %s: %zu",
			rows[i].a, rows[i].b, suggest_distance(rows[i].a, rows[i].b));
		unit_expect(suggest_distance(rows[i].b, rows[i].a) == rows[i].edits, "%s, %s",
			rows[i].b, rows[i].a);
	}
	unit_expect(suggest_distance(far, "show") >= 5 && suggest_distance("show", far) >= 5,
		"a word that is too long is near to nothing");
	unit_end();
}

static void the_nearest_word_is_near(void **state)
{
	static const struct {
		const char *word, *found;
	} table[] = {
		{"shwo", "show"},
		{"sett", "set"},
		{"SET", "set"},
		{"statsu", "status"},
		{"foo", NULL},
		{"x", NULL},
		{"", NULL},
		{"provide", "provider"},
		{"tset", "test"},
		{"ste", "set"},
	};
	static const char *const words[] = {"show", "get", "set", "test", "status", "provider"};

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		struct suggest near = {.word = table[i].word};

		for (size_t n = 0; n < unit_count(words); n++)
			suggest_offer(&near, words[n], words[n]);
		unit_expect(table[i].found ? near.found && strcmp(near.found, table[i].found) == 0
					   : !near.found,
			"%s: %s", table[i].word, near.found ? near.found : "nothing");
	}
	unit_end();
}

/* Lines are parted by | in what is expected. */
static void text_is_broken_at_blanks(void **state)
{
	static const struct {
		const char *text;
		int width;
		bool whole_words;
		const char *lines;
	} rows[] = {
		{"", 10, false, ""},
		{"one two", 10, false, "one two|"},
		{"one two three", 7, false, "one two|three|"},
		{"one two three", 8, false, "one two|three|"},
		{"one  two", 4, false, "one|two|"},
		{"one two ", 7, false, "one two|"},
		{"abcdefghij", 4, false, "abcd|efgh|ij|"},
		{"a bcdefghij k", 4, false, "a|bcde|fghi|j k|"},
		{"a bcdefghij k", 4, true, "a|bcdefghij|k|"},
		{"one\ntwo", 10, false, "one|two|"},
		{"one\n\n  two", 10, false, "one||  two|"},
		{"\303\244\303\266\303\274 x", 3, false, "\303\244\303\266\303\274|x|"},
		{"\346\227\245\346\234\254", 3, false, "\346\227\245|\346\234\254|"},
		{"\346\227\245", 1, false, "\346\227\245|"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct wrap wrap = {rows[i].text, strlen(rows[i].text), rows[i].width,
			.whole_words = rows[i].whole_words};
		struct str lines;
		const char *line;
		size_t len;

		str_init(&lines, 200);
		while (wrap_next(&wrap, &line, &len))
			str_format(&lines, "%.*s|", (int)len, line);
		unit_expect(strcmp(lines.data, rows[i].lines) == 0, "\"%s\" in %d: %s",
			rows[i].text, rows[i].width, lines.data);
		str_fini(&lines);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hex_goes_both_ways),
		cmocka_unit_test(hex_takes_digits_only),
		cmocka_unit_test(times_go_both_ways),
		cmocka_unit_test(a_time_that_no_calendar_has),
		cmocka_unit_test(what_is_no_time_is_refused),
		cmocka_unit_test(directories_follow_the_environment),
		cmocka_unit_test(counts_edits),
		cmocka_unit_test(the_nearest_word_is_near),
		cmocka_unit_test(text_is_broken_at_blanks),
	};

	(void)setlocale(LC_ALL, "C.UTF-8");
	return unit_run(tests);
}
