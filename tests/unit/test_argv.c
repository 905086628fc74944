/* A command line in words: quotes, backslashes, and nothing expanded. */
#include "unit.h"

#include "base/argv.h"
#include "base/str.h"

#include <string.h>

/* The words with a bar between them, or a part of the reason. */
static const struct {
	const char *text, *words, *reason;
} rows[] = {
	{"pass show mail", "pass|show|mail", NULL},
	{" \t pass \t show  ", "pass|show", NULL},
	{"", "", NULL},
	{"  \t ", "", NULL},
	{"''", "", NULL},
	{"a '' \"\" b", "a|||b", NULL},
	{"'one word' \"another one\"", "one word|another one", NULL},
	{"one' 'word\" \"and\\ all", "one word and all", NULL},
	{"'\\' \"'\" '\"'", "\\|'|\"", NULL},
	{"\"\\\"\\\\\\$\\`\"", "\"\\$`", NULL},
	{"\"\\a\\n\\'\"", "\\a\\n\\'", NULL},
	{"\\a\\'\\\"\\\\", "a'\"\\", NULL},
	{"$HOME ~ * `id` $(id) | > #no {a,b}", "$HOME|~|*|`id`|$(id)|||>|#no|{a,b}", NULL},
	{"pa\xC3\x9F '\xE2\x82\xAC 5'", "pa\xC3\x9F|\xE2\x82\xAC 5", NULL},
	{"a 'b", NULL, "single quote"},
	{"a \"b", NULL, "double quote"},
	{"a \"b\\\"", NULL, "double quote"},
	{"a \"b\\", NULL, "double quote"},
	{"a\\", NULL, "backslash"},
	{"\"a\" 'b' \"", NULL, "double quote"},
};

static void join(const struct argv *a, struct str *out)
{
	for (size_t i = 0; i < a->n; i++)
		str_format(out, "%s%s", i ? "|" : "", a->words[i]);
}

static void each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct argv a;
		struct err e = {0};
		struct str words;
		int result = argv_split(rows[i].text, &a, &e);

		str_init(&words, 200);
		join(&a, &words);
		if (rows[i].words)
			unit_expect(result == 0 && strcmp(words.data, rows[i].words) == 0 &&
					    (!a.n || !a.words[a.n]),
				"%s: %s %s", rows[i].text, words.data, e.message);
		else
			unit_expect(result == -1 && e.code == EX_DATAERR && !a.n && !a.words &&
					    strstr(e.message, rows[i].reason),
				"%s: %s %s", rows[i].text, words.data, e.message);
		str_fini(&words);
		argv_fini(&a);
	}
	unit_end();
}

static void knows_what_wants_a_shell(void **state)
{
	static const char *const wanting[] = {"a | b", "a;b", "a > b", "a <b", "a & b", "a $B",
		"a `b`", "'a' \"b\" $C", "a \\\\| b"};
	static const char *const content[] = {"", "a b", "a '| ; > $b'", "a \"| b\"", "a \\| \\$b",
		"a 'b", "a\\", "sh -c 'a | b; c'"};

	(void)state;
	for (size_t i = 0; i < unit_count(wanting); i++)
		unit_expect(argv_wants_shell(wanting[i]), "%s", wanting[i]);
	for (size_t i = 0; i < unit_count(content); i++)
		unit_expect(!argv_wants_shell(content[i]), "%s", content[i]);
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row),
		cmocka_unit_test(knows_what_wants_a_shell),
	};

	return unit_run(tests);
}
