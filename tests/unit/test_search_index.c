/* What stays in a search is what a slow look at each row finds, whatever is typed. */
#include "unit.h"

#include "model/provider.h"
#include "base/search_index.h"

#include <fnmatch.h>
#include <string.h>

enum { queries = 2000, rows_most = 2000 };

static void words_of(const void *context, size_t row, struct str *out)
{
	(void)context;
	provider_words(&providers[row], out);
}

static void words_of_two(const void *context, size_t row, struct str *out)
{
	(void)context;
	str_text(out, row ? "mail by" : "mail post example.org *.example.com");
}

static bool word_stays(const char *row, const char *word)
{
	char copy[2000], *rest, *one;
	bool stays = strcasestr(row, word) != NULL;

	(void)snprintf(copy, sizeof(copy), "%s", row);
	for (one = strtok_r(copy, " ", &rest); one; one = strtok_r(NULL, " ", &rest))
		stays = stays || (strpbrk(one, "*?") && fnmatch(one, word, FNM_CASEFOLD) == 0);
	return stays;
}

static bool row_stays(size_t row, const char *query)
{
	char copy[200], *rest, *word;
	struct str words;
	bool stays = true;

	str_init(&words, sizeof(copy) * 20);
	provider_words(&providers[row], &words);
	(void)snprintf(copy, sizeof(copy), "%s", query);
	for (word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		stays = stays && word_stays(words.data, word);
	str_fini(&words);
	return stays;
}

static void expect_as_slowly(const struct search_index *s, const char *query)
{
	static size_t kept[rows_most];
	size_t n = search_index_keep(s, query, kept), at = 0;

	for (size_t row = 0; row < provider_count; row++) {
		bool stays = at < n && kept[at] == row;

		unit_expect(
			stays == row_stays(row, query), "\"%s\" and %s", query, providers[row].id);
		at += stays;
	}
	unit_expect(at == n, "\"%s\": rows out of order", query);
}

/* One letter is forgiven where nothing else stays, and in a short word none. */
static void wrong_letters(void **state)
{
	static const struct {
		const char *query;
		size_t kept;
	} rows[] = {
		{"mail", 2},
		{"maul", 2},
		{"amil", 2},
		{"mial post", 1},
		{"mail poxt", 1},
		{"me@example.orb", 1},
		{"me@examp", 1},
		{"me@xample.org", 1},
		{"me@examlp", 1},
		{"me@exammple.o", 1},
		{"me@xampel.org", 0},
		{"me@post.example.org", 0},
		{"mxil paxt", 0},
		{"mxxl", 0},
		{"bx", 0},
		{"mailexample.orgexample.orgexample.orgexample.orgexample.orgexample.org", 0},
	};
	size_t kept[2];
	struct search_index s;

	(void)state;
	search_index_init(&s, unit_count(kept), words_of_two, NULL);
	for (size_t i = 0; i < unit_count(rows); i++)
		unit_expect(search_index_keep(&s, rows[i].query, kept) == rows[i].kept, "\"%s\"",
			rows[i].query);
	search_index_fini(&s);
	unit_end();
}

static void some_queries(void **state)
{
	static const char *const rows[] = {"", " ", "m", "MAIL", "gmail ssl", "yahoo.fr",
		"smtp yahoo.co", "a.onmicrosoft.com", "x.rr.com smtp", "*", "?", "no such thing",
		"\xC3\xA9", ". .", "Gmail (TLS)"};
	struct search_index s;

	(void)state;
	assert_in_range(provider_count, 1, rows_most);
	search_index_init(&s, provider_count, words_of, NULL);
	for (size_t i = 0; i < unit_count(rows); i++)
		expect_as_slowly(&s, rows[i]);
	search_index_fini(&s);
	unit_end();
}

/*
 * Pieces of what is in a row, now and then in capitals, one or two words of them: it stays, so that
 * no letter of them is taken for a wrong one.
 */
static void random_queries(void **state)
{
	uint64_t random = 20261128;
	struct search_index s;

	(void)state;
	search_index_init(&s, provider_count, words_of, NULL);
	for (int i = 0; i < queries / 20; i++) {
		const char *row = s.rows[unit_random(&random) % s.n];
		char query[60] = "";

		for (int word = 0; word < 1 + i % 2; word++) {
			size_t from = unit_random(&random) % strlen(row);
			int len = 1 + (int)(unit_random(&random) % 8);

			(void)snprintf(query + strlen(query), 20, " %.*s", len, row + from);
		}
		for (char *c = query; *c; c++)
			*c = i % 3 == 0 && *c >= 'a' && *c <= 'z' ? *c - 32 : *c;
		expect_as_slowly(&s, query);
	}
	search_index_fini(&s);
	unit_end();
}

static void nothing_at_all(void **state)
{
	struct search_index s;

	(void)state;
	search_index_init(&s, 0, words_of, NULL);
	assert_int_equal(search_index_keep(&s, "", NULL), 0);
	assert_int_equal(search_index_keep(&s, "x.y", NULL), 0);
	search_index_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_letters),
		cmocka_unit_test(some_queries),
		cmocka_unit_test(random_queries),
		cmocka_unit_test(nothing_at_all),
	};

	return unit_run(tests);
}
