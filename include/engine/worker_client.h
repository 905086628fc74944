/*
 * The line to the worker: starts it, checks that it is of this version, passes on what it says
 * record by record, and knows when something is wrong with it. It is gone when worker_client_fini()
 * returns. Never blocks but for the moment of handing over a job.
 */
#ifndef ENGINE_WORKER_CLIENT_H
#define ENGINE_WORKER_CLIENT_H

#include "base/proc.h"
#include "model/request.h"

#include <stdbool.h>

struct worker_client {
	struct proc worker;
	struct str pipe; /* what came and is not a whole record yet */
	bool open, greeted;
	struct err failure; /* code 0: none. A fault of ours: EX_SOFTWARE */
	char *remark;       /* what the worker says of its rights, or NULL */
};

/*
 * Appends the job of testing these settings. The CA file is read here: the worker has no right to
 * open files. Errors: EX_CONFIG (that file); out untouched.
 */
int worker_client_request(
	const struct settings *s, struct test_request job, struct str *out, struct err *e);

/* Starts the worker with its jobs: one record or more. What goes wrong is a failure. */
void worker_client_start(struct worker_client *l, const struct str *jobs);

/* To poll for reading while it is open; -1 otherwise. */
int worker_client_fd(const struct worker_client *l);

/*
 * Takes what the worker said: heard() gets every record behind the hello, as long as the link is
 * open. A worker that ends or makes no sense is a failure, and the link is closed.
 */
void worker_client_read(struct worker_client *l,
	void (*heard)(void *context, const struct wire_record *record), void *context);

/* Ends the worker; what it said of itself can still be read. */
void worker_client_close(struct worker_client *l);

/* A failure of the owner's own: what came makes no sense to it. Closes the link. */
void worker_client_fail(struct worker_client *l, const char *sentence);

/* Fine on a zeroed struct. */
void worker_client_fini(struct worker_client *l);

#endif
