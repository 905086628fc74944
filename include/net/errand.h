/*
 * What a job asks for behind the login: a rehearsed envelope or a test message. Makes the addresses
 * fit for the protocol and the message, then carries the dialogue (net/envelope) over a connection
 * of libcurl whose own part is done (CURLOPT_CONNECT_ONLY). Nothing here blocks; times are ms
 * since the start of the test.
 */
#ifndef NET_ERRAND_H
#define NET_ERRAND_H

#include "model/settings.h"
#include "net/envelope.h"

#include <curl/curl.h>
#include <stdbool.h>

/*
 * `limit` is for the whole test. The answer to a message may take it once more: servers look at
 * what they got before they say that they have it.
 */
struct errand_clock {
	double (*now)(void *context);
	void *context;
	double limit;
};

struct errand_run {
	struct envelope envelope;
	struct errand_clock clock;
	size_t sent;     /* bytes of the envelope's out */
	double deadline; /* when it ends without a result */
};

/* The job's errand, which has an address. */
void errand_init(struct errand_run *e, struct machine *m, const struct settings *settings,
	const struct errand *errand, const struct errand_clock *clock);
void errand_fini(struct errand_run *e);

/* As far as it goes without waiting; true when it is over: the machine's verdict counts. */
bool errand_go_on(struct errand_run *e, CURL *easy);

/* What it waits for then: an event of the connection, and no longer than *wait_ms, lowered. */
struct curl_waitfd errand_wait(const struct errand_run *e, CURL *easy, int *wait_ms);

#endif
