/* The bounded string and the bounded list: nothing is lost or overrun, and `full` tells. */
#include "unit.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

static void compares_ascii_without_case(void **state)
{
	(void)state;
	assert_true(ascii_same("FASTMAIL.com", "fastmail.COM"));
	assert_true(ascii_same("", ""));
	assert_false(ascii_same("plain", "plai"));
	assert_false(ascii_same("plai", "plain"));
	assert_false(ascii_same("@[`{", "`{@["));
	assert_false(ascii_same("\xC4", "\xE4"));
	assert_true(ascii_same_n("STARTTLS x", "starttls y", 8));
	assert_false(ascii_same_n("STARTTLS", "starttly", 8));
	assert_true(ascii_same_n("me", "ME", 8));
	assert_true(ascii_starts("IPv6:::1", "ipV6:"));
	assert_false(ascii_starts("IP", "IPv6:"));
	assert_true(ascii_starts("x", ""));
	assert_string_equal(ascii_find("needs INVALID it", "invalid"), "INVALID it");
	assert_null(ascii_find("inval", "invalid"));
	assert_string_equal(ascii_find("iinvalid", "INVALID"), "invalid");
	assert_string_equal(ascii_find("", ""), "");
}

static void ascii_classes(void **state)
{
	(void)state;
	for (int i = 0; i < 256; i++) {
		char c = (char)i;
		bool digit = i >= '0' && i <= '9', lower = i >= 'a' && i <= 'z',
		     upper = i >= 'A' && i <= 'Z';

		assert_int_equal(ascii_is_digit(c), digit);
		assert_int_equal(ascii_is_letter(c), lower || upper);
		assert_int_equal(ascii_is_word(c), digit || lower || upper);
		assert_int_equal(
			ascii_is_hex(c), digit || (i >= 'a' && i <= 'f') || (i >= 'A' && i <= 'F'));
		assert_int_equal(ascii_lower(c), upper ? (char)(i + 'a' - 'A') : c);
	}
}

static void grows_to_its_maximum(void **state)
{
	struct str s;

	(void)state;
	str_init(&s, 1000);
	for (int i = 0; i < 1000; i++)
		str_char(&s, (char)('a' + i % 26));
	assert_int_equal(s.len, 1000);
	assert_false(s.full);
	assert_int_equal(s.data[999], 'a' + 999 % 26);
	str_char(&s, 'x');
	assert_true(s.full);
	assert_int_equal(s.len, 1000);
	assert_int_equal(s.data[1000], '\0');
	str_fini(&s);
}

static void drops_what_does_not_fit(void **state)
{
	struct str s;

	(void)state;
	str_init(&s, 5);
	str_text(&s, "abc");
	str_text(&s, "defg");
	assert_string_equal(s.data, "abcde");
	assert_true(s.full);
	str_clear(&s);
	assert_false(s.full);
	assert_string_equal(s.data, "");
	str_format(&s, "%d-%s", 12, "four");
	assert_string_equal(s.data, "12-fo");
	assert_true(s.full);
	str_fini(&s);
}

/* In memory for secrets: the same in all, and nothing is left of what was cleared. */
static void guarded(void **state)
{
	struct str s;

	(void)state;
	str_init_guarded(&s, 10000);
	for (int i = 0; i < 10000; i++)
		str_char(&s, (char)('a' + i % 26));
	assert_int_equal(s.len, 10000);
	assert_int_equal(s.data[9999], 'a' + 9999 % 26);
	str_char(&s, 'x');
	assert_true(s.full);
	str_drop(&s, 9990);
	assert_int_equal(s.len, 10);
	str_clear(&s);
	for (size_t i = 0; i < s.cap; i++)
		unit_expect(!s.data[i], "%zu: not wiped", i);
	str_text(&s, "again");
	assert_string_equal(s.data, "again");
	str_wipe(&s);
	str_wipe(&s);
	unit_end();
}

static void of_no_length_at_all(void **state)
{
	struct str s;

	(void)state;
	str_init(&s, 0);
	str_add(&s, "", 0);
	assert_false(s.full);
	str_char(&s, 'x');
	assert_true(s.full);
	assert_string_equal(s.data, "");
	str_fini(&s);
}

static void keeps_nul_bytes(void **state)
{
	struct str s;

	(void)state;
	str_init(&s, 10);
	str_add(&s, "a\0b", 3);
	assert_int_equal(s.len, 3);
	assert_memory_equal(s.data, "a\0b", 4);
	str_drop(&s, 2);
	assert_int_equal(s.len, 1);
	assert_string_equal(s.data, "b");
	str_drop(&s, 1);
	assert_string_equal(s.data, "");
	str_fini(&s);
}

static void gives_its_bytes_away(void **state)
{
	struct str s;
	char *taken;

	(void)state;
	str_init(&s, 100);
	str_text(&s, "kept");
	taken = str_take(&s);
	assert_string_equal(taken, "kept");
	assert_null(s.data);
	str_fini(&s);
	str_wipe(&s);
	free(taken);
}

static void a_list_has_a_maximum(void **state)
{
	struct strlist l = {0};

	(void)state;
	strlist_add(&l, "one", 2);
	strlist_add(&l, "two", 2);
	strlist_add(&l, "three", 2);
	assert_int_equal(l.n, 2);
	assert_string_equal(l.items[1], "two");
	strlist_fini(&l);
	assert_int_equal(l.n, 0);
	assert_null(l.items);
}

static void memory_is_zeroed_and_copied(void **state)
{
	char *zeros = mem_zero(3, 5), *copy = mem_bytes("a\0b", 3), *grown;

	(void)state;
	for (int i = 0; i < 15; i++)
		assert_int_equal(zeros[i], 0);
	assert_memory_equal(copy, "a\0b", 4);
	grown = mem_grow(copy, 100, 1);
	assert_memory_equal(grown, "a\0b", 4);
	free(zeros);
	free(grown);
	free(mem_zero(0, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_ascii_without_case),
		cmocka_unit_test(ascii_classes),
		cmocka_unit_test(grows_to_its_maximum),
		cmocka_unit_test(drops_what_does_not_fit),
		cmocka_unit_test(guarded),
		cmocka_unit_test(of_no_length_at_all),
		cmocka_unit_test(keeps_nul_bytes),
		cmocka_unit_test(gives_its_bytes_away),
		cmocka_unit_test(a_list_has_a_maximum),
		cmocka_unit_test(memory_is_zeroed_and_copied),
	};

	return unit_run(tests);
}
