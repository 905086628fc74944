/*
 * Rows of words, narrowed down by what is typed: a row stays while every word of the query occurs
 * in it, in whatever case of ASCII. A word of a row may be a pattern of domains as in glob(7); then
 * a whole word of the query that has a dot and fits it is found too. Of an address only the domain
 * counts, and a word of the row has to begin with it. Where no row would stay, one letter of each
 * longer word may be wrong, missing, too many or swapped with the next: of whole words of the row,
 * or else of how they begin.
 */
#ifndef BASE_SEARCH_INDEX_H
#define BASE_SEARCH_INDEX_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct search_index {
	char **rows; /* the words of each, in lower case */
	size_t n;
};

/* The words of a row, blanks between them. A row without any stays only while nothing is asked. */
typedef void search_words(const void *context, size_t row, struct str *out);

void search_index_init(struct search_index *s, size_t n, search_words *words, const void *context);
void search_index_fini(struct search_index *s);

/* Sets kept to the numbers of the rows that stay, in their order, and returns how many. */
size_t search_index_keep(const struct search_index *s, const char *query, size_t *kept);

#endif
