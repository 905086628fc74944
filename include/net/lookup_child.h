/*
 * What the system's own services say of a name (nsswitch.conf(5)), asked by processes that can be
 * ended, which a thread that waits for a name server cannot.
 */
#ifndef NET_LOOKUP_CHILD_H
#define NET_LOOKUP_CHILD_H

#include "net/lookup_answer.h"
#include "net/waits.h"

struct lookup_child;

struct lookup_child *lookup_child_new(const char *host);

/* Ends it, also in the middle; fine on NULL. */
void lookup_child_free(struct lookup_child *c);

/* Looks around between two waits; true when it is finished, with the answer. */
bool lookup_child_look(struct lookup_child *c, struct waits *waits, struct lookup_answer *answer);

#endif
