#include "engine/tester.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ca_file_max = 1024 * 1024 };

static const char worker_name[] = "smtpsetup-net";

static double now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void stop(struct tester *t)
{
	proc_end(&t->worker);
	t->running = false;
}

static void conclude(struct tester *t)
{
	stop(t);
	diagnose(&t->facts, &t->settings, &t->verdict);
	t->judged = true;
}

static void fail(struct tester *t, const char *sentence)
{
	stop(t);
	(void)err_set(&t->failure, EX_SOFTWARE, "%s", sentence);
}

static void setup_is_wrong(struct tester *t, const char *sentence)
{
	t->facts.end = END_SETUP;
	facts_text(&t->facts.detail, sentence);
	conclude(t);
}

/* The CA file is read here: the worker has no right to open files. */
static int read_ca(const char *path, struct str *ca, struct err *e)
{
	struct file_state state;

	if (file_read(path, ca_file_max, ca, &state, e) < 0)
		return -1;
	if (!state.exists)
		return err_set(e, EX_CONFIG, "There is no file %s (CA File).", path);
	return 0;
}

static int start_worker(struct tester *t, struct err *e)
{
	char *beside = proc_beside(worker_name);
	char *path = beside ? beside : mem_text(WORKERDIR "/smtpsetup-net");
	char *const argv[] = {(char *)worker_name, NULL};
	int result = proc_start(&t->worker, path, argv, e);

	free(path);
	return result;
}

static void start_job(struct tester *t, const struct str *ca)
{
	struct str job;
	struct err e;

	str_init(&job, wire_record_max);
	settings_encode(&t->settings, &job, ca->len ? ca->data : NULL, ca->len);
	t->running = true;
	t->started = now_ms();
	if (start_worker(t, &e) < 0 || proc_write(&t->worker, job.data, job.len, &e) < 0)
		fail(t, e.message);
	str_wipe(&job);
}

void tester_start(struct tester *t, const struct settings *settings)
{
	const char *ca_file;
	struct str ca;
	struct err e;

	tester_fini(t);
	settings_init(&t->settings);
	settings_copy(&t->settings, settings);
	facts_init(&t->facts);
	str_init(&t->pipe, 2 * wire_record_max);
	str_init(&ca, ca_file_max + 1);
	t->worker = (struct proc) {.to = -1, .from = -1};
	ca_file = settings_get(settings, FIELD_CA_FILE);
	if (settings_is_empty(settings, FIELD_HOST))
		setup_is_wrong(t, "No SMTP Server is set.");
	else if (*ca_file && read_ca(ca_file, &ca, &e) < 0)
		setup_is_wrong(t, e.message);
	else
		start_job(t, &ca);
	str_fini(&ca);
}

double tester_elapsed_ms(const struct tester *t)
{
	return t->running ? now_ms() - t->started : t->facts.total;
}

int tester_fd(const struct tester *t)
{
	return t->running ? t->worker.from : -1;
}

/* One handler a type of record. */

static void on_hello(struct tester *t, const struct wire_record *record)
{
	if (strcmp(wire_get(record, "version"), PACKAGE_VERSION) != 0)
		fail(t, "The helper program smtpsetup-net is of another version than smtpsetup: "
			"install both together.");
	else
		t->greeted = true;
	if (t->greeted && wire_find(record, "note"))
		facts_text(&t->remark, wire_get(record, "note"));
}

static void on_step(struct tester *t, const struct wire_record *record)
{
	enum step s = step_find(wire_get(record, "name"));

	if (s == STEP_COUNT)
		return;
	t->step = s;
	if (t->facts.entered[s] < 0)
		t->facts.entered[s] = wire_get_number(record, "ms");
}

static void on_result(struct tester *t, const struct wire_record *record)
{
	if (facts_decode(&t->facts, record) < 0)
		fail(t, "The helper program smtpsetup-net sent a result that makes no sense.");
	else
		conclude(t);
}

static const struct {
	const char *type;
	void (*run)(struct tester *t, const struct wire_record *record);
} handlers[] = {
	{"hello", on_hello},
	{"step", on_step},
	{"result", on_result},
};

static void handle(struct tester *t, const struct wire_record *record)
{
	if (!t->greeted && strcmp(record->type, "hello") != 0) {
		fail(t, "The helper program smtpsetup-net does not say its version.");
		return;
	}
	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (strcmp(record->type, handlers[i].type) == 0)
			handlers[i].run(t, record);
}

void tester_read(struct tester *t)
{
	bool open = proc_read(&t->worker, &t->pipe);
	struct wire_record record;
	long taken = 0;

	while (t->running && (taken = wire_next(&t->pipe, &record)) > 0) {
		handle(t, &record);
		str_drop(&t->pipe, (size_t)taken);
	}
	if (t->running && (taken < 0 || t->pipe.full))
		fail(t, "The helper program smtpsetup-net sent something that makes no sense.");
	else if (t->running && !open)
		fail(t, "The helper program smtpsetup-net ended without a result.");
}

void tester_cancel(struct tester *t)
{
	if (!t->running)
		return;
	t->facts.end = END_CANCELLED;
	t->facts.total = now_ms() - t->started;
	t->facts.step = t->step;
	conclude(t);
}

void tester_fini(struct tester *t)
{
	if (t->pipe.data) {
		proc_end(&t->worker);
		str_fini(&t->pipe);
		settings_fini(&t->settings);
		facts_fini(&t->facts);
		verdict_fini(&t->verdict);
	}
	free(t->remark);
	*t = (struct tester) {0};
}
