/* What a change leaves alone, and where what is new goes to. */
#include "unit.h"

#include "base/edit.h"

#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

/* The wishes of every row: one of them has the act and the literal of the row. */
static const char *const keys[] = {"a.one", "a.two", "a.three", "b.one", "c.one", "c.two"};
static const struct {
	const char *group, *name;
} parts[] = {{"a", "one"}, {"a", "two"}, {"a", "three"}, {"b", "one"}, {"c", "one"}, {"c", "two"}};

enum { key_count = sizeof(keys) / sizeof(keys[0]), text_max = 4000 };

/* clang-format off: a table, each row a sentence */
static const struct {
	const char *text, *key, *literal; /* NULL: taken out */
	const char *result;
} rows[] = {
	/* A value is changed in its place. */
	{"a = { one = 1; };\n", "a.one", "2", "a = { one = 2; };\n"},
	{"a:{one:1}", "a.one", "2", "a:{one:2}"},
	{"# one = 1;\na = {\n\tone = 1; // one\n};\n", "a.one", "2",
		"# one = 1;\na = {\n\tone = 2; // one\n};\n"},
	{"a = { /* one = 0; */ one /* is */ = /* that */ 1 /* here */; };", "a.one", "2",
		"a = { /* one = 0; */ one /* is */ = /* that */ 2 /* here */; };"},
	{"a = { one = \"x # y\" ; };", "a.one", "\"z\"", "a = { one = \"z\" ; };"},
	{"a = { one = \"x\\\"y\\\\\"; two = 2; };", "a.one", "\"z\"",
		"a = { one = \"z\"; two = 2; };"},
	{"a = { one = \"x\" \"y\"\n  \"z\"; two = 2; };", "a.one", "\"w\"",
		"a = { one = \"w\"; two = 2; };"},
	{"a = { one = \"x\" /* no more */; };", "a.one", "\"y\"",
		"a = { one = \"y\" /* no more */; };"},
	{"b = { one = 7; }; a = { deep = { one = 5; }; one = 1; };", "a.one", "2",
		"b = { one = 7; }; a = { deep = { one = 5; }; one = 2; };"},
	{"x = ( { one = 5; }, [ 1, 2 ], \"}\" );\na = { one = 1; };", "a.one", "2",
		"x = ( { one = 5; }, [ 1, 2 ], \"}\" );\na = { one = 2; };"},
	{"one = 9, a = { one = 1, two = 2, }", "a.one", "3", "one = 9, a = { one = 3, two = 2, }"},
	{"a = { one = 0x1F; two = -1.5e+3; };", "a.one", "2", "a = { one = 2; two = -1.5e+3; };"},
	{"a = { /*/ one = 0; /*/ one = 1; };", "a.one", "2", "a = { /*/ one = 0; /*/ one = 2; };"},
	{"onetwo = 1; a = { oneone = 1; one = 1; on = 1; };", "a.one", "2",
		"onetwo = 1; a = { oneone = 1; one = 2; on = 1; };"},
	{"a = { one = 1; };\r\n", "a.one", "2", "a = { one = 2; };\r\n"},
	{"a = { one = \"\xC3\xBC\"; };", "a.one", "\"\xC3\xA4\"", "a = { one = \"\xC3\xA4\"; };"},

	/* A new member goes behind the nearest that belongs before it. */
	{"a = {\n  one = 1;\n};\n", "a.two", "2", "a = {\n  one = 1;\n  two = 2;\n};\n"},
	{"a = {\n  one = 1;\n  three = 3;\n};\n", "a.two", "2",
		"a = {\n  one = 1;\n  two = 2;\n  three = 3;\n};\n"},
	{"a = {\n  three = 3;\n};\n", "a.two", "2", "a = {\n  two = 2;\n  three = 3;\n};\n"},
	{"a = {\n  two = 2;\n};\n", "a.three", "3", "a = {\n  two = 2;\n  three = 3;\n};\n"},
	{"a = {\n\t\tone = 1; # first\n\t\t# of three\n\t\tthree = 3;\n};\n", "a.two", "2",
		"a = {\n\t\tone = 1; # first\n\t\ttwo = 2;\n\t\t# of three\n\t\tthree = 3;\n};\n"},
	{"a = { one = 1; };\n", "a.two", "2", "a = { one = 1; two = 2; };\n"},
	{"a = { one = 1 };\n", "a.two", "2", "a = { one = 1 two = 2; };\n"},
	{"a = { };\n", "a.two", "2", "a = { two = 2; };\n"},
	{"a = {};\n", "a.two", "2", "a = { two = 2;};\n"},
	{"  a = {\n  };\n", "a.two", "2", "  a = {\n    two = 2;\n  };\n"},
	{"a = {\n  one = 1; /* more\n  follows */ three = 3;\n};\n", "a.two", "2",
		"a = {\n  one = 1; two = 2; /* more\n  follows */ three = 3;\n};\n"},
	{"a = {\n  one = 1; /* x */ // y\n};\n", "a.two", "2",
		"a = {\n  one = 1; /* x */ // y\n  two = 2;\n};\n"},
	{"a = {\r\n  one = 1;\r\n};\r\n", "a.two", "2",
		"a = {\r\n  one = 1;\r\n  two = 2;\r\n};\r\n"},
	{"a =\n{\n  mine = 1;\n};\n", "a.one", "1", "a =\n{\n  one = 1;\n  mine = 1;\n};\n"},

	/* And so does a new group. */
	{"", "b.one", "1", "b = {\n  one = 1;\n};\n"},
	{"# mine\n", "b.one", "1", "# mine\nb = {\n  one = 1;\n};\n"},
	{"# mine", "b.one", "1", "# mine\nb = {\n  one = 1;\n};\n"},
	{"a = { one = 1; };\nc = { one = 1; };\n", "b.one", "1",
		"a = { one = 1; };\nb = {\n  one = 1;\n};\nc = { one = 1; };\n"},
	{"a = { one = 1; };", "b.one", "1", "a = { one = 1; };\nb = {\n  one = 1;\n};\n"},
	{"# of c\nc = { one = 1; };\n", "b.one", "1",
		"# of c\nb = {\n  one = 1;\n};\nc = { one = 1; };\n"},
	{"c = { one = 1; };\nmine = 1;\n", "b.one", "1",
		"b = {\n  one = 1;\n};\nc = { one = 1; };\nmine = 1;\n"},
	{"mine = 1;\n", "b.one", "1", "mine = 1;\nb = {\n  one = 1;\n};\n"},
	{"a = { one = 1; }; c = { one = 1; };\n", "b.one", "1",
		"a = { one = 1; }; b = {\n  one = 1;\n}; c = { one = 1; };\n"},
	{"mine = 1; c = { one = 1; };\n", "b.one", "1",
		"mine = 1; b = {\n  one = 1;\n}; c = { one = 1; };\n"},
	{"a = { one = 1; };\r\n", "b.one", "1",
		"a = { one = 1; };\r\nb = {\r\n  one = 1;\r\n};\r\n"},

	/* What is taken out goes with its line, and no comment goes with it. */
	{"a = {\n  one = 1;\n  two = 2;\n};\n", "a.one", NULL, "a = {\n  two = 2;\n};\n"},
	{"a = {\n  one = 1; # why\n  two = 2;\n};\n", "a.one", NULL,
		"a = {\n  # why\n  two = 2;\n};\n"},
	{"a = { one = 1; two = 2; };\n", "a.one", NULL, "a = { two = 2; };\n"},
	{"a = { one = 1; two = 2; };\n", "a.two", NULL, "a = { one = 1; };\n"},
	{"a = {\n  one = 1; two = 2;\n};\n", "a.one", NULL, "a = {\n  two = 2;\n};\n"},
	{"a = {\n  one = \"x\"\n    \"y\";\n  two = 2;\n};\n", "a.one", NULL,
		"a = {\n  two = 2;\n};\n"},
	{"b = { one = 1; };\na = {\n  one = 1;\n};\nc = { one = 1; };\n", "a.one", NULL,
		"b = { one = 1; };\nc = { one = 1; };\n"},
	{"a = { one = 1; };", "a.one", NULL, ""},
	{"a = {\n  # empty on purpose\n  one = 1;\n};\n", "a.one", NULL,
		"a = {\n  # empty on purpose\n};\n"},
	{"a = { mine = 1; one = 1; };\n", "a.one", NULL, "a = { mine = 1; };\n"},
	{"a = { two = 2; };\n", "a.one", NULL, "a = { two = 2; };\n"},
	{"mine = 1;\n", "a.one", NULL, "mine = 1;\n"},
	{"a = {\r\n  one = 1;\r\n  two = 2;\r\n};\r\n", "a.one", NULL,
		"a = {\r\n  two = 2;\r\n};\r\n"},
	{"a = { };\n", "a.one", NULL, "a = { };\n"},

	/* A blank that parts two settings without a ; between them stays. */
	{"a = { mine = 2 one = 1;two = 2; };\n", "a.one", NULL, "a = { mine = 2 two = 2; };\n"},
	{"a = { mine = 2 one = 1; two = 2; };\n", "a.one", NULL, "a = { mine = 2 two = 2; };\n"},
	{"a = { mine = 2\n one = 1;two = 2; };\n", "a.one", NULL, "a = { mine = 2\n two = 2; };\n"},
};
/* clang-format on */

static int apply(struct str *text, const char *key, const char *literal)
{
	struct edit wishes[key_count];

	for (size_t i = 0; i < key_count; i++) {
		bool is_it = strcmp(keys[i], key) == 0;

		wishes[i] = (struct edit) {parts[i].group, parts[i].name,
			!is_it    ? EDIT_KEEP
			: literal ? EDIT_PUT
				  : EDIT_DROP,
			literal};
	}
	return edit_apply(text, &scan_libconfig, wishes, key_count);
}

/* With a line end, as the store gives it. */
static bool is_parsed(const char *text)
{
	char lined[text_max + 2];
	config_t tree;
	bool result;

	(void)snprintf(lined, sizeof(lined), "%s\n", text);
	config_init(&tree);
	result = config_read_string(&tree, lined) == CONFIG_TRUE;
	config_destroy(&tree);
	return result;
}

static void each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct str text;

		str_init(&text, text_max);
		str_text(&text, rows[i].text);
		unit_expect(is_parsed(text.data), "row %zu: no text of libconfig", i);
		unit_expect(apply(&text, rows[i].key, rows[i].literal) == 0 &&
				    strcmp(text.data, rows[i].result) == 0,
			"row %zu: %s", i, text.data);
		unit_expect(is_parsed(text.data), "row %zu: broken: %s", i, text.data);
		str_fini(&text);
	}
	unit_end();
}

/* In whichever order they come, the same members make the same text. */
static void any_order(void **state)
{
	struct str straight, text;

	(void)state;
	str_init(&straight, text_max);
	for (size_t i = 0; i < key_count; i++)
		assert_int_equal(apply(&straight, keys[i], "1"), 0);
	for (unsigned seed = 0; seed < 500; seed++) {
		unsigned left = (1u << key_count) - 1, random = seed;

		str_init(&text, text_max);
		while (left) {
			random = random * 1103515245u + 12345u;
			if (left & 1u << (random >> 16) % key_count)
				(void)apply(&text, keys[(random >> 16) % key_count], "1");
			left &= ~(1u << (random >> 16) % key_count);
		}
		unit_expect(strcmp(text.data, straight.data) == 0, "seed %u: %s", seed, text.data);
		str_fini(&text);
	}
	str_fini(&straight);
	unit_end();
}

static void what_is_no_list_of_settings(void **state)
{
	static const char *const texts[] = {"a", "a =", "a = ;", "= 1;", "a = 1", "a = (", "a = \"",
		"/*", "{", "a = {\n  one", "; ;"};

	(void)state;
	for (size_t i = 0; i < unit_count(texts); i++)
		for (size_t len = 0; len <= strlen(texts[i]); len++) {
			struct str text;

			str_init(&text, text_max);
			str_add(&text, texts[i], len);
			if (apply(&text, "a.one", "1") == 0)
				unit_expect(is_parsed(text.data) || !is_parsed(texts[i]),
					"row %zu: %s", i, text.data);
			str_fini(&text);
		}
	unit_end();
}

/* libconfig takes each of them for two settings, though no blank stands between them. */
static void what_is_too_odd(void **state)
{
	static const char *const texts[] = {
		"a = { x=0one=4; };", "a = { x = 4one = 4 };", "x = 0a = { one = 1; };"};

	(void)state;
	for (size_t i = 0; i < unit_count(texts); i++) {
		struct str text;

		str_init(&text, text_max);
		str_text(&text, texts[i]);
		unit_expect(is_parsed(text.data), "row %zu: no text of libconfig", i);
		unit_expect(apply(&text, "a.one", "1") < 0, "row %zu: %s", i, text.data);
		str_fini(&text);
	}
	unit_end();
}

/* clang-format off: a table, each row a sentence */
static const struct {
	const struct scan_style *style;
	const char *group, *text, *name, *literal, *result;
} lines[] = {
	/* Postfix' main.cf: comments among the lines of a value stay. */
	{&scan_parameters, NULL, "# one = 0\none=1\ntwo =2\n", "one", "3",
		"# one = 0\none=3\ntwo =2\n"},
	{&scan_parameters, NULL, "one =\n  # why\n\n\ta,\n  b\ntwo = 2\n", "one", "c",
		"one =c\n  # why\n\ntwo = 2\n"},
	{&scan_parameters, NULL, "one = a,\n# why\n  b\n# of two\ntwo = 2\n", "one", NULL,
		"# why\n# of two\ntwo = 2\n"},
	{&scan_parameters, NULL, "one = a,\r\n# why\r\n  b\r\ntwo = 2", "one", "c",
		"one = c\r\n# why\r\ntwo = 2"},
	{&scan_parameters, NULL, "one = 1\none = 2\n", "one", "3", "one = 1\none = 3\n"},
	{&scan_parameters, NULL, "one = 1\nmine = 2\none = 2\n", "one", NULL, "mine = 2\n"},
	{&scan_parameters, NULL, "one = 1\n  # more\n  x\nmine = 2", "two", "2",
		"one = 1\n  # more\n  x\ntwo = 2\nmine = 2"},
	{&scan_parameters, NULL, "mine = 1\n# the end", "two", "2",
		"mine = 1\n# the end\ntwo = 2\n"},
	{&scan_parameters, NULL, " mine = 1\n", "two", "2", " mine = 1\ntwo = 2\n"},
	{&scan_parameters, NULL, "one\n = 1\n", "one", "2", "one\n = 2\n"},
	{&scan_parameters, NULL, "one # = 1\n=x\n", "one", NULL, "one # = 1\n=x\n"},

	/* A table of postmap: the first of a name counts, in any case of letters. */
	{&scan_table, NULL, "ONE a\none b\n", "one", "c", "ONE c\none b\n"},
	{&scan_table, NULL, "One\n   a  \ntwo b\n", "one", "c", "One c  \ntwo b\n"},
	{&scan_table, NULL, "one\ntwo b\n", "one", "c", "one c\ntwo b\n"},
	{&scan_table, NULL, "one a\nONE b\n", "one", NULL, ""},
	{&scan_table, NULL, "", "one", "a", "one a\n"},

	/* Assignments: what belongs to a shell stays. */
	{&scan_assignments, NULL, "export one='a b' # why\n", "one", "c", "export one=c # why\n"},
	{&scan_assignments, NULL, "\texport one='a b'\ntwo=2\n", "one", NULL, "two=2\n"},
	{&scan_assignments, NULL, "one=\"a\\\"#\"\n", "one", "c", "one=c\n"},
	{&scan_assignments, NULL, "one='it'\\''s a' # b\n", "one", "c", "one=c # b\n"},
	{&scan_assignments, NULL, "one=a#b #c\n", "one", "d", "one=d #c\n"},
	{&scan_assignments, NULL, "one= # none\n", "one", "d", "one=d # none\n"},
	{&scan_assignments, NULL, "one=1 # why\ntwo=2\n", "one", NULL, "# why\ntwo=2\n"},
	{&scan_assignments, NULL, "exportone=1\n", "one", "2", "exportone=1\none=2\n"},
	{&scan_assignments, NULL, "one=\"a\nb\"\n", "one", "2", "one=\"a\nb\"\none=2\n"},
	{&scan_assignments, NULL, "\xEF\xBB\xBFone=1\r\n", "one", "2", "\xEF\xBB\xBFone=2\r\n"},
	{&scan_assignments, NULL,
		"\xEF\xBB\xBF"
		"three=3\r\n",
		"two", "2",
		"\xEF\xBB\xBF"
		"three=3\r\ntwo=2\r\n"},

	/* Sections. */
	{&scan_ini, "a", "one = 1\n[a]\n; one = 1\none=1\n[b]\none = 1\n", "one", "2",
		"one = 1\n[a]\n; one = 1\none=2\n[b]\none = 1\n"},
	{&scan_ini, "a", "[a]\n\n# of b\n[b]\none = 1\n", "one", "2",
		"[a]\none = 2\n\n# of b\n[b]\none = 1\n"},
	{&scan_ini, "a", "[a]\n  one = 1\n\n[b]\n", "two", "2",
		"[a]\n  one = 1\n  two = 2\n\n[b]\n"},
	{&scan_ini, "a", "[b]\none = 1", "one", "2", "[b]\none = 1\n[a]\none = 2\n"},
	{&scan_ini, "a", "[a]\r\none = 1\r\n[b]\r\n", "one", NULL, "[a]\r\n[b]\r\n"},
	{&scan_ini, "", "one = 1\n[a]\none = 1\n", "one", "2", "one = 2\n[a]\none = 1\n"},
	{&scan_ini, "a=b", "[a=b]\n", "one", "2", "[a=b]\none = 2\n"},
};
/* clang-format on */

static void each_style_of_lines(void **state)
{
	static const char *const names[] = {"one", "two", "three"};
	struct edit edits[unit_count(names)];

	(void)state;
	for (size_t i = 0; i < unit_count(lines); i++) {
		struct str text;

		for (size_t j = 0; j < unit_count(names); j++) {
			bool is_it = strcmp(names[j], lines[i].name) == 0;

			edits[j] = (struct edit) {lines[i].group, names[j],
				!is_it             ? EDIT_KEEP
				: lines[i].literal ? EDIT_PUT
						   : EDIT_DROP,
				lines[i].literal};
		}
		str_init(&text, text_max);
		str_text(&text, lines[i].text);
		unit_expect(edit_apply(&text, lines[i].style, edits, unit_count(names)) == 0 &&
				    strcmp(text.data, lines[i].result) == 0,
			"row %zu: %s", i, text.data);
		str_fini(&text);
	}
	unit_end();
}

/* Where a NUL is, words are not where they seem to be. */
static void a_nul_is_not_understood(void **state)
{
	static const struct edit edit = {NULL, "one", EDIT_PUT, "2"};
	struct str text;

	(void)state;
	str_init(&text, text_max);
	str_add(&text, "one=1\0\n", 7);
	assert_int_equal(edit_apply(&text, &scan_assignments, &edit, 1), -1);
	str_fini(&text);
}

static void quoted(void **state)
{
	struct str out;

	(void)state;
	str_init(&out, text_max);
	edit_quote(&out, "a \"b\" \\c\n\x7f\xC3\xBC");
	assert_string_equal(out.data, "\"a \\\"b\\\" \\\\c\\x0A\\x7F\xC3\xBC\"");
	str_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row),
		cmocka_unit_test(any_order),
		cmocka_unit_test(what_is_no_list_of_settings),
		cmocka_unit_test(what_is_too_odd),
		cmocka_unit_test(each_style_of_lines),
		cmocka_unit_test(a_nul_is_not_understood),
		cmocka_unit_test(quoted),
	};

	return unit_run(tests);
}
