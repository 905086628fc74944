/*
 * What a server's certificate says of itself, and everything that is wrong with it at once. The
 * library stops at the first fault; here the chain is verified a second time to its end, and
 * that never changes the library's own decision.
 */
#ifndef NET_CERT_H
#define NET_CERT_H

#include "net/transcript.h"

#include <openssl/x509_vfy.h>

/*
 * Fills the certificates of the transcript's facts: names, dates, digests, problems. The first
 * of chain is the server's own certificate and has the problems of all; level is the strength
 * demanded of keys and digests, as OpenSSL counts it (SSL_CTX_set_security_level(3)); host is a
 * name (A-labels) or an address.
 */
void cert_examine(const struct transcript *t, X509_STORE *trust, STACK_OF(X509) * chain, int level,
	const char *host);

#endif
