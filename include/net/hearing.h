/*
 * What one transfer of the library lets us hear, told to the step machine: the addresses it tries,
 * every line of the dialogue with its place in the stream, and what lies below, which only the
 * library's clocks tell of.
 */
#ifndef NET_HEARING_H
#define NET_HEARING_H

#include "net/machine.h"

#include <curl/curl.h>
#include <time.h>

struct hearing {
	struct machine *machine;
	CURL *easy;
	struct timespec start;
	int socket;           /* the one opened last; -1: none */
	double told, records; /* bytes of the server's lines; TLS records with data */
};

/* The clock begins. */
void hearing_start(struct hearing *h, struct machine *machine);

/* From now on it hears this handle, from its first byte; the clock goes on. */
void hearing_attach(struct hearing *h, CURL *easy);

/* ms since the start */
double hearing_ms(const struct hearing *h);

/* Looks around between two waits, and once more at the end. */
void hearing_look(struct hearing *h);

#endif
