/*
 * Asks several servers at once whether they would do: whether they answer, encrypted and with a
 * certificate that is right. No user and no password is ever sent to one of them. The endpoints are
 * in the order of preference; the first that would do decides, as soon as none before it is open.
 */
#ifndef ENGINE_AUTODETECT_H
#define ENGINE_AUTODETECT_H

#include "engine/worker_client.h"
#include "model/endpoint.h"

enum { autodetect_max = 8, autodetect_per_guess = endpoints_per_name };

struct autodetect_endpoint {
	struct settings settings; /* without a login */
	bool judged;
	struct verdict verdict; /* when judged */
};

struct autodetect {
	struct listener listener;
	struct worker_client worker; /* its failure: there will be no more verdicts */
	uint64_t deadline;           /* in the loop: a worker that is not done by then hangs */
	struct autodetect_endpoint endpoints[autodetect_max];
	size_t n;
	bool running;
};

/* Adds an endpoint: that server, with all else as in `settings` but the login. Before the start. */
void autodetect_add(
	struct autodetect *s, const struct settings *settings, const struct endpoint *at);

/*
 * Adds smtp.DOMAIN and mail.DOMAIN, scout_doors_per_guess endpoints each, which get at most 5
 * seconds.
 */
void autodetect_add_guesses(
	struct autodetect *s, const struct settings *settings, const char *domain);

/* The listener hears of each thing that the worker said, and of the end. */
void autodetect_start(struct autodetect *s, struct listener listener);

/* Looks no further; what is judged by then stays. */
void autodetect_stop(struct autodetect *s);

/* Did it answer, encrypted, with a certificate that is right? */
bool autodetect_is_good(const struct autodetect_endpoint *endpoint);

/* The endpoint that would do, or NULL: when nothing runs any more, it is final. */
const struct autodetect_endpoint *autodetect_found(const struct autodetect *s);

/* Fine on a zeroed struct, which is how one begins. */
void autodetect_fini(struct autodetect *s);

#endif
