/*
 * Whom to believe: the certificates of a PEM file, or the system's. All that trust the same share
 * one store, parsed once; the library's own verification and our second look at the certificates
 * (net/cert) take the same.
 */
#ifndef NET_TRUST_H
#define NET_TRUST_H

#include "base/err.h"

#include <openssl/x509_vfy.h>
#include <stddef.h>

struct trust;

/* All that is in use; zeroed to begin with. */
struct trusts {
	struct trust *first;
	size_t bytes; /* of all PEM files */
};

/* The one for these bytes, copied; NULL: the system's. It is held until trust_release(). */
struct trust *trusts_get(struct trusts *all, const char *pem, size_t len);

/* For one more to release. */
struct trust *trust_hold(struct trust *t);

/* Fine with NULL. */
void trust_release(struct trust *t);

/*
 * What it comes to, parsed when it is first asked for; borrowed. NULL, with EX_CONFIG, where the
 * bytes hold no certificate.
 */
X509_STORE *trust_store(struct trust *t, struct err *e);

#endif
