/*
 * What a program wrote to its terminal, looked at as control sequences (ECMA-48): how much of it
 * only changes colours, and whether anything asks the terminal for an answer.
 */
#ifndef BENCH_CODES_H
#define BENCH_CODES_H

#include "../tui/bytes.h"

#include <stdbool.h>

struct codes {
	size_t colours; /* bytes of SGR sequences */
	size_t queries;
};

/* Of the bytes from `from` on. */
struct codes codes_count(const struct bytes *out, size_t from);

#endif
