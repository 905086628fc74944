/* What must not reach the parser is refused with the right line; all else passes. */
#include "unit.h"

#include "store/config_precheck.h"

#include <stdlib.h>
#include <string.h>

#define TEXT(s) s, sizeof(s) - 1

/* `line` 0: the text passes. */
static const struct {
	const char *text;
	size_t len;
	int line;
	const char *words;
} rows[] = {
	{TEXT(""), 0, NULL},
	{TEXT("server = { host = \"mx\"; };\n"), 0, NULL},
	{TEXT("# a comment\n"), 0, NULL},
	{TEXT("a = 1; // a comment"), 0, NULL},
	{TEXT("/* a\ncomment */ a = 1;"), 0, NULL},
	{TEXT("a = \"# // /* none */\";"), 0, NULL},
	{TEXT("a = 1;\n/* a\ncomment /*/"), 0, NULL},
	{TEXT("a = 1;\n/* a\ncomment /"), 3, "does not end"},
	{TEXT("a = 1; /*/"), 1, "does not end"},
	{TEXT("a = \"\\\"# none\";"), 0, NULL},
	{TEXT("a = \"\\\\\"; # one"), 0, NULL},
	{TEXT("a = 1;\nb = \"x\0y\";"), 2, "NUL"},
	{TEXT("a = 1;\0"), 1, "NUL"},
	{TEXT("# a\0b"), 1, "NUL"},
	{TEXT("a = \"\\\0\";"), 1, "NUL"}, /* behind a backslash too */
	{TEXT("@include \"x\""), 1, "@include"},
	{TEXT("a = 1;\n\n \t@include \"/etc/passwd\"\n"), 3, "@include"},
	{TEXT("a = \"@include\";"), 0, NULL},
	{TEXT("/* not now:\n@include \"x\"\n*/ a = 1;"), 0, NULL},
	{TEXT("a = \"\n@include\";"), 0, NULL},
	{TEXT("/* now: */\n@include \"x\""), 2, "@include"},
	{TEXT("\xEF\xBB\xBFserver = { };"), 1, "byte order mark"},
	{TEXT("a = \"\xEF\xBB\xBF\";"), 0, NULL},
	{TEXT("order-99999999999 = 1; x-5000000000 = { };"), 0, NULL},
	{TEXT("a = -99999999999;"), 1, "too large"},
	{TEXT("a = 1; @include \"x\""), 0, NULL}, /* the parser takes it for an error */
	{TEXT("a = \"x\\\ny\";\n@include \"x\""), 3, "@include"}, /* a line end behind \ */
	{TEXT("a = \"one\ntwo\";\n@include \"x\""), 3, "@include"},
};

static void each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		char *copy = malloc(rows[i].len + 1), place[40];
		struct err e = {0};
		int result;

		memcpy(copy, rows[i].text, rows[i].len);
		copy[rows[i].len] = 'X'; /* no NUL there: the length counts */
		result = config_precheck("the-file", copy, rows[i].len, &e);
		(void)snprintf(place, sizeof(place), "the-file: line %d: ", rows[i].line);
		if (rows[i].line)
			unit_expect(result == -1 && e.code == EX_CONFIG &&
					    strstr(e.message, place) &&
					    strstr(e.message, rows[i].words),
				"row %zu: %s", i, result ? e.message : "passes");
		else
			unit_expect(result == 0, "row %zu: %s", i, e.message);
		free(copy);
	}
	unit_end();
}

/* Every byte of the input that is cut off anywhere stays in its bounds. */
static void cut_anywhere(void **state)
{
	static const char text[] = "a = \"\\\\\\\"\"; /* * / */ // x\n# y\nb = ( [ { @include";

	(void)state;
	for (size_t len = 0; len < sizeof(text); len++) {
		char *copy = malloc(len ? len : 1);
		struct err e;

		memcpy(copy, text, len);
		(void)config_precheck("f", copy, len, &e);
		free(copy);
	}
}

static int nested(const char *open, int depth)
{
	char *text = calloc((size_t)depth + 1, strlen(open) + 2);
	struct err e;
	int result;

	for (int i = 0; i < depth; i++)
		(void)strcat(text, open);
	(void)strcat(text, " ");
	result = config_precheck("f", text, strlen(text), &e);
	result = result < 0 && strstr(e.message, "nested") ? -1 : 0;
	free(text);
	return result;
}

static void depth_is_limited(void **state)
{
	static const char *const open[] = {"{", "(", "[", "a={"};

	(void)state;
	for (size_t i = 0; i < unit_count(open); i++)
		unit_expect(nested(open[i], config_depth_max) == 0 &&
				    nested(open[i], config_depth_max + 1) == -1,
			"%s", open[i]);
	unit_end();
}

static int many(const char *setting, int n)
{
	size_t len = strlen(setting);
	char *text = malloc(len * (size_t)n + 1);
	struct err e;
	int result;

	for (int i = 0; i < n; i++)
		memcpy(text + len * (size_t)i, setting, len + 1);
	result = config_precheck("f", text, len * (size_t)n, &e);
	free(text);
	return result;
}

static void settings_are_counted(void **state)
{
	static const char *const settings[] = {"a=1;\n", "a:1;\n", "1,\n"};
	char long_name[] = "n...................................................................."
			   "...............................=1;\n";

	(void)state;
	for (size_t i = 0; i < unit_count(settings); i++)
		unit_expect(many(settings[i], config_settings_max) == 0 &&
				    many(settings[i], config_settings_max + 1) == -1,
			"%s", settings[i]);
	unit_expect(many(long_name, 1100) == 0 && many(long_name, 1200) == -1,
		"long names that differ late take long to compare");
	unit_expect(many("# a=1,\n", config_settings_max + 1) == 0, "a comment sets nothing");
	unit_expect(many("\"a=1,\"\n", config_settings_max + 1) == 0, "a string sets nothing");
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row),
		cmocka_unit_test(cut_anywhere),
		cmocka_unit_test(depth_is_limited),
		cmocka_unit_test(settings_are_counted),
	};

	return unit_run(tests);
}
