/* What a change leaves alone, and where what is new goes to. */
#include "unit.h"

#include "store/config_edit.h"

#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

/* The wishes of every row: one of them has the act and the literal of the row. */
static const char *const keys[] = {"a.one", "a.two", "a.three", "b.one", "c.one", "c.two"};

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

		wishes[i] = (struct edit) {keys[i],
			!is_it    ? EDIT_KEEP
			: literal ? EDIT_PUT
				  : EDIT_DROP,
			literal};
	}
	return config_edit_apply(text, wishes, key_count);
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

static void quoted(void **state)
{
	struct str out;

	(void)state;
	str_init(&out, text_max);
	config_edit_quote(&out, "a \"b\" \\c\n\x7f\xC3\xBC");
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
		cmocka_unit_test(quoted),
	};

	return unit_run(tests);
}
