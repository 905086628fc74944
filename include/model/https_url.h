/*
 * An address that secrets may be sent to: https, a host without a user before it, a port, a path
 * and a query, in printable ASCII (RFC 3986 3). Whatever else a library would take is refused, so
 * that there is nothing to be read in two ways. Pure.
 */
#ifndef MODEL_HTTPS_URL_H
#define MODEL_HTTPS_URL_H

#include "base/str.h"

#include <stdbool.h>

enum { https_url_max = 2048 /* bytes */ };

struct https_url {
	struct str host;  /* without the brackets of an IPv6 address */
	char port[6];     /* "443" where none is given */
	const char *rest; /* borrowed: from the slash on, or "" */
};

/* False where it is none; https_url_fini() in either case. */
bool https_url_split(const char *text, struct https_url *url);
void https_url_fini(struct https_url *url);

bool https_url_is(const char *text);

#endif
