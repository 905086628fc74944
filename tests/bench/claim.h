/* What is measured, as TAP: one line for each figure, with its bound. */
#ifndef BENCH_CLAIM_H
#define BENCH_CLAIM_H

#include <stdbool.h>

void claim(bool holds, const char *format, ...) __attribute__((format(printf, 2, 3)));
void claim_not_measured(const char *what, const char *why);

/* The last line; the exit status. */
int claim_end(void);

#endif
