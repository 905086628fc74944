/*
 * What came of the look-up of a name, whoever was asked. A plain value: it goes through a pipe in
 * one piece.
 */
#ifndef NET_LOOKUP_ANSWER_H
#define NET_LOOKUP_ANSWER_H

#include "model/endpoint.h"

#include <netinet/in.h>
#include <stddef.h>

enum lookup_end {
	LOOKUP_RUNNING,
	LOOKUP_FOUND,
	LOOKUP_NONE,   /* the name is not known, or has no address */
	LOOKUP_FAILED, /* who was asked could not tell: `why` */
	LOOKUP_SILENT, /* nobody answered in time */
	LOOKUP_SHORT,  /* this machine has nothing left to ask with: `errnum` */
};

enum { lookup_addresses_max = 32 };

struct lookup_address {
	enum family family;
	char text[INET6_ADDRSTRLEN];
};

struct lookup_answer {
	enum lookup_end end;
	int errnum;
	char why[120]; /* the end of a sentence, without a full stop */
	size_t n;
	struct lookup_address addresses[lookup_addresses_max];
};

/* More than fit are dropped, and those of other families. */
void lookup_answer_add(struct lookup_answer *a, const struct sockaddr *address);

/*
 * The IPv6 addresses first where this machine has a way to the first of them, last where it has
 * none (RFC 6724 6, rules 1 and 6).
 */
void lookup_answer_sort(struct lookup_answer *a);

#endif
