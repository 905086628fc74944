#include "base/search_index.h"

#include "base/ascii.h"
#include "base/mem.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum { row_max = 4096 };

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

/* Is this word of the row, of so many bytes, a pattern that fits? */
static bool search_fits(const char *pattern, size_t len, const char *word)
{
	char copy[row_max + 1];

	if (!memchr(pattern, '*', len) && !memchr(pattern, '?', len))
		return false;
	memcpy(copy, pattern, len);
	copy[len] = '\0';
	return fnmatch(copy, word, 0) == 0;
}

static bool some_pattern_fits(const char *row, const char *word)
{
	for (size_t len; *row; row += len + (row[len] == ' ')) {
		len = strcspn(row, " ");
		if (search_fits(row, len, word))
			return true;
	}
	return false;
}

/* A pattern is of a domain: a word without a dot is none of those that it means. */
static bool search_finds(const char *row, const char *word)
{
	return strstr(row, word) || (strchr(word, '.') && some_pattern_fits(row, word));
}

/* The words of the query are parted by NULs, and end with an empty one. */
static bool row_stays(const char *row, const char *words)
{
	for (; *words; words += strlen(words) + 1)
		if (!search_finds(row, words))
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

size_t search_index_keep(const struct search_index *s, const char *query, size_t *kept)
{
	char *words = query_words(query);
	size_t n = 0;

	for (size_t row = 0; row < s->n; row++)
		if (row_stays(s->rows[row], words))
			kept[n++] = row;
	free(words);
	return n;
}
