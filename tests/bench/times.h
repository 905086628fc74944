/*
 * The times, which need a quiet machine, beside a minimal form of ncurses, dialog and whiptail:
 * each is started in turn, so that what disturbs one disturbs all. Of the paint the least time
 * counts, since what disturbs only ever adds; of keys the median.
 */
#ifndef BENCH_TIMES_H
#define BENCH_TIMES_H

#include "place.h"

void times_claim(const struct place *p);

#endif
