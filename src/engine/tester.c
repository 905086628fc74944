#include "engine/tester.h"

#include "base/mem.h"
#include "model/password.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	grace_us = 250 * 1000,   /* beyond the test's own time, for a worker that hangs */
	start_us = 10 * 1000000, /* for one that does not begin */
	us_of_ms = 1000,
	us_of_s = 1000000,
};

void tester_init(struct tester *t, struct listener listener)
{
	*t = (struct tester) {.listener = listener};
}

static void tester_conclude(struct tester *t)
{
	loop_remove(t->listener.loop, &t->deadline);
	worker_client_close(&t->worker);
	password_source_fini(&t->source);
	token_source_fini(&t->token);
	t->running = false;
	diagnose(&t->facts, &t->settings, &t->verdict);
	fallback_conclude(&t->verdict, &t->facts, &t->settings, &t->endpoints);
	t->judged = true;
}

static void tester_end_before(struct tester *t, enum end end, const char *sentence)
{
	t->facts.end = end;
	facts_text(&t->facts.detail, sentence);
	tester_conclude(t);
}

static void setup_is_wrong(struct tester *t, const char *sentence)
{
	tester_end_before(t, END_SETUP, sentence);
}

static long zone_of_here(void)
{
	time_t now = time(NULL);
	struct tm local;

	tzset();
	return localtime_r(&now, &local) ? local.tm_gmtoff : 0;
}

static int tester_check(const struct tester *t, struct err *e)
{
	if (settings_are_hidden(&t->settings))
		return err_set(e, EX_CONFIG,
			"Some settings are inherited from Options, which you cannot read.");
	if (settings_is_empty(&t->settings, FIELD_HOST))
		return err_set(e, EX_CONFIG, "No SMTP Server is set.");
	if (!settings_is_empty(&t->settings, FIELD_USER) && !password_is_given(&t->settings))
		return err_set(e, EX_CONFIG,
			"No Authentication Password is set for the Authentication User ID.");
	if (t->to && settings_is_empty(&t->settings, FIELD_FROM))
		return err_set(e, EX_CONFIG, "No From address is set.");
	return 0;
}

void tester_cancel(struct tester *t)
{
	if (!t->running)
		return;
	t->facts.end = END_CANCELLED;
	t->facts.total = loop_now(t->listener.loop) - t->started;
	t->facts.step = t->step;
	tester_conclude(t);
}

/* The deadline */

/*
 * What the steps prove of a worker that can no longer be asked: TLS was up when the dialogue went
 * on behind it, and mail is spoken of only after the login.
 */
static void tester_infer_facts(struct tester *t)
{
	bool has_user = !settings_is_empty(&t->settings, FIELD_USER);

	t->facts.end = END_TIMEOUT;
	t->facts.step = t->step;
	t->facts.total = loop_now(t->listener.loop) - t->started;
	if (has_user)
		t->facts.flags |= FACT_USER;
	if (t->facts.entered[STEP_TLS] >= 0 && t->step != STEP_TLS)
		t->facts.flags |= FACT_ENCRYPTED;
	if (has_user && t->step > STEP_AUTH)
		t->facts.flags |= FACT_AUTHENTICATED;
}

/* A call that never returns is the server's doing, and has the verdict of the step it was in. */
static void tester_on_deadline(void *ctx)
{
	struct tester *t = ctx;

	if (!t->begins) {
		tester_cancel(t);
		(void)err_set(
			&t->worker.failure, EX_SOFTWARE, "smtpsetup-net did not finish in time.");
	} else {
		if (!t->found)
			tester_infer_facts(t);
		tester_conclude(t);
	}
	listener_tell(&t->listener);
}

static void tester_expect(struct tester *t, int64_t us)
{
	loop_remove(t->listener.loop, &t->deadline);
	t->deadline = loop_timer(t->listener.loop, us / us_of_ms, tester_on_deadline, t);
}

/* So many times the time of a test, counted from there. */
static void tester_expect_times(struct tester *t, int n, int64_t from)
{
	int64_t us = n * (int64_t)settings_number(&t->settings, FIELD_TIMEOUT) * us_of_s;

	tester_expect(t, from + us + grace_us - loop_now(t->listener.loop));
}

/* One handler a type of record. */

static void on_step(struct tester *t, const struct wire_record *record)
{
	const struct wire_value *at = wire_find(record, "ms");
	enum step s = step_find(wire_get(record, "name"));

	if (s == STEP_COUNT)
		return;
	if (!t->begins) {
		t->begins = loop_now(t->listener.loop);
		tester_expect_times(t, 1, t->begins);
	}
	if (s == STEP_CONTENT && t->sends && t->facts.entered[s] < 0)
		tester_expect_times(t, 2, t->begins);
	t->step = s;
	if (t->facts.entered[s] < 0)
		t->facts.entered[s] = at ? wire_to_time(at) : 0;
	if (wire_find(record, "address"))
		facts_text(&t->facts.address, wire_get(record, "address"));
}

static int hear_endpoint(struct tester *t, const struct wire_record *record, double n)
{
	struct facts facts;
	int result = -1;

	facts_init(&facts);
	if (n >= 0 && n < (double)t->endpoints.n)
		result = facts_decode(&facts, record);
	if (result == 0)
		endpoint_judge(&t->endpoints.items[(size_t)n], &facts, &t->settings);
	facts_fini(&facts);
	return result;
}

/* The chosen endpoint has answered; the others have a time of their own. */
static void tester_await_ports(struct tester *t)
{
	if (t->found)
		return;
	t->found = true;
	t->begins = loop_now(t->listener.loop);
	tester_expect_times(t, 1, t->begins);
}

static void on_result(struct tester *t, const struct wire_record *record)
{
	const struct wire_value *endpoint = wire_find(record, "endpoint");

	if (endpoint && hear_endpoint(t, record, wire_to_number(endpoint)) == 0)
		return;
	facts_fini(&t->facts);
	facts_init(&t->facts);
	if (endpoint || facts_decode(&t->facts, record) < 0)
		worker_client_fail(&t->worker, "smtpsetup-net sent an invalid result.");
	else if (wire_find(record, "more"))
		tester_await_ports(t);
	else
		tester_conclude(t);
}

static const struct {
	const char *type;
	void (*run)(struct tester *t, const struct wire_record *record);
} handlers[] = {
	{"step", on_step},
	{"result", on_result},
};

static bool tester_handle(void *ctx, const struct wire_record *record)
{
	struct tester *t = ctx;

	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (strcmp(record->type, handlers[i].type) == 0)
			handlers[i].run(t, record);
	return t->judged;
}

/* The worker has said something, or is gone. */
static void tester_on_worker(void *ctx)
{
	struct tester *t = ctx;

	t->running = t->worker.open;
	if (!t->running)
		loop_remove(t->listener.loop, &t->deadline);
	listener_tell(&t->listener);
}

static void tester_start_worker(struct tester *t)
{
	const struct test_request job = {
		.password = t->token.token ? t->token.token : t->source.password,
		.after_login = {.to = t->to, .send = t->sends, .zone = t->zone},
		.endpoints = &t->endpoints,
	};
	struct err e;

	worker_client_init(&t->worker, (struct listener) {t->listener.loop, tester_on_worker, t});
	if (worker_client_request(&t->worker, &t->settings, job, tester_handle, t, &e))
		t->running = t->worker.open;
	else
		setup_is_wrong(t, e.message);
	if (t->running)
		tester_expect(t, start_us);
	t->password_is_open = t->source.is_open;
	password_source_fini(&t->source);
	token_source_fini(&t->token);
}

/* The worker begins when the password is there. */
static void tester_go_on(struct tester *t)
{
	if (t->source.failure.code)
		setup_is_wrong(t, t->source.failure.message);
	else if (!t->source.running)
		tester_start_worker(t);
}

/* Why a sign-in gives no token, as how the test ends. */
static enum end tester_token_end(enum sign_in_outcome outcome)
{
	if (outcome == SIGN_IN_LATER)
		return END_NO_TOKEN;
	return outcome == SIGN_IN_SETUP ? END_SETUP : END_SIGNED_OUT;
}

static void tester_on_token(void *ctx)
{
	struct tester *t = ctx;

	if (t->token.token)
		tester_start_worker(t);
	else
		tester_end_before(t, tester_token_end(t->token.outcome), t->token.why.data);
	listener_tell(&t->listener);
}

static bool tester_signs_in(const struct settings *s)
{
	return !settings_is_empty(s, FIELD_USER) && password_source(s) == FIELD_SIGN_IN;
}

static void tester_on_password(void *ctx)
{
	struct tester *t = ctx;

	tester_go_on(t);
	listener_tell(&t->listener);
}

/* These settings know what is inherited. */
static void tester_get_password(struct tester *t, const struct settings *settings)
{
	struct loop *loop = t->listener.loop;

	if (tester_signs_in(settings)) {
		token_source_start(
			&t->token, settings, false, (struct listener) {loop, tester_on_token, t});
		return;
	}
	password_source_start(
		&t->source, settings, (struct listener) {loop, tester_on_password, t});
	tester_go_on(t);
}

static void tester_begin(
	struct tester *t, const struct settings *settings, struct after_login after_login)
{
	bool alone = t->alone;
	struct str to;
	struct err e;
	int result;

	str_init(&to, value_max);
	result = after_login.to ? after_login_address(after_login.to, &to, &e) : 0;
	tester_fini(t); /* the address may have been this tester's own */
	t->begun = true;
	t->to = after_login.to ? mem_text(to.data) : NULL;
	t->sends = after_login.send;
	t->zone = after_login.zone;
	settings_init(&t->settings);
	settings_copy(&t->settings, settings);
	settings_flatten(&t->settings);
	settings_fill_sender(&t->settings);
	facts_init(&t->facts);
	t->alone = alone;
	(alone ? endpoints_add_same_port : endpoints_add_siblings)(&t->endpoints, &t->settings);
	if (result < 0 || tester_check(t, &e) < 0) {
		setup_is_wrong(t, e.message);
	} else {
		t->started = loop_now(t->listener.loop);
		t->running = true;
		tester_get_password(t, settings);
	}
	str_fini(&to);
}

void tester_start(struct tester *t, const struct settings *settings)
{
	tester_begin(t, settings, (struct after_login) {0});
}

void tester_rehearse(struct tester *t, const struct settings *settings, const char *to)
{
	tester_begin(t, settings, (struct after_login) {.to = to});
}

void tester_send(struct tester *t, const struct settings *settings, const char *to)
{
	tester_begin(
		t, settings, (struct after_login) {.to = to, .send = true, .zone = zone_of_here()});
}

const struct endpoint *tester_endpoint(const struct tester *t, size_t n)
{
	for (size_t i = 0; i < t->endpoints.n; i++) {
		const struct endpoint *endpoint = &t->endpoints.items[i];
		/* A name that has no address of that family has no endpoint there. */
		bool is_there =
			endpoint->found && endpoint->found != &diagnoses[VERDICT_DNS_NOT_FOUND];

		if (is_there && n-- == 0)
			return endpoint;
	}
	return NULL;
}

enum field_id tester_field(const struct tester *t)
{
	enum field_id id;

	if (!t->judged || t->verdict.diagnosis->outcome != OUTCOME_FAILED)
		return FIELD_COUNT;
	id = t->verdict.diagnosis->field;
	return id == FIELD_PASSWORD && password_is_given(&t->settings)
		       ? password_source(&t->settings)
		       : id;
}

bool tester_counts(const struct tester *t)
{
	return t->judged && !t->to && t->verdict.diagnosis->outcome != OUTCOME_CANCELLED;
}

const char *tester_remark(const struct tester *t, size_t n)
{
	static const char open_words[] =
		"Every user of this machine can read the password file. If that is not meant, take "
		"the right from them: chmod o-r FILE";
	const char *const remarks[] = {t->worker.remark, t->password_is_open ? open_words : NULL};
	size_t count = sizeof(remarks) / sizeof(remarks[0]);

	for (size_t i = 0; i < count; i++)
		if (remarks[i] && n-- == 0)
			return remarks[i];
	return NULL;
}

int64_t tester_elapsed_us(const struct tester *t)
{
	return t->running ? loop_now(t->listener.loop) - t->started : t->facts.total;
}

void tester_fini(struct tester *t)
{
	loop_remove(t->listener.loop, &t->deadline);
	worker_client_fini(&t->worker);
	password_source_fini(&t->source);
	token_source_fini(&t->token);
	if (t->begun) {
		settings_fini(&t->settings);
		facts_fini(&t->facts);
		verdict_fini(&t->verdict);
		endpoints_fini(&t->endpoints);
	}
	free(t->to);
	tester_init(t, t->listener);
}
