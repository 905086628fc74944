#include "base/mem.h"
#include "model/request.h"
#include "model/test_facts.h"
#include "net/fallback_probe.h"
#include "net/job.h"
#include "net/limits.h"
#include "net/lookup.h"
#include "net/probe.h"

#include <stdlib.h>

/* The test of a server, and of its other endpoints where it fails. */
struct test {
	struct job job;
	struct settings settings; /* until it starts: then the password goes */
	struct after_login after_login;
	char *to; /* of after_login */
	struct trust *trust;
	struct lookups lookups;
	struct fallback_probe fallback;
	struct probe *probe; /* NULL: not started */
	CURLM *multi;
	bool told; /* what was found at the chosen endpoint */
};

static void test_send_step(void *context, enum step step, int64_t us, const char *address)
{
	struct str record;
	size_t start;

	str_init(&record, wire_record_max);
	start = wire_start(&record, "step");
	wire_text(&record, "name", step_name(step));
	wire_time(&record, "ms", us);
	if (address)
		wire_text(&record, "address", address);
	job_send(context, &record, start);
}

/*
 * facts_encode() makes a whole record; one more value and a new length make it whole again.
 * `endpoint` N: of another endpoint. `more`: the other endpoints are being looked at. NULL: the
 * end.
 */
static void test_send_facts(
	const struct job *j, const struct facts *facts, const char *name, size_t value)
{
	struct str record;

	str_init(&record, wire_record_max);
	facts_encode(facts, &record);
	if (name)
		wire_number(&record, name, (double)value);
	job_send(j, &record, 0);
}

static void test_send_endpoint(void *context, size_t endpoint, const struct facts *facts)
{
	test_send_facts(context, facts, "endpoint", endpoint);
}

static struct probe_job test_probe_job(struct test *t)
{
	return (struct probe_job) {
		.settings = &t->settings,
		.trust = t->trust,
		.lookups = &t->lookups,
		.after_login = t->after_login,
		.listener = {test_send_step, t},
	};
}

static int test_read_after_login(struct test *t, const struct wire_record *record, struct err *e)
{
	if (after_login_decode(&t->after_login, record, e) < 0)
		return -1;
	if (t->after_login.to)
		t->after_login.to = t->to = mem_text(t->after_login.to);
	return 0;
}

static void test_read_host(struct test *t)
{
	struct str host;

	str_init(&host, 2 * value_max);
	str_format(&host, "%s %s", settings_get(&t->settings, FIELD_HOST),
		settings_get(&t->settings, FIELD_PORT));
	t->job.host = str_take(&host);
	t->job.connections = 1 + t->fallback.endpoints.n;
}

static int test_read(
	struct job *j, const struct wire_record *record, struct trusts *trusts, struct err *e)
{
	struct test *t = (struct test *)j;
	const struct wire_value *ca = wire_find(record, "ca");
	struct probe_job job;

	settings_init(&t->settings);
	t->trust = trusts_get(trusts, ca ? ca->bytes : NULL, ca ? ca->len : 0);
	if (test_request_decode(&t->settings, record, e) < 0 ||
		test_read_after_login(t, record, e) < 0)
		return -1;
	job = test_probe_job(t);
	if (fallback_probe_init(&t->fallback, record, &job, e) < 0)
		return -1;
	test_read_host(t);
	return 0;
}

static void test_start(struct job *j, CURLM *multi)
{
	struct test *t = (struct test *)j;
	const struct probe_job job = test_probe_job(t);

	t->multi = multi;
	t->probe = probe_new(multi, &job);
	settings_reset(&t->settings, FIELD_PASSWORD);
}

static bool test_look(struct job *j, struct waits *waits)
{
	struct test *t = (struct test *)j;
	const struct fallback_probe_listener listener = {test_send_endpoint, t};
	bool finished = probe_look(t->probe, waits);
	bool done =
		fallback_probe_look(&t->fallback, t->multi, t->probe, finished, &listener, waits);

	if (finished && !done && !t->told) {
		t->told = true;
		test_send_facts(j, probe_facts(t->probe), "more", 1);
	}
	return done;
}

static void test_refuse(const struct job *j, const char *sentence)
{
	struct facts facts;

	facts_init(&facts);
	facts.end = END_SETUP;
	facts_text(&facts.detail, sentence);
	test_send_facts(j, &facts, NULL, 0);
	facts_fini(&facts);
}

static void test_done(struct job *j, const struct err *refused)
{
	const struct test *t = (const struct test *)j;

	if (refused)
		test_refuse(j, refused->message);
	else
		test_send_facts(j, probe_facts(t->probe), NULL, 0);
}

static void test_free(struct job *j)
{
	struct test *t = (struct test *)j;

	if (t->probe)
		probe_free(t->probe);
	fallback_probe_fini(&t->fallback);
	lookups_fini(&t->lookups);
	settings_fini(&t->settings);
	trust_release(t->trust);
	free(t->to);
}

const struct job_kind job_test = {
	.name = "test",
	.size = sizeof(struct test),
	.read = test_read,
	.start = test_start,
	.look = test_look,
	.done = test_done,
	.free = test_free,
	.limits =
		{
			.at_once = connections_max,
			.per_host = 16,
			.descriptors = connection_descriptors,
		},
};
