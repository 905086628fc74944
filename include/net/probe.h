/*
 * One test of one server: settings -> a handle of libcurl -> the session -> facts. It sends
 * mail only when the request says so. A probe is driven by the multi handle it was started on;
 * nothing here blocks.
 */
#ifndef NET_PROBE_H
#define NET_PROBE_H

#include "model/endpoint.h"
#include "model/request.h"
#include "model/test_facts.h"
#include "net/lookup.h"
#include "net/trust.h"
#include "net/waits.h"

#include <curl/curl.h>
#include <stdbool.h>

struct probe;
struct smtp_session;

/* Told of every step when it is entered for the first time; address as in struct smtp_session_plan.
 */
struct probe_listener {
	void (*entered)(void *context, enum step step, int64_t us, const char *address);
	void *context;
};

/* What goes on over the connection behind the login, until it stops the session: true. */
struct probe_behind {
	bool (*go_on)(void *ctx, struct smtp_session *m, CURL *easy, struct waits *waits);
	void *ctx;
};

struct probe_job {
	const struct settings *settings;
	struct trust *trust;
	struct lookups *lookups;        /* of the whole job; they outlive the probe */
	struct after_login after_login; /* behind the login */
	struct probe_behind behind;     /* the same in other hands; go_on NULL: nothing */
	/* For an endpoint beside the chosen one, which no second connection is made to. */
	bool is_sibling;
	enum family family; /* of the addresses to use */
	int64_t limit;      /* us for everything, in the place of what the settings say */
	struct probe_listener listener;
};

/*
 * Starts a test. Nothing of the job is needed after the call. What cannot be started is finished
 * at once, with END_SETUP.
 */
struct probe *probe_new(CURLM *multi, const struct probe_job *job);

/* Ends it, also in the middle, without waiting for anything. */
void probe_free(struct probe *p);

/* Looks around between two waits; true when the test is finished. */
bool probe_look(struct probe *p, struct waits *waits);

/* It has taken too long: ends it as if its time were over. */
void probe_give_up(struct probe *p);

/* us since it was started */
int64_t probe_us(const struct probe *p);

/* Complete when the test is finished; borrowed. */
const struct facts *probe_facts(const struct probe *p);

#endif
