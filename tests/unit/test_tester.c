/* Running a test, and trying guesses, with a worker that says what it is told. */
#include "fake_worker.h"
#include "fixture.h"

#include "base/mem.h"
#include "engine/autodetect.h"
#include "engine/tester.h"

#include <errno.h>

static struct loop loop;
static int news;

static void on_news(void *ctx)
{
	assert_ptr_equal(ctx, &news);
	news++;
}

static const struct listener listener = {&loop, on_news, &news};

static int setup(void **state)
{
	(void)state;
	loop_init(&loop, NULL);
	news = 0;
	return 0;
}

/* Whatever ended left nothing in the loop. */
static int teardown(void **state)
{
	size_t left = loop.n;

	(void)state;
	loop_fini(&loop);
	return left ? -1 : 0;
}

static void follow(struct tester *t)
{
	while (t->running)
		loop_turn(&loop);
	assert_int_equal(loop.n, 0);
	assert_int_equal(t->worker.worker.pid, 0);
}

static void run(struct tester *t)
{
	struct settings s;

	fixture_settings(&s, "server.host=mx.example.org auth.user=me auth.password=x");
	tester_init(t, listener);
	tester_start(t, &s);
	settings_fini(&s); /* the tester has a copy */
	follow(t);
}

static void follows_and_judges(void **state)
{
	struct tester t;
	struct str out;

	(void)state;
	fake_worker_hello(&out);
	fake_worker_says(&out, "step", "1", "name", "connect");
	fake_worker_says(&out, "future", "1", "of", "no meaning yet");
	fake_worker_result(&out, "1", NULL, END_OK, STEP_DONE,
		FACT_ENCRYPTED | FACT_USER | FACT_AUTH_SENT | FACT_AUTHENTICATED);
	fake_worker_answer(&out);
	run(&t);
	assert_true(t.judged);
	assert_int_equal(t.worker.failure.code, 0);
	assert_string_equal(t.verdict.diagnosis->id, "ok.authenticated");
	assert_int_equal(t.step, STEP_CONNECT);
	assert_true(news);
	assert_string_equal(settings_get(&t.settings, FIELD_HOST), "mx.example.org");
	tester_fini(&t);
	tester_fini(&t);
	str_fini(&out);
}

static void add_door(struct str *out, size_t door, enum end end, enum step step, unsigned flags)
{
	char number[24];

	(void)snprintf(number, sizeof(number), "%zu", door);
	fake_worker_result(out, "1", number, end, step, flags);
}

static size_t door_number(const struct settings *s, const char *port, enum family family)
{
	struct endpoints doors = {.n = 0};
	size_t n = 0;

	endpoints_add_siblings(&doors, s);
	while (strcmp(doors.items[n].port, port) != 0 || doors.items[n].family != family)
		n++;
	endpoints_fini(&doors);
	return n;
}

/* They have their say in the verdict; a name that has no address of a family has no endpoint there.
 */
static void hears_the_other_doors(void **state)
{
	struct tester t;
	struct settings s;
	struct str out;

	(void)state;
	tester_init(&t, listener);
	fixture_settings(
		&s, "server.host=mx.example.org server.port=25 auth.user=me auth.password=x");
	fake_worker_hello(&out);
	add_door(&out, door_number(&s, "587", FAMILY_IPV4), END_OK, STEP_DONE,
		FACT_ENCRYPTED | FACT_AUTH_OFFERED);
	add_door(&out, door_number(&s, "587", FAMILY_IPV6), END_RESOLVE, STEP_DNS, 0);
	add_door(&out, door_number(&s, "465", FAMILY_IPV4), END_TIMEOUT, STEP_CONNECT, 0);
	fake_worker_result(&out, "1", NULL, END_TIMEOUT, STEP_CONNECT, 0);
	fake_worker_answer(&out);
	tester_start(&t, &s);
	follow(&t);
	assert_int_equal(t.worker.failure.code, 0);
	assert_string_equal(t.verdict.diagnosis->id, "connect.timeout");
	assert_int_equal(t.verdict.step, STEP_CONNECT);
	assert_string_equal(t.verdict.title, "Port 587 answers with STARTTLS: use it");
	assert_string_equal(tester_endpoint(&t, 0)->port, "465");
	assert_string_equal(tester_endpoint(&t, 1)->port, "587");
	assert_true(tester_endpoint(&t, 1)->good);
	assert_null(tester_endpoint(&t, 2));
	t.alone = true;
	tester_start(&t, &s);
	for (size_t i = 0; i < t.endpoints.n; i++)
		assert_string_equal(t.endpoints.items[i].port, "25");
	assert_int_equal(t.endpoints.n, 2); /* the other protocol, in each family */
	follow(&t);
	assert_int_equal(
		t.worker.failure.code, EX_SOFTWARE); /* an endpoint that was not asked for */
	tester_fini(&t);
	settings_fini(&s);
	str_fini(&out);
}

/* Once more to the same address, which is then the tester's own text. */
static void mail_and_once_more(void **state)
{
	struct tester t;
	struct settings s;
	struct str out;

	(void)state;
	tester_init(&t, listener);
	fake_worker_hello(&out);
	fake_worker_says(&out, "step", "1", "name", "recipient");
	fake_worker_result(
		&out, "1", NULL, END_OK, STEP_DONE, FACT_ENCRYPTED | FACT_ENVELOPE | FACT_SENT);
	fake_worker_answer(&out);
	fixture_settings(&s, "server.host=mx.example.org sender.from=me@example.org");
	tester_send(&t, &s, "friend@example.org");
	assert_true(t.sends);
	follow(&t);
	assert_int_equal(t.step, STEP_RECIPIENT);
	assert_string_equal(t.verdict.diagnosis->id, "ok.sent");
	tester_rehearse(&t, &s, t.to);
	assert_string_equal(t.to, "friend@example.org");
	assert_false(t.sends);
	follow(&t);
	assert_true(t.judged);
	tester_start(&t, &s);
	assert_null(t.to);
	follow(&t);
	tester_send(&t, &s, "friend");
	assert_false(t.running);
	assert_string_equal(t.verdict.diagnosis->id, "local.setup");
	settings_reset(&s, FIELD_FROM);
	tester_send(&t, &s, "friend@example.org");
	assert_false(t.running);
	assert_string_equal(t.verdict.diagnosis->id, "local.setup");
	tester_fini(&t);
	settings_fini(&s);
	str_fini(&out);
}

/* All that a worker may say wrongly is a fault of ours (70), with a sentence and no verdict. */
static void faults_of_the_worker(void **state)
{
	static const char huge[] = "\x7F\xFF\xFF\xFF"
				   "x",
			  empty[] = "\0\0\0\0";
	struct str outs[8];

	(void)state;
	for (size_t i = 0; i < unit_count(outs); i++)
		fake_worker_hello(&outs[i]); /* in the first case nothing follows */
	str_clear(&outs[1]);
	fake_worker_says(&outs[1], "hello", NULL, "version", "0.0.0-other");
	str_add(&outs[2], huge, sizeof(huge));
	str_add(&outs[3], empty, sizeof(empty));
	fake_worker_says(&outs[4], "result", "1", "end", "99");
	fake_worker_result(&outs[5], "2", NULL, END_OK, STEP_DONE, FACT_ENCRYPTED);
	fake_worker_result(&outs[6], "1", "-1", END_OK, STEP_DONE, FACT_ENCRYPTED);
	fake_worker_result(&outs[7], "1", "1e300", END_OK, STEP_DONE, FACT_ENCRYPTED);
	for (size_t i = 0; i < unit_count(outs); i++) {
		struct tester t;

		fake_worker_answer(&outs[i]);
		run(&t);
		unit_expect(t.worker.failure.code == EX_SOFTWARE && t.worker.failure.message[0] &&
				    !t.judged,
			"case %zu: %d %s", i, t.worker.failure.code, t.worker.failure.message);
		tester_fini(&t);
		str_fini(&outs[i]);
	}
	unit_end();
}

/* The version comes first: without it nothing that follows may be believed. */
static void no_result_without_a_hello(void **state)
{
	struct tester t;
	struct str out;

	(void)state;
	str_init(&out, fake_worker_max);
	fake_worker_result(&out, "1", NULL, END_OK, STEP_DONE, FACT_ENCRYPTED);
	fake_worker_answer(&out);
	run(&t);
	assert_false(t.judged);
	assert_int_equal(t.worker.failure.code, EX_SOFTWARE);
	tester_fini(&t);
	str_fini(&out);
}

static void cancelling_kills_the_worker(void **state)
{
	struct settings s;
	struct tester t;
	struct str out;
	pid_t pid;

	(void)state;
	tester_init(&t, listener);
	fake_worker_hello(&out);
	fake_worker_answer(&out);
	scratch_write("stay", "");
	fixture_settings(&s, "server.host=mx.example.org");
	tester_start(&t, &s);
	assert_true(t.running);
	pid = t.worker.worker.pid;
	tester_cancel(&t);
	assert_string_equal(t.verdict.diagnosis->id, "cancelled");
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(loop.n, 0);
	tester_cancel(&t);         /* it is over: nothing changes */
	assert_int_equal(news, 0); /* who cancels knows */
	assert_int_equal(unlink(scratch_path("stay")), 0);
	tester_fini(&t);
	settings_fini(&s);
	str_fini(&out);
}

/* What cannot work needs no worker: a verdict that says what is wrong here. */
static void wrong_setups(void **state)
{
	static const char *const setups[] = {
		"",
		"server.host=mx.example.org auth.user=me",
		"server.host=mx.example.org auth.user=me auth.method=xoauth2",
		"server.host=mx.example.org tls.ca_file=/nonexistent/ca.pem",
		"server.host=mx.example.org tls.ca_file=/dev/null",
		"server.host=mx.example.org tls.ca_file=/tmp",
	};

	(void)state;
	for (size_t i = 0; i < unit_count(setups); i++) {
		struct settings s;
		struct tester t;

		fixture_settings(&s, setups[i]);
		tester_init(&t, listener);
		tester_start(&t, &s);
		unit_expect(t.judged && !t.running &&
				    strcmp(t.verdict.diagnosis->id, "local.setup") == 0 &&
				    strlen(t.verdict.cause) > 10,
			"row %zu: %s", i, t.judged ? t.verdict.cause : t.worker.failure.message);
		tester_fini(&t);
		settings_fini(&s);
	}
	unit_end();
}

static void without_a_worker(void **state)
{
	struct settings s;
	struct tester t;

	(void)state;
	tester_init(&t, listener);
	if (access(WORKERDIR "/smtpsetup-net", F_OK) == 0)
		skip(); /* the installed one is found instead */
	assert_int_equal(rename(scratch_path("smtpsetup-net"), scratch_path("away")), 0);
	fixture_settings(&s, "server.host=mx.example.org");
	tester_start(&t, &s);
	assert_false(t.running);
	assert_int_equal(t.worker.failure.code, EX_SOFTWARE);
	assert_non_null(strstr(t.worker.failure.message, "smtpsetup-net"));
	tester_fini(&t);
	settings_fini(&s);
	assert_int_equal(rename(scratch_path("away"), scratch_path("smtpsetup-net")), 0);
}

/* The tester by a clock of its own, with a worker that says hello and no more. */
static void start_with_a_silent_worker(struct tester *t, const char *words)
{
	struct settings s;
	struct str out;

	loop_fini(&loop);
	loop_init(&loop, &fake_clock);
	fake_worker_hello(&out);
	fake_worker_answer(&out);
	scratch_write("stay", "");
	fixture_settings(&s, words);
	tester_init(t, listener);
	tester_start(t, &s);
	assert_true(t->running);
	settings_fini(&s);
	str_fini(&out);
}

/* Until the worker has said that it is in that step, with no time passing. */
static void hear_step(struct tester *t, enum step step)
{
	while (t->running && (!t->begins || t->step != step))
		fake_worker_turn(&loop, &t->worker.worker);
	assert_true(t->running);
}

static void start_with_steps(
	struct tester *t, const struct settings *s, const char *steps, const char *to)
{
	char *words = mem_text(steps), *rest = NULL;
	struct str out;

	fake_worker_hello(&out);
	for (char *w = strtok_r(words, " ", &rest); w; w = strtok_r(NULL, " ", &rest))
		fake_worker_says(&out, "step", "1", "name", w);
	fake_worker_answer(&out);
	tester_init(t, listener);
	if (to)
		tester_send(t, s, to);
	else
		tester_start(t, s);
	str_fini(&out);
	free(words);
}

/*
 * A call in the worker that never returns: whatever it said before, the test ends 250 ms after its
 * time, with the verdict of the step it was in.
 */
static void a_worker_that_hangs(void **state)
{
	static const struct {
		const char *settings, *steps;
		enum step step;
		const char *to, *id;
		int64_t ms;
		bool encrypted, authenticated;
	} rows[] = {
		{"", "dns", STEP_DNS, NULL, "dns.timeout", 7250, false, false},
		{"", "dns connect", STEP_CONNECT, NULL, "connect.timeout", 7250, false, false},
		{"", "dns connect greeting", STEP_GREETING, NULL, "greeting.silent", 7250, false,
			false},
		{"", "dns connect greeting ehlo", STEP_EHLO, NULL, "ehlo.stalled", 7250, false,
			false},
		{"", "dns connect greeting ehlo starttls tls", STEP_TLS, NULL, "tls.stalled", 7250,
			false, false},
		{"server.protocol=ssl", "dns connect tls greeting", STEP_GREETING, NULL,
			"greeting.silent", 7250, true, false},
		{"", "dns connect greeting ehlo starttls tls auth", STEP_AUTH, NULL, "auth.stalled",
			7250, true, false},
		{"", "dns connect greeting ehlo starttls tls auth recipient", STEP_RECIPIENT,
			"friend@example.org", "envelope.stalled", 7250, true, true},
		{"", "dns connect greeting ehlo starttls tls auth recipient content", STEP_CONTENT,
			"friend@example.org", "envelope.stalled", 14250, true, true},
	};

	(void)state;
	loop_fini(&loop);
	loop_init(&loop, &fake_clock);
	scratch_write("stay", "");
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct settings s;
		struct tester t;
		int64_t start;
		pid_t pid;

		fixture_settings(&s, "server.host=mx.example.org auth.user=me auth.password=x "
				     "sender.from=me@example.org test.timeout=7");
		fixture_change(&s, rows[i].settings);
		start_with_steps(&t, &s, rows[i].steps, rows[i].to);
		pid = t.worker.worker.pid;
		hear_step(&t, rows[i].step);
		start = loop_now(&loop);
		news = 0;
		follow(&t);
		unit_expect(t.judged && strcmp(t.verdict.diagnosis->id, rows[i].id) == 0,
			"row %zu: %s", i, t.judged ? t.verdict.diagnosis->id : "no verdict");
		unit_expect(loop_now(&loop) - start == rows[i].ms * 1000, "row %zu: %lld us", i,
			(long long)(loop_now(&loop) - start));
		unit_expect(t.verdict.encrypted == rows[i].encrypted &&
				    t.verdict.authenticated == rows[i].authenticated,
			"row %zu: other facts", i);
		unit_expect(t.worker.failure.code == 0 && news == 1 && kill(pid, 0) == -1,
			"row %zu: %s", i, t.worker.failure.message);
		tester_fini(&t);
		settings_fini(&s);
	}
	assert_int_equal(unlink(scratch_path("stay")), 0);
	unit_end();
}

/* One deadline for the whole: what it says does not move it. */
static void a_worker_that_sends_steps_for_ever(void **state)
{
	struct settings s;
	struct tester t;
	struct str more;
	int64_t start;

	(void)state;
	loop_fini(&loop);
	loop_init(&loop, &fake_clock);
	str_init(&more, fake_worker_max);
	fake_worker_says(&more, "step", "1", "name", "ehlo");
	fake_worker_says(&more, "step", "1", "name", "content");
	scratch_write_bytes("more", more.data, more.len, 0600);
	fixture_settings(&s, "server.host=mx.example.org test.timeout=7");
	start_with_steps(&t, &s, "dns connect greeting ehlo", NULL);
	while (!t.begins)
		fake_worker_turn(&loop, &t.worker.worker);
	start = loop_now(&loop);
	while (t.running) {
		struct pollfd fd = {.fd = t.worker.worker.from, .events = POLLIN};

		assert_int_equal(poll(&fd, 1, fake_clock_patience_ms), 1);
		assert_in_range(loop_now(&loop) - start, 0, 7250000);
		fake_clock_us += 250000;
		loop_turn(&loop);
	}
	assert_int_equal(loop.n, 0);
	assert_true(t.judged);
	assert_int_equal(unlink(scratch_path("more")), 0);
	tester_fini(&t);
	settings_fini(&s);
	str_fini(&more);
}

/* What was found at the chosen endpoint is not lost with a worker that hangs at another one. */
static void hangs_at_another_endpoint(void **state)
{
	struct settings s;
	struct tester t;
	struct str out, record;
	struct facts f;
	int64_t start;

	(void)state;
	loop_fini(&loop);
	loop_init(&loop, &fake_clock);
	fake_worker_hello(&out);
	fake_worker_says(&out, "step", "1", "name", "connect");
	facts_init(&f);
	f.end = END_CONNECT;
	f.step = STEP_CONNECT;
	f.os_errno = ECONNREFUSED;
	str_init(&record, fake_worker_max);
	facts_encode(&f, &record);
	wire_text(&record, "job", "1");
	wire_text(&record, "more", "1");
	wire_finish(&record, 0);
	str_add(&out, record.data, record.len);
	fake_worker_answer(&out);
	scratch_write("stay", "");
	fixture_settings(&s, "server.host=mx.example.org test.timeout=7");
	tester_init(&t, listener);
	tester_start(&t, &s);
	while (!t.found)
		fake_worker_turn(&loop, &t.worker.worker);
	assert_true(t.running);
	start = loop_now(&loop);
	follow(&t);
	assert_int_equal(loop_now(&loop) - start, 7250000);
	assert_true(t.judged);
	assert_string_equal(t.verdict.diagnosis->id, "connect.refused");
	assert_int_equal(t.worker.failure.code, 0);
	assert_int_equal(unlink(scratch_path("stay")), 0);
	tester_fini(&t);
	settings_fini(&s);
	facts_fini(&f);
	str_fini(&record);
	str_fini(&out);
}

/* Without a step there is none to blame: a fault of ours. */
static void a_worker_that_does_not_begin(void **state)
{
	struct tester t;
	int64_t start;
	pid_t pid;

	(void)state;
	start_with_a_silent_worker(&t, "server.host=mx.example.org test.timeout=7");
	start = loop_now(&loop);
	pid = t.worker.worker.pid;
	assert_int_equal(tester_elapsed_us(&t), 0);
	while (!t.worker.greeted)
		fake_worker_turn(&loop, &t.worker.worker);
	assert_true(t.running);
	news = 0;
	follow(&t);
	assert_int_equal(loop_now(&loop) - start, 10000000);
	assert_int_equal(news, 1);
	assert_int_equal(t.worker.failure.code, EX_SOFTWARE);
	assert_string_equal(t.worker.failure.message, "smtpsetup-net did not finish in time.");
	assert_string_equal(t.verdict.diagnosis->id, "cancelled");
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(unlink(scratch_path("stay")), 0);
	tester_fini(&t);
}

/* A listener may end the tester and start it again from within, at any news. */
struct restarter {
	struct tester tester;
	struct settings settings;
	int left;
};

static void on_news_restart(void *ctx)
{
	struct restarter *r = ctx;

	if (!r->left)
		return;
	r->left--;
	tester_fini(&r->tester);
	tester_start(&r->tester, &r->settings);
}

static void starts_again_from_within(void **state)
{
	struct restarter r = {.left = 5};
	struct str out;

	(void)state;
	fake_worker_hello(&out);
	fake_worker_says(&out, "step", "1", "name", "connect");
	fake_worker_result(&out, "1", NULL, END_OK, STEP_DONE, FACT_ENCRYPTED);
	fake_worker_answer(&out);
	fixture_settings(&r.settings,
		"server.host=mx.example.org auth.user=me auth.password_command=/bin/pwd");
	tester_init(&r.tester, (struct listener) {&loop, on_news_restart, &r});
	tester_start(&r.tester, &r.settings);
	follow(&r.tester);
	assert_int_equal(r.left, 0);
	assert_int_equal(r.tester.worker.failure.code, 0);
	assert_string_equal(r.tester.verdict.diagnosis->id, "ok.no_login");
	tester_fini(&r.tester);
	settings_fini(&r.settings);
	str_fini(&out);
}

/* The requests are counted from 1. */
static void add_guess(struct str *out, const char *job, bool good)
{
	fake_worker_result(out, job, NULL, good ? END_OK : END_CONNECT,
		good ? STEP_DONE : STEP_CONNECT, good ? FACT_ENCRYPTED : 0);
}

enum { doors_used = 3 };

/* The first endpoint that would do, however late it answers; the login goes to none of them. */
static void scouts_for_a_door(void **state)
{
	static const struct {
		const char *answers; /* 1+: guess 1 is good; 0-: guess 0 is not */
		int found;           /* -1: none */
	} rows[] = {
		{"0+", 0},
		{"1+0-", 1},
		{"2+1-0-", 2},
		{"1+2+0-", 1},
		{"2+1+0+", 0},
		{"0-1-2-", -1},
		{"8+0-0+1-2-", -1},
	};

	struct endpoints doors = {.n = 0};

	(void)state;
	endpoints_add_domain(&doors, "example.org");
	for (size_t i = 0; i < unit_count(rows); i++) {
		const struct autodetect_endpoint *found;
		struct autodetect scout = {0};
		struct settings s;
		struct str out;

		fake_worker_hello(&out);
		for (const char *c = rows[i].answers; *c; c += 2)
			add_guess(&out, (char[]) {(char)(c[0] + 1), '\0'}, c[1] == '+');
		fake_worker_answer(&out);
		fixture_settings(&s, "auth.user=me auth.password=x test.timeout=7");
		for (size_t n = 0; n < doors_used; n++)
			autodetect_add(&scout, &s, &doors.items[n]);
		autodetect_start(&scout, listener);
		fake_worker_await_end(&scout.worker.worker); /* all comes at once, with the end */
		while (scout.running)
			loop_turn(&loop);
		assert_int_equal(loop.n, 0);
		found = autodetect_found(&scout);
		unit_expect(scout.worker.failure.code == 0, "row %zu: %s", i,
			scout.worker.failure.message);
		unit_expect((found ? (int)(found - scout.endpoints) : -1) == rows[i].found,
			"row %zu: another door", i);
		unit_expect(
			settings_is_empty(&scout.endpoints[0].settings, FIELD_USER) &&
				settings_is_empty(&scout.endpoints[0].settings, FIELD_PASSWORD) &&
				settings_is(&scout.endpoints[2].settings, FIELD_HOST,
					"mail.example.org") &&
				settings_is(&scout.endpoints[2].settings, FIELD_TIMEOUT, "7"),
			"row %zu: other settings", i);
		autodetect_fini(&scout);
		settings_fini(&s);
		str_fini(&out);
	}
	endpoints_fini(&doors);
	unit_end();
}

/* After 20 seconds nobody looks any further. */
static void guesses_of_a_silent_worker(void **state)
{
	struct autodetect scout = {0};
	struct settings s;
	struct str out;
	int64_t start;

	(void)state;
	loop_fini(&loop);
	loop_init(&loop, &fake_clock);
	fake_worker_hello(&out);
	fake_worker_answer(&out);
	scratch_write("stay", "");
	fixture_settings(&s, "");
	autodetect_add_guesses(&scout, &s, "example.org");
	autodetect_start(&scout, listener);
	start = loop_now(&loop);
	while (scout.running)
		loop_turn(&loop);
	assert_int_equal(loop_now(&loop) - start, 20000000);
	assert_true(news);
	assert_null(autodetect_found(&scout));
	assert_int_equal(scout.worker.failure.code, 0);
	assert_int_equal(unlink(scratch_path("stay")), 0);
	autodetect_fini(&scout);
	settings_fini(&s);
	str_fini(&out);
}

#define tester_test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		tester_test(follows_and_judges),
		tester_test(hears_the_other_doors),
		tester_test(mail_and_once_more),
		tester_test(faults_of_the_worker),
		tester_test(no_result_without_a_hello),
		tester_test(cancelling_kills_the_worker),
		tester_test(a_worker_that_does_not_begin),
		tester_test(a_worker_that_hangs),
		tester_test(a_worker_that_sends_steps_for_ever),
		tester_test(hangs_at_another_endpoint),
		tester_test(starts_again_from_within),
		tester_test(wrong_setups),
		tester_test(without_a_worker),
		tester_test(scouts_for_a_door),
		tester_test(guesses_of_a_silent_worker),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	return fake_worker_main(argc, argv, tests);
}
