#include "base/search_index.h"

#include "base/ascii.h"
#include "base/mem.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum { row_max = 4096, near_least = 4 };

void search_index_init(struct search_index *s, size_t n, search_words *words, const void *context)
{
	struct str row;

	*s = (struct search_index) {.n = n, .rows = mem_zero(n + 1, sizeof(*s->rows))};
	str_init(&row, row_max);
	for (size_t i = 0; i < n; i++) {
		str_clear(&row);
		words(context, i, &row);
		ascii_lower_all(row.data);
		s->rows[i] = mem_text(row.data);
	}
	str_fini(&row);
}

void search_index_fini(struct search_index *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->rows[i]);
	free(s->rows);
	*s = (struct search_index) {0};
}

/* How a word of the query goes with one of the row, of so many bytes. */
typedef bool search_match(const char *word, const char *listed, size_t len);

/* Is what is listed a pattern that fits? */
static bool search_fits(const char *word, const char *listed, size_t len)
{
	char pattern[row_max + 1];

	if (!memchr(listed, '*', len) && !memchr(listed, '?', len))
		return false;
	memcpy(pattern, listed, len);
	pattern[len] = '\0';
	return fnmatch(pattern, word, 0) == 0;
}

static bool search_begins(const char *word, const char *listed, size_t len)
{
	size_t typed = strlen(word);

	return (typed <= len && memcmp(word, listed, typed) == 0) || search_fits(word, listed, len);
}

static bool search_same(const char *word, size_t typed, const char *listed, size_t len, bool whole)
{
	return (whole ? typed == len : typed <= len) && memcmp(word, listed, typed) == 0;
}

/* Behind what both begin with: is one letter changed, put in or left out? */
static bool search_off_by_one(
	const char *word, size_t typed, const char *listed, size_t len, bool whole)
{
	if (!typed || !len)
		return typed ? typed == 1 : !whole || len <= 1;
	return search_same(word + 1, typed - 1, listed + 1, len - 1, whole) ||
	       search_same(word + 1, typed - 1, listed, len, whole) ||
	       search_same(word, typed, listed + 1, len - 1, whole);
}

static bool search_swapped(
	const char *word, size_t typed, const char *listed, size_t len, bool whole)
{
	return typed >= 2 && len >= 2 && word[0] == listed[1] && word[1] == listed[0] &&
	       search_same(word + 2, typed - 2, listed + 2, len - 2, whole);
}

static bool search_near(const char *word, const char *listed, size_t len, bool whole)
{
	size_t typed = strlen(word);

	for (; typed && len && *word == *listed; word++, listed++, typed--, len--)
		;
	return search_off_by_one(word, typed, listed, len, whole) ||
	       search_swapped(word, typed, listed, len, whole);
}

/* Is it what is listed, but for one letter, or two that are swapped? */
static bool search_is_near(const char *word, const char *listed, size_t len)
{
	return search_near(word, listed, len, true);
}

/* Is it how something listed begins, but for one letter? */
static bool search_begins_near(const char *word, const char *listed, size_t len)
{
	return search_near(word, listed, len, false);
}

/* Is there a word in the row, between these separators, that goes with it? */
static bool index_row_has(
	const char *row, const char *separators, const char *word, search_match *match)
{
	for (size_t len; *row; row += len + (row[len] != '\0')) {
		len = strcspn(row, separators);
		if (match(word, row, len))
			return true;
	}
	return false;
}

/*
 * Of an address only the domain is looked for. A pattern is of a domain: a word without a dot is
 * none of those that it means.
 */
static bool search_finds(const char *row, const char *word)
{
	const char *at = strrchr(word, '@');

	if (at)
		return index_row_has(row, " ", at + 1, search_begins);
	return strstr(row, word) ||
	       (strchr(word, '.') && index_row_has(row, " ", word, search_fits));
}

static bool search_finds_but_one(const char *row, const char *word, search_match *match)
{
	const char *at = strrchr(word, '@'), *looked = at ? at + 1 : word;
	bool parts = !at && !strchr(word, '.');

	return (parts && search_finds(row, word)) ||
	       (strlen(looked) >= near_least &&
		       index_row_has(row, parts ? " .-()" : " ", looked, match));
}

static bool search_nearly_finds(const char *row, const char *word)
{
	return search_finds_but_one(row, word, search_is_near);
}

static bool search_nearly_begins(const char *row, const char *word)
{
	return search_finds_but_one(row, word, search_begins_near);
}

/* The words of the query are parted by NULs, and end with an empty one. */
static bool row_stays(
	const char *row, const char *words, bool (*finds)(const char *row, const char *word))
{
	for (; *words; words += strlen(words) + 1)
		if (!finds(row, words))
			return false;
	return true;
}

/* With blanks at its ends and between words taken out; the caller frees. */
static char *query_words(const char *query)
{
	char *words = mem_zero(strlen(query) + 2, 1), *to = words;

	for (size_t len; *query; query += len) {
		query += strspn(query, " ");
		len = strcspn(query, " ");
		memcpy(to, query, len);
		ascii_lower_all(to);
		to += len + (len > 0);
	}
	return words;
}

static size_t search_keep(const struct search_index *s, const char *words,
	bool (*finds)(const char *row, const char *word), size_t *kept)
{
	size_t n = 0;

	for (size_t row = 0; row < s->n; row++)
		if (row_stays(s->rows[row], words, finds))
			kept[n++] = row;
	return n;
}

size_t search_index_keep(const struct search_index *s, const char *query, size_t *kept)
{
	static bool (*const finds[])(const char *row, const char *word) = {
		search_finds, search_nearly_finds, search_nearly_begins};
	char *words = query_words(query);
	size_t n = 0;

	for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]) && !n; i++)
		n = search_keep(s, words, finds[i], kept);
	free(words);
	return n;
}
