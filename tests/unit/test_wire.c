/* Records on the pipe: what goes in comes out, and nothing else gets through or out of bounds. */
#include "unit.h"

#include "model/wire.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { mutations = 100000, buffer_max = 3 * 1024 * 1024 };

static void put_record(struct str *out)
{
	size_t start = wire_start(out, "step");

	wire_text(out, "name", "starttls");
	wire_number(out, "ms", 12.5);
	wire_add(out, "bytes", "a\0b", 3);
	wire_text(out, "empty", "");
	wire_text(out, "name", "second");
	wire_finish(out, start);
}

/* The same bytes in a block of exactly their size, so that a sanitizer sees one byte too many. */
static long decode(const char *bytes, size_t len, struct wire_record *record, char **block)
{
	struct str s = {.len = len, .cap = len, .max = len};

	*block = malloc(len ? len : 1);
	assert_non_null(*block);
	memcpy(*block, bytes, len);
	s.data = *block;
	return wire_next(&s, record);
}

/* Reads everything that a decoded record points to. */
static size_t touch(const struct wire_record *record)
{
	size_t sum = strlen(record->type);

	for (size_t i = 0; i < record->n; i++) {
		const struct wire_value *v = &record->values[i];

		sum += strlen(v->name) + (v->bytes[v->len] == '\0');
		for (size_t at = 0; at < v->len; at++)
			sum += (unsigned char)v->bytes[at];
		assert_true(isfinite(wire_to_number(v)));
		assert_non_null(wire_find(record, v->name));
	}
	return sum;
}

static void round_trip(void **state)
{
	struct wire_record r;
	struct str s;

	(void)state;
	str_init(&s, buffer_max);
	put_record(&s);
	assert_int_equal(wire_next(&s, &r), s.len);
	assert_string_equal(r.type, "step");
	assert_int_equal(r.n, 5);
	assert_string_equal(wire_get(&r, "name"), "starttls");
	assert_true(wire_get_number(&r, "ms") == 12.5);
	assert_int_equal(wire_find(&r, "bytes")->len, 3);
	assert_memory_equal(wire_get(&r, "bytes"), "a\0b", 4);
	assert_int_equal(wire_find(&r, "empty")->len, 0);
	assert_null(wire_find(&r, "absent"));
	assert_string_equal(wire_get(&r, "absent"), "");
	assert_true(wire_get_number(&r, "absent") == 0);
	str_fini(&s);
}

/* The layout that the header promises, byte by byte. */
static void on_the_wire(void **state)
{
	static const char bytes[] = "\0\0\0\x0C"
				    "t\0"
				    "n\0"
				    "\0\0\0\3"
				    "xyz";
	struct str s;
	size_t start;

	(void)state;
	str_init(&s, 100);
	start = wire_start(&s, "t");
	wire_text(&s, "n", "xyz");
	wire_finish(&s, start);
	assert_int_equal(s.len, sizeof(bytes));
	assert_memory_equal(s.data, bytes, sizeof(bytes));
	str_fini(&s);
}

static void numbers_survive(void **state)
{
	static const double numbers[] = {0, -1, 0.1, 1234.567, 1e-9, 3000000000.0, -12345678.25};
	struct wire_record r;
	struct str s;

	(void)state;
	for (size_t i = 0; i < unit_count(numbers); i++) {
		size_t start;

		str_init(&s, 1000);
		start = wire_start(&s, "t");
		wire_number(&s, "n", numbers[i]);
		wire_finish(&s, start);
		assert_true(wire_next(&s, &r) > 0);
		unit_expect(wire_get_number(&r, "n") == numbers[i], "%g", numbers[i]);
		str_fini(&s);
	}
	unit_end();
}

/* Microseconds here, decimal milliseconds there; what is beyond all tests ends at the bound. */
static void times_survive(void **state)
{
	static const int64_t times[] = {0, -1, 1, 999, 1000, 12345678, 9876543210};
	static const struct {
		const char *text;
		int64_t us;
	} rows[] = {
		{"-1", -1000},
		{"0.2504", 250},
		{"1e30", 1000000000000},
		{"-1e30", -1000000000000},
		{"x", 0},
	};
	struct wire_record r;
	struct str s;

	(void)state;
	for (size_t i = 0; i < unit_count(times); i++) {
		size_t start;

		str_init(&s, 1000);
		start = wire_start(&s, "t");
		wire_time(&s, "ms", times[i]);
		wire_finish(&s, start);
		assert_true(wire_next(&s, &r) > 0);
		unit_expect(wire_to_time(&r.values[0]) == times[i], "%s", r.values[0].bytes);
		str_fini(&s);
	}
	for (size_t i = 0; i < unit_count(rows); i++)
		unit_expect(
			wire_to_time(&(struct wire_value) {"ms", rows[i].text, 0}) == rows[i].us,
			"%s", rows[i].text);
	unit_end();
}

static void what_is_no_number_is_zero(void **state)
{
	static const char *const texts[] = {"", "x", "nan", "inf", "-inf", "1e999", "NAN(1)"};

	(void)state;
	for (size_t i = 0; i < unit_count(texts); i++) {
		const struct wire_value v = {"n", texts[i], strlen(texts[i])};

		unit_expect(wire_to_number(&v) == 0, "\"%s\"", texts[i]);
	}
	unit_end();
}

static void records_follow_each_other(void **state)
{
	struct wire_record r;
	struct str s;
	long taken;

	(void)state;
	str_init(&s, buffer_max);
	put_record(&s);
	put_record(&s);
	taken = wire_next(&s, &r);
	assert_int_equal(taken, s.len / 2);
	str_drop(&s, (size_t)taken);
	assert_int_equal(wire_next(&s, &r), taken);
	str_drop(&s, (size_t)taken);
	assert_int_equal(wire_next(&s, &r), 0);
	str_fini(&s);
}

/* A beginning asks for more; with its length cut to match it is refused. */
static void every_truncation(void **state)
{
	struct wire_record r;
	struct str s;
	char *block;

	(void)state;
	str_init(&s, buffer_max);
	put_record(&s);
	for (size_t len = 0; len < s.len; len++) {
		unit_expect(decode(s.data, len, &r, &block) == 0, "%zu bytes", len);
		free(block);
	}
	for (size_t len = 5; len < s.len; len++) {
		long taken;

		s.data[2] = (char)((len - 4) >> 8);
		s.data[3] = (char)(len - 4);
		taken = decode(s.data, len, &r, &block);
		if (taken > 0) /* the cut fell between two values */
			(void)touch(&r);
		unit_expect(taken == -1 || (taken == (long)len && r.n < 5), "cut at %zu: %ld", len,
			taken);
		free(block);
	}
	str_fini(&s);
	unit_end();
}

static void refuses_what_is_too_much(void **state)
{
	static const char huge[] = "\x7F\xFF\xFF\xFF"
				   "t",
			  most[] = "\xFF\xFF\xFF\xFF"
				   "t";
	static const char none[] = "\0\0\0\0"
				   "t",
			  negative[] = "\0\0\0\x0A"
				       "t\0n\0\xFF\xFF\xFF\xFF"
				       "xy";
	struct wire_record r;
	struct str s;
	size_t start;
	char *block;

	(void)state;
	assert_int_equal(decode(huge, sizeof(huge), &r, &block), -1);
	free(block);
	assert_int_equal(decode(most, sizeof(most), &r, &block), -1);
	free(block);
	assert_int_equal(decode(none, sizeof(none), &r, &block), -1);
	free(block);
	assert_int_equal(decode(negative, sizeof(negative), &r, &block), -1);
	free(block);
	str_init(&s, buffer_max);
	start = wire_start(&s, "t");
	for (int i = 0; i < wire_values_max; i++)
		wire_text(&s, "n", "");
	wire_finish(&s, start);
	assert_int_equal(wire_next(&s, &r), s.len);
	str_clear(&s);
	start = wire_start(&s, "t");
	for (int i = 0; i <= wire_values_max; i++)
		wire_text(&s, "n", "");
	wire_finish(&s, start);
	assert_int_equal(wire_next(&s, &r), -1);
	str_fini(&s);
}

/* What did not fit into the string must not look like a record. */
static void an_overfull_record_is_refused(void **state)
{
	struct wire_record r;
	struct str s;

	(void)state;
	str_init(&s, 40);
	put_record(&s);
	assert_true(s.full);
	assert_int_equal(wire_next(&s, &r), -1);
	str_fini(&s);
}

static void mutate(char *bytes, size_t len, uint64_t *seed)
{
	size_t n = 1 + unit_random(seed) % 4;

	while (n--)
		bytes[unit_random(seed) % len] = (char)unit_random(seed);
}

static void random_mutations(void **state)
{
	uint64_t seed = 0x9E3779B97F4A7C15u;
	size_t taken = 0;
	struct str good;

	(void)state;
	str_init(&good, buffer_max);
	put_record(&good);
	for (int i = 0; i < mutations; i++) {
		struct wire_record r;
		char *copy = malloc(good.len), *block;
		size_t len = i % 3 ? good.len : 1 + unit_random(&seed) % good.len;

		memcpy(copy, good.data, good.len);
		mutate(copy, len, &seed);
		if (decode(copy, len, &r, &block) > 0)
			taken += touch(&r) > 0;
		free(copy);
		free(block);
	}
	assert_true(taken > 0 && taken < mutations); /* both ways out were tried */
	str_fini(&good);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trip),
		cmocka_unit_test(on_the_wire),
		cmocka_unit_test(numbers_survive),
		cmocka_unit_test(times_survive),
		cmocka_unit_test(what_is_no_number_is_zero),
		cmocka_unit_test(records_follow_each_other),
		cmocka_unit_test(every_truncation),
		cmocka_unit_test(refuses_what_is_too_much),
		cmocka_unit_test(an_overfull_record_is_refused),
		cmocka_unit_test(random_mutations),
	};

	return unit_run(tests);
}
