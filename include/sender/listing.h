/* What waits, for people: as mailq and the verbs show it. */
#ifndef SENDER_LISTING_H
#define SENDER_LISTING_H

#include "spool/spool.h"

#include <stdio.h>

struct listed {
	char id[spool_id_size];
	struct ticket ticket;
	struct progress progress;
	size_t size;
};

/* Calls for each message that waits, the oldest first; what is damaged is left out. -1: an error.
 */
int listing_each(const struct spool *s, void (*call)(void *ctx, const struct listed *m), void *ctx,
	struct err *e);

/* Appends why all mail waits, as a sentence; nothing where it does not. */
void listing_say_server(const struct spool *s, struct str *out);

/* Prints what waits, or that nothing does; the exit code. `config` as sender_place(). */
int listing_print(const char *config, FILE *to, struct err *e);

#endif
