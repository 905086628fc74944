/*
 * The names that a job looks up, each once, whoever of the job wants it. As the system does it:
 * where nsswitch.conf(5) has the hosts file and the DNS they are asked here (net/lookup_dns), else
 * the system's own services are (net/lookup_child).
 */
#ifndef NET_LOOKUP_H
#define NET_LOOKUP_H

#include "net/lookup_answer.h"
#include "net/waits.h"

#include <curl/curl.h>

struct lookup;

/* Zeroed: none. */
struct lookups {
	struct lookup *first;
};

void lookups_fini(struct lookups *l);

/* The one of this name, which stays with the lookups; it has started. */
struct lookup *lookups_get(struct lookups *l, const char *host);

/* Looks around between two waits; true when it is finished. */
bool lookup_look(struct lookup *l, struct waits *waits);

/* Of the name and these families: LOOKUP_RUNNING until it is finished. */
enum lookup_end lookup_end(const struct lookup *l, enum family family);

/* The rest of the answer; borrowed. */
const struct lookup_answer *lookup_answer(const struct lookup *l);

/* The addresses of these families as an entry for CURLOPT_RESOLVE; the caller frees the list. */
struct curl_slist *lookup_route(const struct lookup *l, enum family family, const char *port);

#endif
