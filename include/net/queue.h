/*
 * The worker's jobs: those that wait for room, and those that run. A job starts when its
 * connections, with all that there are, fit into the limits of its kind and into the descriptors of
 * the process, and no more than so many jobs ask its host; who cannot start holds up nobody behind.
 */
#ifndef NET_QUEUE_H
#define NET_QUEUE_H

#include "net/job.h"

struct queue {
	CURLM *multi;
	size_t descriptors; /* for all connections together */
	struct job *waiting, **end;
	struct job *running;
	struct queue_host *hosts; /* those that a job asks */
	size_t n_waiting, connections;
	struct trusts trusts;
};

/* The multi handle drives the jobs; `descriptors`: how many the process may have. */
void queue_init(struct queue *q, CURLM *multi, size_t descriptors);

/* Has it all that it can hold? Then the next job must wait outside. */
bool queue_is_full(const struct queue *q);

/*
 * A job that makes no sense is answered at once; a record about one that runs goes to it. False:
 * the record is neither.
 */
bool queue_add(struct queue *q, const struct wire_record *record);

/* Starts what may start; true when something did. */
bool queue_start(struct queue *q);

/* Sends the results of those that are finished; true when there were any. */
bool queue_look(struct queue *q, struct waits *waits);

/* Answers all jobs with why they cannot go on. They are of no use behind it. */
void queue_refuse(const struct queue *q, const struct err *e);

bool queue_is_idle(const struct queue *q);

#endif
