/*
 * The hosts file and the DNS, by c-ares: A and AAAA are asked for apart, so that the one that is
 * answered does not wait for the other. Nothing here blocks.
 */
#ifndef NET_LOOKUP_DNS_H
#define NET_LOOKUP_DNS_H

#include "net/lookup_answer.h"
#include "net/name_config.h"
#include "net/waits.h"

struct lookup_dns;

/* What the hosts file says: LOOKUP_FOUND or LOOKUP_NONE. */
void lookup_hosts(const char *host, struct lookup_answer *answer);

/* Asks the name servers of this machine; the config stays the caller's. */
struct lookup_dns *lookup_dns_new(const char *host, const struct name_config *config);

/* Ends it, also in the middle; fine on NULL. */
void lookup_dns_free(struct lookup_dns *d);

/* Looks around between two waits; true when it is finished, with the answer. */
bool lookup_dns_look(struct lookup_dns *d, struct waits *waits, struct lookup_answer *answer);

#endif
