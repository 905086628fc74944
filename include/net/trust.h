/*
 * Whom to believe: the certificates of a PEM file, or the system's. The library that makes the
 * connection gets the same trust as our own second look at the certificates (net/cert).
 */
#ifndef NET_TRUST_H
#define NET_TRUST_H

#include "base/err.h"

#include <curl/curl.h>
#include <openssl/x509_vfy.h>
#include <stddef.h>

struct trust {
	X509_STORE *store;
	const char *directory; /* the system's hashed certificates; NULL: its bundle, or pem */
	const char *pem;       /* replaces the system's trust; borrowed; NULL: it does not */
	size_t len;
};

/* Errors: EX_CONFIG where pem holds no certificate; nothing is left to free then. */
int trust_init(struct trust *t, const char *pem, size_t len, struct err *e);
void trust_fini(struct trust *t);

/* Sets the options of a handle; the bytes are copied. */
CURLcode trust_apply(const struct trust *t, CURL *easy);

#endif
