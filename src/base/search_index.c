#include "base/search_index.h"

#include "base/mem.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum { row_max = 4096, query_words_max = 64, pattern_max = 255, block = 16 };

static char search_lower(char c)
{
	return (char)(c + (((unsigned char)(c - 'A') < 26) ? 'a' - 'A' : 0));
}

/* In blocks, and past the end up to a whole one, so that the compiler can take each at once. */
static void lower_all(char *text, size_t len)
{
	for (size_t at = 0; at < len; at += block)
		for (size_t i = 0; i < block; i++)
			text[at + i] = search_lower(text[at + i]);
}

static void add_row(struct search_index *s, size_t row, const struct str *words)
{
	if (s->room - s->len < words->len + 1 + block) {
		s->room = 2 * s->room + words->len + 1 + block;
		s->text = mem_grow(s->text, s->room, 1);
	}
	memcpy(s->text + s->len, words->data, words->len);
	s->len += words->len;
	s->text[s->len++] = '\n';
	s->starts[row + 1] = s->len;
}

static size_t row_at(const struct search_index *s, size_t row, const char *at)
{
	while (s->starts[row + 1] <= (size_t)(at - s->text))
		row++;
	return row;
}

static void find_patterns(struct search_index *s)
{
	const char *at = s->text, *end;

	for (size_t row = 0; (at = strpbrk(at, "*?")) != NULL; at = end) {
		struct search_index_pattern *p;

		end = at + strcspn(at, " \n");
		row = row_at(s, row, at);
		while (at > s->text + s->starts[row] && at[-1] != ' ')
			at--;
		s->patterns = mem_grow(s->patterns, s->n_patterns + 1, sizeof(*s->patterns));
		p = &s->patterns[s->n_patterns++];
		*p = (struct search_index_pattern) {
			row, (size_t)(at - s->text), (size_t)(end - at)};
	}
}

void search_index_init(struct search_index *s, size_t n, sieve_words *words, const void *context)
{
	struct str row;

	*s = (struct search_index) {.n = n, .starts = mem_zero(n + 1, sizeof(*s->starts))};
	str_init(&row, row_max);
	for (size_t i = 0; i < n; i++) {
		str_clear(&row);
		words(context, i, &row);
		add_row(s, i, &row);
	}
	str_fini(&row);
	if (!n)
		return;
	memset(s->text + s->len, '\0', block);
	lower_all(s->text, s->len);
	find_patterns(s);
}

void search_index_fini(struct search_index *s)
{
	free(s->text);
	free(s->starts);
	free(s->patterns);
	*s = (struct search_index) {0};
}

/* The words of a query, in lower case, in one buffer. */
struct query {
	char *text;
	const char *words[query_words_max];
	size_t n;
	bool whole_domain; /* a word may fit a pattern: they all have a dot */
};

static void search_split(struct query *q, const char *text)
{
	char *rest, *word;

	*q = (struct query) {.text = mem_text(text)};
	for (char *c = q->text; *c; c++)
		*c = search_lower(*c);
	for (word = strtok_r(q->text, " ", &rest); word && q->n < query_words_max;
		word = strtok_r(NULL, " ", &rest)) {
		q->words[q->n++] = word;
		q->whole_domain = q->whole_domain || strchr(word, '.');
	}
}

static bool may_be(char in_pattern, char c)
{
	return in_pattern == '*' || in_pattern == '?' || in_pattern == c;
}

/* Most differ in the first or the last letter, which fnmatch() takes long to find out. */
static bool search_fits(
	const struct search_index *s, const struct search_index_pattern *p, const char *word)
{
	const char *text = s->text + p->at;
	char pattern[pattern_max + 1];

	if (p->len > pattern_max || !may_be(text[0], word[0]) ||
		!may_be(text[p->len - 1], word[strlen(word) - 1]))
		return false;
	memcpy(pattern, text, p->len);
	pattern[p->len] = '\0';
	return fnmatch(pattern, word, 0) == 0;
}

/* The patterns of one row: from `first` up to `end`. */
struct group {
	size_t first, end;
};

static bool some_fits(const struct search_index *s, struct group g, const char *word)
{
	for (size_t i = g.first; i < g.end; i++)
		if (search_fits(s, &s->patterns[i], word))
			return true;
	return false;
}

/* From the word `first` on. */
static bool row_stays(const struct search_index *s, size_t row, const struct query *q, size_t first,
	struct group g)
{
	const char *at = s->text + s->starts[row];
	size_t len = s->starts[row + 1] - s->starts[row] - 1;

	for (size_t i = first; i < q->n; i++)
		if (!memmem(at, len, q->words[i], strlen(q->words[i])) &&
			!some_fits(s, g, q->words[i]))
			return false;
	return true;
}

static const struct group no_patterns = {0, 0};

/* The rows that stay without a pattern: from one place of the first word to the next. */
static size_t keep_plain(const struct search_index *s, const struct query *q, size_t *kept)
{
	size_t n = 0, row = 0;
	const char *at = s->text;

	while (row < s->n && (at = strstr(at, q->words[0])) != NULL) {
		row = row_at(s, row, at);
		if (row_stays(s, row, q, 1, no_patterns))
			kept[n++] = row;
		at = s->text + s->starts[++row];
	}
	return n;
}

static int by_number(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool some_word_fits(const struct search_index *s, struct group g, const struct query *q)
{
	for (size_t i = 0; i < q->n; i++)
		if (some_fits(s, g, q->words[i]))
			return true;
	return false;
}

/* Behind the n rows that stay anyway; all in their order. */
static size_t keep_patterned(
	const struct search_index *s, const struct query *q, size_t *kept, size_t n)
{
	size_t all = n;

	for (struct group g = {0, 0}; g.first < s->n_patterns; g.first = g.end) {
		size_t row = s->patterns[g.first].row;

		while (g.end < s->n_patterns && s->patterns[g.end].row == row)
			g.end++;
		if (some_word_fits(s, g, q) && !row_stays(s, row, q, 0, no_patterns) &&
			row_stays(s, row, q, 0, g))
			kept[all++] = row;
	}
	if (all > n)
		qsort(kept, all, sizeof(*kept), by_number);
	return all;
}

size_t search_index_keep(const struct search_index *s, const char *query, size_t *kept)
{
	struct query q;
	size_t n = 0;

	search_split(&q, query);
	for (; q.n == 0 && n < s->n; n++)
		kept[n] = n;
	if (q.n && s->n)
		n = keep_plain(s, &q, kept);
	if (q.whole_domain)
		n = keep_patterned(s, &q, kept, n);
	free(q.text);
	return n;
}
