/*
 * The proof that a silent port waits for TLS: a second connection to the same address says
 * ClientHello while the first goes on waiting. It never carries a name or a password and never
 * says a word of SMTP.
 */
#ifndef NET_TLS_PROBE_H
#define NET_TLS_PROBE_H

#include <curl/curl.h>
#include <stdbool.h>

enum { tls_probe_after_ms = 2000 }; /* of silence */

struct tls_probe {
	CURL *easy;
	struct curl_slist *route;
	bool answered; /* with TLS */
};

/* Starts on a zeroed struct; `owner` becomes the handle's CURLINFO_PRIVATE. */
void tls_probe_start(struct tls_probe *k, CURLM *multi, const char *host, const char *port,
	const char *address, long timeout_ms, void *owner);

/* Fine on one that never started. */
void tls_probe_end(struct tls_probe *k, CURLM *multi);

#endif
