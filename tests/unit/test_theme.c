/* The theme that is built in is the one that themes/ shows. */
#include "unit.h"

#include "store/theme.h"

#include <stdlib.h>
#include <string.h>

static void default_is_built_in(void **state)
{
	const char *tests = getenv("CASES"); /* a folder of the tests */
	struct theme read;
	struct err e = {0};
	char path[4096];

	(void)state;
	(void)snprintf(
		path, sizeof(path), "%s/../../themes/default.theme", tests ? tests : "tests/tui");
	assert_int_equal(theme_read(&read, "default", path, &e), 0);
	assert_string_equal(read.about, theme_default.about);
	for (int i = 0; i < ROLE_COUNT; i++) {
		const struct style *a = &read.styles[i], *b = &theme_default.styles[i];

		unit_expect(a->fg == b->fg && a->bg == b->bg && a->basic_fg == b->basic_fg &&
				    a->basic_bg == b->basic_bg && a->bold == b->bold &&
				    a->reverse == b->reverse && a->underline == b->underline &&
				    a->dim == b->dim,
			"role %d is another one in the file", i);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(default_is_built_in),
	};

	return unit_run(tests);
}
