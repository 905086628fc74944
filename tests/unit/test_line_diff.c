/* What two texts differ in, line by line. */
#include "unit.h"

#include "base/line_diff.h"

#include <string.h>

enum { text_max = 1 << 20 };

static void differ(const char *old, const char *now, const char *expected)
{
	struct str a, b, out;

	str_init(&a, text_max);
	str_init(&b, text_max);
	str_init(&out, text_max);
	str_text(&a, old);
	str_text(&b, now);
	line_diff(&out, &a, &b);
	assert_string_equal(out.data, expected);
	str_fini(&out);
	str_fini(&b);
	str_fini(&a);
}

static void only_what_differs_is_shown(void **state)
{
	(void)state;
	differ("", "", "");
	differ("a\nb\n", "a\nb\n", "");
	differ("", "a\nb", "+a\n+b\n");
	differ("a\nb\n", "", "-a\n-b\n");
	differ("a\nb\nc\n", "a\nx\nc\n", "-b\n+x\n");
	differ("a\nb\nc\nd\n", "b\nc\nx\nd\n", "-a\n+x\n");
	differ("x\na\nb\ny\n", "a\nz\nb\n", "-x\n+z\n-y\n");
	differ("a\n\nb\n", "a\nb\n", "-\n");
}

/* Then it is not looked for what stays in between. */
static void two_long_texts_cost_no_more_than_their_lines(void **state)
{
	enum { lines = 3000 };
	struct str old, now, out;

	(void)state;
	str_init(&old, text_max);
	str_init(&now, text_max);
	str_init(&out, text_max);
	for (int i = 0; i < lines; i++) {
		str_format(&old, "old %d\n", i);
		str_format(&now, "new %d\n", i);
	}
	line_diff(&out, &old, &now);
	assert_int_equal(strncmp(out.data, "-old 0\n", 7), 0);
	assert_non_null(strstr(out.data, "\n+new 2999\n"));
	assert_int_equal(out.len, old.len + now.len + (size_t)2 * lines);
	str_fini(&out);
	str_fini(&now);
	str_fini(&old);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_differs_is_shown),
		cmocka_unit_test(two_long_texts_cost_no_more_than_their_lines),
	};

	return unit_run(tests);
}
