/*
 * The endpoints of a mail server: where else one may try when the chosen endpoint is shut. This
 * is the one place that makes lists of them. An endpoint names where and how to connect and never
 * who logs in. Pure: nothing is tried here.
 */
#ifndef MODEL_ENDPOINT_H
#define MODEL_ENDPOINT_H

#include "model/diagnose.h"

enum { endpoints_max = 20 };

enum family { FAMILY_ANY, FAMILY_IPV4, FAMILY_IPV6, FAMILY_COUNT };

struct endpoint {
	char *host, *port, *protocol;
	enum family family;
	const struct diagnosis *found; /* what a test of it came to; NULL: not known (yet) */
	bool good;                     /* it would do */
	bool speaks;                   /* its protocol, whatever else is wrong there */
};

struct endpoints {
	struct endpoint items[endpoints_max];
	size_t n;
};

/*
 * Adds the endpoints beside the chosen one, the best first: the same in each family of addresses,
 * the same port the other way, then 465, 587, 2525 and 25 (RFC 8314 3.3, RFC 6409 3.1), IPv4 and
 * IPv6 apart, where the host is a name; never one that encrypts less than the chosen one. Last, for
 * a name that may have no address, the endpoints of its domain (endpoints_add_domain()).
 */
void endpoints_add_siblings(struct endpoints *d, const struct settings *chosen);

/* Adds only the same port, spoken to the other way. */
void endpoints_add_same_port(struct endpoints *d, const struct settings *chosen);

enum { endpoints_per_name = 2 };

/* Adds those of smtp.DOMAIN and mail.DOMAIN, endpoints_per_name each; none where that is no name.
 */
void endpoints_add_domain(struct endpoints *d, const char *domain);

/* Fine on a zeroed struct, which is how one begins. */
void endpoints_fini(struct endpoints *d);

/* The values of a job's record, and back. Errors: EX_DATAERR (what is no endpoint); d is to be
 * ended.
 */
void endpoints_encode(const struct endpoints *d, struct str *out);
int endpoints_decode(struct endpoints *d, const struct wire_record *record, struct err *e);

/* The settings with this endpoint in the place of theirs, and without a login. Errors: EX_DATAERR.
 */
int endpoint_settings(const struct endpoint *endpoint, const struct settings *chosen,
	struct settings *out, struct err *e);

/* Takes in what a test of the endpoint found: it is good if all worked, and a login if one is set.
 */
void endpoint_judge(
	struct endpoint *endpoint, const struct facts *f, const struct settings *chosen);

/* The same host, port and protocol as the chosen one, in whatever family? */
bool endpoint_is_chosen(const struct endpoint *endpoint, const struct settings *chosen);

/* "ipv4", "ipv6", "any" */
const char *family_name(enum family family);

/* The family of a numeric address; FAMILY_ANY where there is none. */
enum family family_of(const char *address);

#endif
