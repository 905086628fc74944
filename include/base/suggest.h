/*
 * "Did you mean": offer every word there is, and what is nearest to the one that was typed is
 * found, where anything is near. Without case, ASCII.
 */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * How many letters have to be put in, left out, changed or swapped with their neighbour (optimal
 * string alignment). Words of more than 40 bytes are far from everything.
 */
size_t suggest_distance(const char *a, const char *b);

struct suggest {
	const char *word;  /* what was typed */
	const char *found; /* borrowed from the nearest offer; NULL: half of the letters differ */
	size_t distance, longer;
};

/* `result` is what is found where `word` is the nearest; of two alike the one as long as typed. */
void suggest_offer(struct suggest *s, const char *word, const char *result);

/*
 * Fills e (EX_USAGE) with the words of the format, and with "; did you mean FOUND?", or where
 * nothing was found with `otherwise`, which brings its own separator. Returns -1.
 */
int suggest_error(struct err *e, const char *found, const char *otherwise, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
