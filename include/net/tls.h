/*
 * A look into the TLS handshake while the library makes it: the certificate, version and cipher
 * as facts, and why a handshake failed, by OpenSSL's codes and the alerts of TLS, never by the
 * words of an error message.
 */
#ifndef NET_TLS_H
#define NET_TLS_H

#include "net/smtp_session.h"

#include <curl/curl.h>
#include <openssl/x509_vfy.h>
#include <stdbool.h>

struct tls_watch {
	struct smtp_session *session;
	X509_STORE *trust;             /* lives as long as the handle */
	const char *host;              /* the name that the certificate should have */
	int64_t (*now)(void *context); /* us since the start */
	void *context;
	bool examined;    /* the certificate has been seen */
	bool cert_wanted; /* the server asked for a certificate of ours */
	bool broken;      /* the handshake ended by the server's going away */
	bool unsafe;      /* or by us: what the server chose is too weak */
};

/*
 * Makes the handle's handshakes known to the watch, and verifies them by its trust alone: the
 * library loads none. Errors: no OpenSSL behind the library.
 */
CURLcode tls_watch(CURL *easy, struct tls_watch *watch);

/*
 * Bytes by which each record of the handle's connection is longer than the text that it can hold
 * (RFC 8446 5.2, RFC 5288 3, RFC 7905 2); the least that it can be where that is not fixed.
 */
int tls_overhead(CURL *easy);

/* Sets *answered when a TLS server answers: a handshake message or an alert has come. */
CURLcode tls_listen(CURL *easy, bool *answered);

#endif
