#include "net/queue.h"

#include "base/mem.h"
#include "net/limits.h"

#include <stdlib.h>
#include <string.h>

enum {
	queue_waiting_max = 512,
	queue_trusts_max = 8 * 1024 * 1024, /* bytes of PEM; what is parsed of it is larger */
};

struct queue_host {
	struct queue_host *next;
	char *name;
	size_t jobs, running;
};

/* Hosts */

static struct queue_host *queue_hold_host(struct queue *q, const char *name)
{
	struct queue_host *host = q->hosts;

	while (host && strcmp(host->name, name) != 0)
		host = host->next;
	if (!host) {
		host = mem_zero(1, sizeof(*host));
		*host = (struct queue_host) {.next = q->hosts, .name = mem_text(name)};
		q->hosts = host;
	}
	host->jobs++;
	return host;
}

static void queue_release_host(struct queue *q, struct queue_host *host)
{
	struct queue_host **at = &q->hosts;

	if (--host->jobs)
		return;
	while (*at != host)
		at = &(*at)->next;
	*at = host->next;
	free(host->name);
	free(host);
}

/* Jobs */

void queue_init(struct queue *q, CURLM *multi, size_t descriptors)
{
	*q = (struct queue) {.multi = multi};
	q->descriptors = descriptors > spare_descriptors ? descriptors - spare_descriptors : 0;
	q->end = &q->waiting;
}

bool queue_is_full(const struct queue *q)
{
	return q->n_waiting >= queue_waiting_max || q->trusts.bytes >= queue_trusts_max;
}

bool queue_is_idle(const struct queue *q)
{
	return !q->waiting && !q->running;
}

/* A record about a job that runs no more is none of the sender's faults. */
static bool queue_hear(struct queue *q, const struct wire_record *record)
{
	const char *name = wire_get(record, "job");

	for (struct job *j = q->running; j && *name; j = j->next)
		if (j->kind->hear && strcmp(j->name, name) == 0)
			return j->kind->hear(j, record);
	return *name;
}

bool queue_add(struct queue *q, const struct wire_record *record)
{
	struct job *j = job_new(record);
	struct err e;

	if (!j)
		return queue_hear(q, record);
	if (j->kind->read(j, record, &q->trusts, &e) < 0) {
		j->kind->done(j, &e);
		job_free(j);
		return true;
	}
	j->host_jobs = queue_hold_host(q, j->host ? j->host : "");
	*q->end = j;
	q->end = &j->next;
	q->n_waiting++;
	return true;
}

/* One that is larger than all limits has to run alone: then it is seen what comes of it. */
static bool queue_has_room(const struct queue *q, const struct job *j)
{
	const struct job_limits *limits = &j->kind->limits;
	size_t connections = q->connections + j->connections;

	return (!j->host || j->host_jobs->running < limits->per_host) &&
	       (!q->running || (connections <= limits->at_once &&
				       connections * limits->descriptors <= q->descriptors));
}

static void queue_run(struct queue *q, struct job *j)
{
	j->next = q->running;
	q->running = j;
	q->n_waiting--;
	q->connections += j->connections;
	j->host_jobs->running++;
	j->kind->start(j, q->multi);
}

bool queue_start(struct queue *q)
{
	struct job **at = &q->waiting;
	bool started = false;

	while (*at) {
		struct job *j = *at;

		if (!queue_has_room(q, j)) {
			at = &j->next;
			continue;
		}
		*at = j->next;
		queue_run(q, j);
		started = true;
	}
	q->end = at;
	return started;
}

static void queue_finish(struct queue *q, struct job *j)
{
	j->kind->done(j, NULL);
	q->connections -= j->connections;
	j->host_jobs->running--;
	queue_release_host(q, j->host_jobs);
	job_free(j);
}

bool queue_look(struct queue *q, struct waits *waits)
{
	struct job **at = &q->running;
	bool finished = false;

	while (*at) {
		struct job *j = *at;

		if (!j->kind->look(j, waits)) {
			at = &j->next;
			continue;
		}
		*at = j->next;
		queue_finish(q, j);
		finished = true;
	}
	return finished;
}

void queue_refuse(const struct queue *q, const struct err *e)
{
	struct job *const lists[] = {q->running, q->waiting};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		for (struct job *j = lists[i]; j; j = j->next)
			j->kind->done(j, e);
}
