#include "net/worker.h"

#include "base/mem.h"
#include "model/request.h"
#include "model/test_facts.h"
#include "model/wire.h"
#include "net/fallback_probe.h"
#include "net/pipe.h"
#include "net/probe.h"
#include "net/transfer.h"

#include <curl/curl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	idle_ms = 60 * 60 * 1000,
	thread_stack = 512 * 1024,
};

struct task {
	struct task *next;
	struct probe *probe;
	struct fallback_probe fallback;
	char *job;
};

struct worker {
	CURLM *multi;
	struct str in; /* holds passwords; what has been read is wiped */
	struct task *tasks;
	struct trusts trusts;
	struct curl_waitfd *waits; /* what there is to wait for; the first are the jobs */
	size_t n_waits;
};

static void send_record(struct str *record)
{
	pipe_send(record);
	str_fini(record);
}

static void add_job(struct str *record, const struct task *t)
{
	if (*t->job)
		wire_text(record, "job", t->job);
}

static void say_hello(const char *note)
{
	struct str record;
	size_t start;

	str_init(&record, wire_record_max);
	start = wire_start(&record, "hello");
	wire_text(&record, "version", PACKAGE_VERSION);
	if (note)
		wire_text(&record, "note", note);
	wire_finish(&record, start);
	send_record(&record);
}

static void worker_send_step(void *context, enum step step, int64_t us, const char *address)
{
	struct str record;
	size_t start;

	str_init(&record, wire_record_max);
	start = wire_start(&record, "step");
	wire_text(&record, "name", step_name(step));
	wire_time(&record, "ms", us);
	if (address)
		wire_text(&record, "address", address);
	add_job(&record, context);
	wire_finish(&record, start);
	send_record(&record);
}

/* facts_encode() makes a whole record; one more value and a new length make it whole again. */
static void say_facts(const struct task *t, const struct facts *facts, const size_t *endpoint)
{
	struct str record;

	str_init(&record, wire_record_max);
	facts_encode(facts, &record);
	add_job(&record, t);
	if (endpoint)
		wire_number(&record, "endpoint", (double)*endpoint);
	wire_finish(&record, 0);
	send_record(&record);
}

static void say_result(const struct task *t, const struct facts *facts)
{
	say_facts(t, facts, NULL);
}

static void say_endpoint(void *context, size_t endpoint, const struct facts *facts)
{
	say_facts(context, facts, &endpoint);
}

static void say_refusal(const struct task *t, const char *sentence)
{
	struct facts facts;

	facts_init(&facts);
	facts.end = END_SETUP;
	facts_text(&facts.detail, sentence);
	say_result(t, &facts);
	facts_fini(&facts);
}

static void task_free(struct task *t)
{
	if (t->probe)
		probe_free(t->probe);
	fallback_probe_fini(&t->fallback);
	free(t->job);
	free(t);
}

static void start_task(struct worker *w, const struct wire_record *record)
{
	const struct wire_value *ca = wire_find(record, "ca");
	struct task *t = mem_zero(1, sizeof(*t));
	struct settings settings;
	struct probe_job job = {
		.settings = &settings,
		.trust = trusts_get(&w->trusts, ca ? ca->bytes : NULL, ca ? ca->len : 0),
		.listener = {worker_send_step, t},
	};
	struct err e;

	t->job = mem_text(wire_get(record, "job"));
	settings_init(&settings);
	if (test_request_decode(&settings, record, &e) < 0 ||
		after_login_decode(&job.after_login, record, &e) < 0 ||
		fallback_probe_init(&t->fallback, record, &job, &e) < 0) {
		say_refusal(t, e.message);
		task_free(t);
	} else {
		t->probe = probe_new(w->multi, &job);
		t->next = w->tasks;
		w->tasks = t;
	}
	trust_release(job.trust);
	settings_fini(&settings);
}

static void drop_input(struct worker *w, size_t len)
{
	size_t before = w->in.len;

	str_drop(&w->in, len);
	explicit_bzero(w->in.data + w->in.len, before - w->in.len);
}

/* 0, or -1 when what comes is no job: then nothing behind it can be understood either. */
static int start_tasks(struct worker *w)
{
	struct wire_record record;
	long taken;

	while ((taken = wire_next(&w->in, &record)) > 0) {
		if (strcmp(record.type, "test") != 0)
			return -1;
		start_task(w, &record);
		drop_input(w, (size_t)taken);
	}
	return taken < 0 || w->in.full ? -1 : 0;
}

static void worker_wait_for(struct worker *w, struct curl_waitfd wait)
{
	if (wait.fd == CURL_SOCKET_BAD)
		return;
	w->waits = mem_grow(w->waits, w->n_waits + 1, sizeof(*w->waits));
	w->waits[w->n_waits++] = wait;
}

static bool task_look(struct worker *w, struct task *t, struct probe_wait *wait)
{
	const struct fallback_probe_listener listener = {say_endpoint, t};
	bool finished = probe_look(t->probe, wait);

	return fallback_probe_look(
		&t->fallback, w->multi, t->probe, finished, &listener, &wait->ms);
}

/* Tells the results of those that are finished; returns how long the others can wait, ms. */
static int look_at_tasks(struct worker *w)
{
	struct probe_wait wait = {.ms = idle_ms};
	struct task **at = &w->tasks;

	w->n_waits = 0;
	worker_wait_for(w, (struct curl_waitfd) {.fd = STDIN_FILENO, .events = CURL_WAIT_POLLIN});
	while (*at) {
		struct task *t = *at;

		if (!task_look(w, t, &wait)) {
			worker_wait_for(w, wait.socket);
			at = &t->next;
			continue;
		}
		*at = t->next;
		say_result(t, probe_facts(t->probe));
		task_free(t);
	}
	return wait.ms;
}

static int worker_loop(struct worker *w)
{
	int running, wait_ms;

	while (pipe_receive(&w->in)) {
		if (start_tasks(w) < 0)
			return EX_PROTOCOL;
		(void)curl_multi_perform(w->multi, &running);
		transfer_hear_ends(w->multi);
		wait_ms = look_at_tasks(w);
		(void)curl_multi_poll(w->multi, w->waits, (unsigned)w->n_waits, wait_ms, NULL);
	}
	return EX_OK;
}

/* A thread looks up the name of each endpoint; what they reserve counts, though it is not used. */
static void make_threads_small(void)
{
	pthread_attr_t attributes;

	(void)mallopt(M_ARENA_MAX, 1);
	(void)pthread_attr_init(&attributes);
	(void)pthread_attr_setstacksize(&attributes, (size_t)thread_stack);
	(void)pthread_setattr_default_np(&attributes);
	(void)pthread_attr_destroy(&attributes);
}

int worker_run(const char *note)
{
	struct worker w = {0};
	int code;

	say_hello(note);
	make_threads_small();
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	w.multi = curl_multi_init();
	str_init(&w.in, 2 * (size_t)wire_record_max);
	code = worker_loop(&w);
	if (w.tasks)
		_exit(code); /* at once: a thread may still be asking a dead name server */
	str_wipe(&w.in);
	free(w.waits);
	(void)curl_multi_cleanup(w.multi);
	curl_global_cleanup();
	return code;
}
