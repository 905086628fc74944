/*
 * The proof that a silent port waits for TLS: a second connection to the same address says
 * ClientHello while the first goes on waiting. It never carries a name or a password and never
 * says a word of SMTP.
 */
#ifndef NET_TLS_PROBE_H
#define NET_TLS_PROBE_H

#include "net/transfer.h"

#include <stdbool.h>

enum {
	tls_probe_after_ms = 2000 /* of silence; half of the test's time where that is less */
};

struct tls_probe {
	struct transfer transfer; /* first: the transfer is the probe */
	struct curl_slist *route;
	bool answered; /* with TLS */
};

/* Starts on a zeroed struct. */
void tls_probe_start(struct tls_probe *k, CURLM *multi, const char *host, const char *port,
	const char *address, long timeout_ms);

/* Fine on one that never started. */
void tls_probe_end(struct tls_probe *k);

#endif
