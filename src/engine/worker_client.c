#include "engine/worker_client.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ca_file_max = 1024 * 1024 };

static const char worker_name[] = "smtpsetup-net";

void worker_client_close(struct worker_client *l)
{
	if (l->pipe.data)
		proc_end(&l->worker);
	l->open = false;
}

void worker_client_fail(struct worker_client *l, const char *sentence)
{
	worker_client_close(l);
	(void)err_set(&l->failure, EX_SOFTWARE, "%s", sentence);
}

static int read_ca(const char *path, struct str *ca, struct err *e)
{
	struct file_state state;

	if (file_read(path, ca_file_max, ca, &state, e) < 0)
		return -1;
	if (!state.exists)
		return err_set(e, EX_CONFIG, "There is no file %s (CA File).", path);
	return 0;
}

int worker_client_request(
	const struct settings *s, struct test_request job, struct str *out, struct err *e)
{
	const char *path = settings_get(s, FIELD_CA_FILE);
	struct str ca;
	int result;

	str_init(&ca, ca_file_max + 1);
	result = *path ? read_ca(path, &ca, e) : 0;
	job.ca = ca.len ? ca.data : NULL;
	job.ca_len = ca.len;
	if (result == 0)
		test_request_encode(s, &job, out);
	str_fini(&ca);
	return result;
}

static int client_start_worker(struct worker_client *l, struct err *e)
{
	char *beside = proc_beside(worker_name);
	char *path = beside ? beside : mem_text(WORKERDIR "/smtpsetup-net");
	char *const argv[] = {(char *)worker_name, NULL};
	int result = proc_start(&l->worker, path, argv, e);

	free(path);
	return result;
}

void worker_client_start(struct worker_client *l, const struct str *jobs)
{
	struct err e;

	*l = (struct worker_client) {.worker = {.to = -1, .from = -1}, .open = true};
	str_init(&l->pipe, 2 * wire_record_max);
	if (client_start_worker(l, &e) < 0 || proc_write(&l->worker, jobs->data, jobs->len, &e) < 0)
		worker_client_fail(l, e.message);
}

int worker_client_fd(const struct worker_client *l)
{
	return l->open ? l->worker.from : -1;
}

static void hear_hello(struct worker_client *l, const struct wire_record *record)
{
	if (strcmp(record->type, "hello") != 0)
		worker_client_fail(l, "The helper program smtpsetup-net does not say its version.");
	else if (strcmp(wire_get(record, "version"), PACKAGE_VERSION) != 0)
		worker_client_fail(l, "The helper program smtpsetup-net is of another version than "
				      "smtpsetup: install both together.");
	else
		l->greeted = true;
	if (l->greeted && wire_find(record, "note"))
		l->remark = mem_text(wire_get(record, "note"));
}

void worker_client_read(struct worker_client *l,
	void (*heard)(void *context, const struct wire_record *record), void *context)
{
	bool more = proc_read(&l->worker, &l->pipe);
	struct wire_record record;
	long taken = 0;

	while (l->open && (taken = wire_next(&l->pipe, &record)) > 0) {
		if (l->greeted)
			heard(context, &record);
		else
			hear_hello(l, &record);
		str_drop(&l->pipe, (size_t)taken);
	}
	if (l->open && (taken < 0 || l->pipe.full))
		worker_client_fail(l,
			"The helper program smtpsetup-net sent something that makes no "
			"sense.");
	else if (l->open && !more)
		worker_client_fail(l, "The helper program smtpsetup-net ended without a result.");
}

void worker_client_fini(struct worker_client *l)
{
	worker_client_close(l);
	if (l->pipe.data)
		str_fini(&l->pipe);
	free(l->remark);
	*l = (struct worker_client) {0};
}
