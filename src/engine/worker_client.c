#include "engine/worker_client.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ca_file_max = 1024 * 1024, worker_out_max = 256 * 1024 * 1024 };

static const char worker_name[] = "smtpsetup-net";

struct worker_request {
	unsigned id;
	char name[16]; /* the same as a word */
	bool (*heard)(void *ctx, const struct wire_record *record);
	void *ctx;
};

void worker_client_init(struct worker_client *c, struct listener listener)
{
	*c = (struct worker_client) {.listener = listener, .worker = {.to = -1, .from = -1}};
	str_init(&c->in, 2 * wire_record_max);
	str_init_guarded(&c->out, worker_out_max);
}

void worker_client_close(struct worker_client *c)
{
	loop_remove(c->listener.loop, &c->reading);
	loop_remove(c->listener.loop, &c->writing);
	if (c->open)
		proc_end(&c->worker);
	if (c->out.data)
		str_clear(&c->out);
	c->open = false;
	c->n = 0;
}

void worker_client_fail(struct worker_client *c, const char *sentence)
{
	worker_client_close(c);
	(void)err_set(&c->failure, EX_SOFTWARE, "%s", sentence);
}

void worker_client_fini(struct worker_client *c)
{
	worker_client_close(c);
	str_wipe(&c->out);
	str_fini(&c->in);
	free(c->requests);
	free(c->remark);
	*c = (struct worker_client) {0};
}

/* Hearing */

void worker_client_drop(struct worker_client *c, unsigned id)
{
	size_t i = 0;

	while (i < c->n && c->requests[i].id != id)
		i++;
	if (i == c->n)
		return;
	c->requests[i] = c->requests[--c->n];
	if (!c->n)
		worker_client_close(c);
}

static void client_hear_hello(struct worker_client *c, const struct wire_record *record)
{
	if (strcmp(record->type, "hello") != 0)
		worker_client_fail(c, "smtpsetup-net did not report its version.");
	else if (strcmp(wire_get(record, "version"), PACKAGE_VERSION) != 0)
		worker_client_fail(c, "smtpsetup-net and smtpsetup have different versions: "
				      "install both together.");
	else
		c->greeted = true;
	if (c->greeted && wire_find(record, "note")) {
		free(c->remark);
		c->remark = mem_text(wire_get(record, "note"));
	}
}

/* What is about a request that nobody waits for any more is no news: NULL. */
static const struct worker_request *client_find(const struct worker_client *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->requests[i].name, name) == 0)
			return &c->requests[i];
	return NULL;
}

static void client_hear(struct worker_client *c, const struct wire_record *record)
{
	const struct worker_request *request = client_find(c, wire_get(record, "job"));

	unsigned id = request ? request->id : 0;

	if (!c->greeted)
		client_hear_hello(c, record);
	else if (request && request->heard(request->ctx, record))
		worker_client_drop(c, id);
}

/*
 * The end is judged in a turn of its own: an owner who has enough with what came before it closes
 * the client, and nothing is wrong.
 */
static void client_on_readable(void *ctx)
{
	struct worker_client *c = ctx;
	const struct listener listener = c->listener;
	bool more = proc_read(&c->worker, &c->in);
	struct wire_record record;
	long taken = 0;

	while (c->open && (taken = wire_next(&c->in, &record)) > 0) {
		client_hear(c, &record);
		str_drop(&c->in, (size_t)taken);
		more = true;
	}
	if (c->open && (taken < 0 || c->in.full))
		worker_client_fail(c, "smtpsetup-net sent an invalid message.");
	else if (c->open && !more)
		worker_client_fail(c, "smtpsetup-net ended without a result.");
	listener_tell(&listener);
}

/* Asking */

static int client_start_worker(struct worker_client *c, struct err *e)
{
	char *beside = proc_beside(worker_name);
	char *path = beside ? beside : mem_text(WORKERDIR "/smtpsetup-net");
	char *const argv[] = {(char *)worker_name, NULL};
	int result = proc_start(&c->worker, path, argv, e);

	free(path);
	return result;
}

static void client_open(struct worker_client *c)
{
	struct err e;

	if (c->open || c->failure.code)
		return;
	c->greeted = false;
	str_clear(&c->in);
	if (client_start_worker(c, &e) < 0) {
		worker_client_fail(c, e.message);
		return;
	}
	c->open = true;
	c->reading = loop_fd(c->listener.loop, c->worker.from, POLLIN, client_on_readable, c);
}

/*
 * As much as it takes now; the loop knows when it takes more. One that takes nothing any more may
 * have answered before: that is known at the end of what it sends.
 */
static void client_write(void *ctx)
{
	struct worker_client *c = ctx;
	struct err e;

	if (!c->open)
		return;
	if (proc_write(&c->worker, &c->out, &e) < 0)
		str_clear(&c->out);
	if (!c->out.len)
		loop_remove(c->listener.loop, &c->writing);
	else if (!c->writing)
		c->writing = loop_fd(c->listener.loop, c->worker.to, POLLOUT, client_write, c);
}

/* No path: no bytes. str_fini() in either case. */
static int client_read_ca(const char *path, struct str *ca, struct err *e)
{
	struct file_state state;

	str_init(ca, ca_file_max + 1);
	if (!*path)
		return 0;
	if (file_read(path, ca_file_max, ca, &state, e) < 0)
		return -1;
	if (!state.exists)
		return err_set(e, EX_CONFIG, "The CA File %s does not exist.", path);
	return 0;
}

/* Appends the job to what goes out. */
static int client_encode(
	struct worker_client *c, const struct settings *s, struct test_request *job, struct err *e)
{
	struct str ca;
	int result = client_read_ca(settings_get(s, FIELD_CA_FILE), &ca, e);

	job->ca = ca.len ? ca.data : NULL;
	job->ca_len = ca.len;
	if (result == 0)
		test_request_encode(s, job, &c->out);
	str_fini(&ca);
	return result;
}

static int client_encode_fetch(
	struct worker_client *c, const char *ca_file, struct fetch_request *job, struct err *e)
{
	struct str ca;
	int result = client_read_ca(ca_file, &ca, e);

	job->ca = ca.len ? ca.data : NULL;
	job->ca_len = ca.len;
	if (result == 0)
		fetch_encode(job, &c->out);
	str_fini(&ca);
	return result;
}

static struct worker_request client_next(const struct worker_client *c,
	bool (*heard)(void *ctx, const struct wire_record *record), void *ctx)
{
	struct worker_request request = {.id = c->last + 1, .heard = heard, .ctx = ctx};

	(void)snprintf(request.name, sizeof(request.name), "%u", request.id);
	return request;
}

static unsigned client_send(struct worker_client *c, const struct worker_request *request)
{
	c->last = request->id;
	c->requests = mem_grow(c->requests, c->n + 1, sizeof(*c->requests));
	c->requests[c->n++] = *request;
	client_open(c);
	client_write(c);
	return c->last;
}

unsigned worker_client_request(struct worker_client *c, const struct settings *s,
	struct test_request job, bool (*heard)(void *ctx, const struct wire_record *record),
	void *ctx, struct err *e)
{
	const struct worker_request request = client_next(c, heard, ctx);

	job.name = request.name;
	return client_encode(c, s, &job, e) < 0 ? 0 : client_send(c, &request);
}

unsigned worker_client_fetch(struct worker_client *c, const char *ca_file, struct fetch_request job,
	bool (*heard)(void *ctx, const struct wire_record *record), void *ctx, struct err *e)
{
	const struct worker_request request = client_next(c, heard, ctx);

	job.name = request.name;
	return client_encode_fetch(c, ca_file, &job, e) < 0 ? 0 : client_send(c, &request);
}

const char *worker_client_name(const struct worker_client *c, unsigned id)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->requests[i].id == id)
			return c->requests[i].name;
	return "";
}

void worker_client_add(struct worker_client *c, unsigned id, const struct str *record)
{
	if (!c->open || !*worker_client_name(c, id))
		return;
	str_add(&c->out, record->data, record->len);
	client_write(c);
}
