/*
 * The other doors of a server, opened all at once when the chosen one has failed before the login
 * or has been stuck for a while, under the same deadline. No user and no password goes to any of
 * them: their settings have none.
 */
#ifndef NET_LADDER_H
#define NET_LADDER_H

#include "model/ladder.h"
#include "net/probe.h"

enum {
	ladder_stuck_ms = 2000,   /* in one step; half of the test's time where that is less */
	ladder_grace_ms = 1000,   /* for the others, when a good one is found */
	ladder_connect_ms = 5000, /* for a connection, where the chosen door has failed */
};

struct ladder {
	struct settings chosen; /* without the password */
	struct doors doors;
	bool opened[doors_max];
	double opened_at[doors_max];     /* ms since the start of the chosen one's test */
	struct probe *probes[doors_max]; /* those under way */
	struct str ca;                   /* of the job */
	double limit;                    /* ms since the start of the chosen one's test */
	double good_at;                  /* when the first good one was found; negative: none */
	bool ended, wanted;              /* the chosen one has ended, and others may help */
};

/* Who is told of a door that has been tested, by its number in the job. */
struct ladder_listener {
	void (*tested)(void *context, size_t door, const struct facts *facts);
	void *context;
};

/*
 * The doors that the record of the job names; without any, the ladder does nothing. Errors:
 * EX_DATAERR; ladder_fini() all the same.
 */
int ladder_init(struct ladder *l, const struct wire_record *record, const struct probe_job *job,
	struct err *e);
void ladder_fini(struct ladder *l);

/*
 * Looks around between two waits; `finished`: the chosen one's test is. *wait_ms is lowered to
 * when it wants to be asked again. True when the chosen one's result has nothing to wait for.
 */
bool ladder_look(struct ladder *l, CURLM *multi, const struct probe *chosen, bool finished,
	const struct ladder_listener *listener, int *wait_ms);

#endif
