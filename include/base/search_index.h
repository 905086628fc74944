/*
 * Rows of words, narrowed down by what is typed: a row stays while every word of the query occurs
 * in it, in whatever case of ASCII. The words of all rows are put together once, so that a key
 * costs less than a millisecond with 20,000 rows. A word of a row may be a pattern as in glob(7);
 * then a whole word of the query that fits it is found too.
 */
#ifndef BASE_SEARCH_INDEX_H
#define BASE_SEARCH_INDEX_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct search_index_pattern {
	size_t row, at, len; /* where it is in the text */
};

struct search_index {
	char *text;     /* of all rows, in lower case, a line each */
	size_t *starts; /* of the rows in it; behind the last one its end */
	size_t n, len, room;
	struct search_index_pattern *patterns; /* in the order of the rows */
	size_t n_patterns;
};

/* The words of a row, blanks between them. A row without any stays only while nothing is asked. */
typedef void sieve_words(const void *context, size_t row, struct str *out);

void search_index_init(struct search_index *s, size_t n, sieve_words *words, const void *context);
void search_index_fini(struct search_index *s);

/* Sets kept to the numbers of the rows that stay, in their order, and returns how many. */
size_t search_index_keep(const struct search_index *s, const char *query, size_t *kept);

#endif
