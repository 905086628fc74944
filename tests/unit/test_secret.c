/* Secrets: copied, compared, absent, and not where a core dump would look. */
#include "unit.h"

#include "base/secret.h"

#include <stdlib.h>
#include <string.h>

static void is_a_copy(void **state)
{
	char bytes[] = "s3cret";
	struct secret *s = secret_new(bytes, 6), *copy;

	(void)state;
	memset(bytes, 'x', sizeof(bytes));
	copy = secret_copy(s);
	assert_string_equal(secret_text(s), "s3cret");
	assert_int_equal(secret_len(s), 6);
	assert_true(secret_equal(s, copy));
	assert_ptr_not_equal(secret_text(s), secret_text(copy));
	secret_free(s);
	assert_string_equal(secret_text(copy), "s3cret");
	secret_free(copy);
}

static void none_is_like_an_empty_one(void **state)
{
	struct secret *empty = secret_new("", 0);

	(void)state;
	assert_string_equal(secret_text(NULL), "");
	assert_int_equal(secret_len(NULL), 0);
	assert_null(secret_copy(NULL));
	assert_true(secret_equal(NULL, NULL));
	assert_true(secret_equal(NULL, empty));
	secret_free(NULL);
	secret_free(empty);
}

static void compares_all_bytes(void **state)
{
	static const struct {
		const char *a, *b;
		size_t a_len, b_len;
	} rows[] = {
		{"abc", "abd", 3, 3},
		{"abc", "abcd", 3, 4},
		{"", "a", 0, 1},
		{"a\0b", "a\0c", 3, 3},
		{"Abc", "abc", 3, 3},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct secret *a = secret_new(rows[i].a, rows[i].a_len);
		struct secret *b = secret_new(rows[i].b, rows[i].b_len);

		unit_expect(!secret_equal(a, b) && !secret_equal(b, a), "row %zu", i);
		secret_free(a);
		secret_free(b);
	}
	unit_end();
}

/* Around the size of a page the text must still have its NUL inside the mapping. */
static void ends_with_a_nul_at_any_length(void **state)
{
	static char bytes[8300];

	(void)state;
	memset(bytes, 'p', sizeof(bytes));
	for (size_t len = 4000; len < sizeof(bytes); len++) {
		struct secret *s = secret_new(bytes, len);

		unit_expect(strlen(secret_text(s)) == len, "%zu bytes", len);
		secret_free(s);
	}
	unit_end();
}

/* Its flags in /proc/self/smaps: dd, do not dump. */
static bool has_flag(const void *address, const char *flag)
{
	FILE *maps = fopen("/proc/self/smaps", "r");
	unsigned long at = (unsigned long)address, first, last;
	bool inside = false, found = false;
	char line[400];

	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps)) {
		if (sscanf(line, "%lx-%lx ", &first, &last) == 2)
			inside = at >= first && at < last;
		else if (inside && strncmp(line, "VmFlags:", 8) == 0)
			found = strstr(line, flag);
	}
	(void)fclose(maps);
	return found;
}

static void is_left_out_of_core_dumps(void **state)
{
	struct secret *s = secret_new("s3cret", 6);

	(void)state;
	assert_true(has_flag(s, " dd"));
	secret_free(s);
}

/* Memory of that kind for buffers: zeroed, marked alike, and aligned for whatever is put there. */
static void memory_for_secrets(void **state)
{
	(void)state;
	for (size_t size = 1; size < 9000; size += 97) {
		char *p = secret_alloc(size);

		unit_expect((uintptr_t)p % _Alignof(max_align_t) == 0, "%zu: not aligned", size);
		for (size_t i = 0; i < size; i++)
			unit_expect(!p[i], "%zu: not zeroed", size);
		memset(p, 'p', size);
		unit_expect(has_flag(p + size - 1, " dd"), "%zu: dumped", size);
		secret_release(p);
	}
	secret_release(NULL);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_a_copy),
		cmocka_unit_test(none_is_like_an_empty_one),
		cmocka_unit_test(compares_all_bytes),
		cmocka_unit_test(ends_with_a_nul_at_any_length),
		cmocka_unit_test(is_left_out_of_core_dumps),
		cmocka_unit_test(memory_for_secrets),
	};

	return unit_run(tests);
}
