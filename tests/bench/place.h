/* Where it is measured: the programs, and the settings that they are given. */
#ifndef BENCH_PLACE_H
#define BENCH_PLACE_H

#include "seat.h"

struct place {
	char scratch[64];
	char none[80];  /* a configuration that is not there */
	char typed[80]; /* another one, for a program that is killed and leaves a draft */
	char saved[80]; /* one that is, with a server that accepts and then says nothing */
};

/* Makes the folder and the saved configuration. False: it cannot be; the reason is printed. */
bool place_make(struct place *p);
void place_leave(const struct place *p);

/* Starts smtpsetup there. */
void place_start(const char *config, struct seat *s, bool traced);

#endif
