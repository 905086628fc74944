/*
 * The other endpoints of a server, opened all at once when the chosen one has failed before the
 * login or has been stuck for a while, under the same deadline. No user and no password goes to any
 * of them: their settings have none.
 */
#ifndef NET_FALLBACK_PROBE_H
#define NET_FALLBACK_PROBE_H

#include "model/fallback.h"
#include "net/probe.h"

enum {
	fallback_probe_stuck_ms =
		2000, /* in one step; half of the test's time where that is less */
	fallback_probe_grace_ms = 1000, /* for the others, when a good one is found */
	fallback_probe_connect_ms =
		5000, /* for a connection, where the chosen endpoint has failed */
};

struct fallback_probe {
	struct settings chosen; /* without the password */
	struct endpoints endpoints;
	bool opened[endpoints_max];
	int64_t opened_at[endpoints_max];    /* us since the start of the chosen one's test */
	struct probe *probes[endpoints_max]; /* those under way */
	struct trust *trust;                 /* of the job; held */
	struct lookups *lookups;             /* of the job */
	int64_t limit;                       /* us since the start of the chosen one's test */
	int64_t good_at;                     /* when the first good one was found; negative: none */
	bool ended, wanted;                  /* the chosen one has ended, and others may help */
};

/* Who is told of an endpoint that has been tested, by its number in the job. */
struct fallback_probe_listener {
	void (*tested)(void *context, size_t endpoint, const struct facts *facts);
	void *context;
};

/*
 * The endpoints that the record of the job names; without any, the fallback does nothing. Errors:
 * EX_DATAERR; fallback_probe_fini() all the same.
 */
int fallback_probe_init(struct fallback_probe *l, const struct wire_record *record,
	const struct probe_job *job, struct err *e);
void fallback_probe_fini(struct fallback_probe *l);

/*
 * Looks around between two waits; `finished`: the chosen one's test is. True when the chosen one's
 * result has nothing to wait for.
 */
bool fallback_probe_look(struct fallback_probe *l, CURLM *multi, const struct probe *chosen,
	bool finished, const struct fallback_probe_listener *listener, struct waits *waits);

#endif
