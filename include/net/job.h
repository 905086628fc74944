/*
 * What the worker is asked to do. A kind of job is one const struct, job_NAME in a file of its own,
 * and its word in JOB_KINDS. The queue (net/queue) reads a job from its record, starts it when
 * there is room, and looks at it between two waits until it is finished.
 */
#ifndef NET_JOB_H
#define NET_JOB_H

#include "base/err.h"
#include "model/wire.h"
#include "net/trust.h"
#include "net/waits.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

#define JOB_KINDS(kind) kind(test) kind(fetch) kind(mail)

struct job {
	const struct job_kind *kind;
	struct job *next;
	char *name;         /* the value `job` of its record, which comes back; "": none */
	char *host;         /* whom it asks, with the port; set by read(). NULL: nobody */
	size_t connections; /* that it may have at once; set by read() */
	struct queue_host *host_jobs; /* of the queue: all that ask the same host */
};

struct job_limits {
	size_t at_once;     /* connections, of all jobs */
	size_t per_host;    /* jobs that run */
	size_t descriptors; /* that a connection takes at the most */
};

struct job_kind {
	const char *name; /* the type of its record */
	size_t size;      /* of its struct, which begins with the struct job; it is zeroed */

	/* Copies all that is needed from the record, which is gone then. Errors: EX_DATAERR;
	 * done() and free() follow. */
	int (*read)(struct job *j, const struct wire_record *record, struct trusts *trusts,
		struct err *e);
	/* Its clock begins. What cannot be started is finished. */
	void (*start)(struct job *j, CURLM *multi);
	/* Another record of the job, while it runs; false: it makes no sense. NULL: there is none.
	 */
	bool (*hear)(struct job *j, const struct wire_record *record);
	/* True when it is finished. */
	bool (*look)(struct job *j, struct waits *waits);
	/* Sends the result; `refused`: why it cannot start, or go on; or NULL. */
	void (*done)(struct job *j, const struct err *refused);
	/* What is in the struct behind its struct job. */
	void (*free)(struct job *j);
	struct job_limits limits;
};

/* Zeroed but for its kind and name; NULL: no kind has a record of that type. */
struct job *job_new(const struct wire_record *record);
void job_free(struct job *j);

/* Finishes the record, with the name of its job in it, sends it and ends it. */
void job_send(const struct job *j, struct str *record, size_t start);

#endif
