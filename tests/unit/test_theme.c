/* Themes as files: the one that is built in is the one that themes/ shows. */
#include "scratch.h"

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
				    a->dim == b->dim && a->basic_reverse == b->basic_reverse &&
				    a->basic_underline == b->basic_underline,
			"role %d is another one in the file", i);
	}
	unit_end();
}

static void end_of_the_file(void **state)
{
	static const struct {
		const char *text, *words; /* NULL: it loads */
	} table[] = {
		{"text = { fg = 1; };\n# the end", NULL},
		{"text = { fg = 1; };", NULL},
		{"text = {\n fg = 1;\n\n", "line 2: syntax error"},
		{"text = {", "line 1: syntax error"},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(table); i++) {
		struct theme t;
		struct err e = {.message = "loads"};
		int result;

		scratch_write("x.theme", table[i].text);
		result = theme_read(&t, "x", scratch_path("x.theme"), &e);
		unit_expect(table[i].words ? result == -1 && strstr(e.message, table[i].words)
					   : result == 0,
			"%s: %s", table[i].text, e.message);
	}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(default_is_built_in),
		scratch_test(end_of_the_file),
	};

	return unit_run(tests);
}
