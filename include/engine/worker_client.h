/*
 * The line to the worker: starts it with the first request, checks that it is of this version,
 * hands each record that comes to whoever made the request, and knows when something is wrong with
 * it. Several may ask one worker; it is killed when nobody waits for an answer any more, which is
 * how a task is cancelled, and gone when worker_client_fini() returns. Whoever must not share its
 * secrets has a client of its own. Never blocks.
 */
#ifndef ENGINE_WORKER_CLIENT_H
#define ENGINE_WORKER_CLIENT_H

#include "base/loop.h"
#include "base/proc.h"
#include "model/fetch.h"
#include "model/request.h"

#include <stdbool.h>

struct worker_request;

struct worker_client {
	struct listener listener;
	struct proc worker;
	struct str out, in;              /* not taken by it yet, and not a whole record yet */
	struct worker_request *requests; /* that wait for an answer */
	size_t n;
	unsigned last;             /* id */
	uint64_t reading, writing; /* in the loop */
	bool open, greeted;
	struct err failure; /* code 0: none. A fault of ours: EX_SOFTWARE */
	char *remark;       /* what the worker says of its rights, or NULL */
};

/*
 * Fine on a zeroed struct. The listener hears when something has come and was handed over, and of
 * a failure.
 */
void worker_client_init(struct worker_client *c, struct listener listener);

/*
 * Asks for a test of these settings. heard() gets every record about it and returns true with the
 * last one; it may drop requests, fail or close the client, but neither ask nor end it. The
 * CA file is read here: the worker has no right to open files. Returns the id of the request, above
 * 0; 0 with an error: EX_CONFIG (that file). What goes wrong with the worker is a failure.
 */
unsigned worker_client_request(struct worker_client *c, const struct settings *s,
	struct test_request job, bool (*heard)(void *ctx, const struct wire_record *record),
	void *ctx, struct err *e);

/*
 * Asks for something by HTTPS, with the CA file at that path ("": none) trusted beside the system's
 * authorities; else like worker_client_request().
 */
unsigned worker_client_fetch(struct worker_client *c, const char *ca_file,
	struct fetch_request request, bool (*heard)(void *ctx, const struct wire_record *record),
	void *ctx, struct err *e);

/* One more record about that request, whole; nothing where there is none any more. */
void worker_client_add(struct worker_client *c, unsigned id, const struct str *record);

/* The name that a request has in records about it. */
const char *worker_client_name(const struct worker_client *c, unsigned id);

/* Hears no more of that request; the worker is ended when it was the last one. */
void worker_client_drop(struct worker_client *c, unsigned id);

/* Ends the worker; what it said of itself can still be read. */
void worker_client_close(struct worker_client *c);

/* A failure of the owner's own: what came makes no sense to it. Closes the client. */
void worker_client_fail(struct worker_client *c, const char *sentence);

/* Fine on a zeroed struct, which is what it leaves. */
void worker_client_fini(struct worker_client *c);

#endif
