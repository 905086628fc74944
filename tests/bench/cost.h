/* What one step of a program on its terminal cost: from a mark to where it rests again. */
#ifndef BENCH_COST_H
#define BENCH_COST_H

#include "seat.h"

struct cost {
	size_t bytes, colours; /* written, and of these in sequences that only change colours */
	size_t queries;
	size_t writes, calls; /* when traced */
	size_t cells; /* whose text is another now; of the first paint, all that are filled */
};

/* Lets it come to rest; gives it the keys, one after the other; lets it come to rest. */
struct cost cost_of_key(struct seat *s, const char *key);
struct cost cost_of_text(struct seat *s, const char *text);
struct cost cost_of_paste(struct seat *s, const char *text);

/* From the start on. */
struct cost cost_of_paint(struct seat *s);

#endif
