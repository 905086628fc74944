/*
 * Running a test with a worker that says what it is told: the tester looks for the worker beside
 * its own program, so this one starts again from a scratch directory with a script in that place.
 */
#include "fixture.h"
#include "scratch.h"

#include "engine/autodetect.h"
#include "engine/tester.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

enum { patience_ms = 120000, out_max = 1024 * 1024 };

/* Takes something of the job, so that the pipe is not closed on its writer, then speaks. */
static const char worker[] = "#!/bin/sh\nhead -c 1 >/dev/null\ncat \"${0%/*}/answer\"\n"
			     "test -e \"${0%/*}/stay\" && exec sleep 600\nexit 0\n";

static void begin_record(struct str *out, const char *type, const char *name, const char *value)
{
	size_t start = wire_start(out, type);

	wire_text(out, name, value);
	wire_finish(out, start);
}

static void answer(const struct str *bytes)
{
	scratch_write_bytes("answer", bytes->data, bytes->len, 0600);
}

static void follow(struct tester *t)
{
	while (t->running) {
		struct pollfd fd = {.fd = tester_fd(t), .events = POLLIN};

		assert_int_equal(poll(&fd, 1, patience_ms), 1);
		tester_read(t);
	}
	assert_int_equal(tester_fd(t), -1);
	assert_int_equal(t->worker.worker.pid, 0);
}

static void run(struct tester *t)
{
	struct settings s;

	fixture_settings(&s, "server.host=mx.example.org auth.user=me auth.password=x");
	*t = (struct tester) {0};
	tester_start(t, &s);
	settings_fini(&s); /* the tester has a copy */
	follow(t);
}

static void add_result(struct str *out, enum end end, enum step step, unsigned flags)
{
	struct facts f;

	facts_init(&f);
	f.end = end;
	f.step = step;
	f.flags = flags;
	f.total = 5;
	facts_encode(&f, out);
	facts_fini(&f);
}

static void follows_and_judges(void **state)
{
	struct tester t;
	struct str out;

	(void)state;
	str_init(&out, out_max);
	begin_record(&out, "hello", "version", PACKAGE_VERSION);
	begin_record(&out, "step", "name", "connect");
	begin_record(&out, "future", "of", "no meaning yet");
	add_result(&out, END_OK, STEP_DONE,
		FACT_ENCRYPTED | FACT_USER | FACT_AUTH_SENT | FACT_AUTHENTICATED);
	answer(&out);
	run(&t);
	assert_true(t.judged);
	assert_int_equal(t.worker.failure.code, 0);
	assert_string_equal(t.verdict.diagnosis->id, "ok.authenticated");
	assert_int_equal(t.step, STEP_CONNECT);
	assert_string_equal(settings_get(&t.settings, FIELD_HOST), "mx.example.org");
	tester_fini(&t);
	tester_fini(&t);
	str_fini(&out);
}

static void add_door(struct str *out, size_t door, enum end end, enum step step, unsigned flags)
{
	struct str record;

	str_init(&record, out_max);
	add_result(&record, end, step, flags);
	wire_number(&record, "endpoint", (double)door);
	wire_finish(&record, 0);
	str_add(out, record.data, record.len);
	str_fini(&record);
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
	struct tester t = {0};
	struct settings s;
	struct str out;

	(void)state;
	fixture_settings(&s, "server.host=mx.example.org server.port=25 auth.user=me");
	str_init(&out, out_max);
	begin_record(&out, "hello", "version", PACKAGE_VERSION);
	add_door(&out, door_number(&s, "587", FAMILY_IPV4), END_OK, STEP_DONE,
		FACT_ENCRYPTED | FACT_AUTH_OFFERED);
	add_door(&out, door_number(&s, "587", FAMILY_IPV6), END_RESOLVE, STEP_DNS, 0);
	add_door(&out, door_number(&s, "465", FAMILY_IPV4), END_TIMEOUT, STEP_CONNECT, 0);
	add_result(&out, END_TIMEOUT, STEP_CONNECT, 0);
	answer(&out);
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
	assert_int_equal(t.endpoints.n, 0);
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
	struct tester t = {0};
	struct settings s;
	struct str out;

	(void)state;
	str_init(&out, out_max);
	begin_record(&out, "hello", "version", PACKAGE_VERSION);
	begin_record(&out, "step", "name", "recipient");
	add_result(&out, END_OK, STEP_DONE, FACT_ENCRYPTED | FACT_ENVELOPE | FACT_SENT);
	answer(&out);
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
	struct str outs[5];

	(void)state;
	for (size_t i = 0; i < unit_count(outs); i++)
		str_init(&outs[i], out_max);
	begin_record(&outs[0], "hello", "version", "0.0.0-other");
	begin_record(&outs[1], "hello", "version", PACKAGE_VERSION); /* and then nothing */
	str_add(&outs[2], huge, sizeof(huge));
	str_add(&outs[3], empty, sizeof(empty));
	begin_record(&outs[4], "result", "end", "99");
	for (size_t i = 0; i < unit_count(outs); i++) {
		struct tester t;

		answer(&outs[i]);
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
	str_init(&out, out_max);
	add_result(&out, END_OK, STEP_DONE, FACT_ENCRYPTED);
	answer(&out);
	run(&t);
	assert_false(t.judged);
	assert_int_equal(t.worker.failure.code, EX_SOFTWARE);
	tester_fini(&t);
	str_fini(&out);
}

static void cancelling_kills_the_worker(void **state)
{
	struct settings s;
	struct tester t = {0};
	struct str out;
	pid_t pid;

	(void)state;
	str_init(&out, out_max);
	begin_record(&out, "hello", "version", PACKAGE_VERSION);
	answer(&out);
	scratch_write("stay", "");
	fixture_settings(&s, "server.host=mx.example.org");
	tester_start(&t, &s);
	assert_true(t.running);
	pid = t.worker.worker.pid;
	tester_cancel(&t);
	assert_string_equal(t.verdict.diagnosis->id, "cancelled");
	assert_int_equal(kill(pid, 0), -1);
	tester_cancel(&t); /* it is over: nothing changes */
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
		"server.host=mx.example.org tls.ca_file=/nonexistent/ca.pem",
		"server.host=mx.example.org tls.ca_file=/dev/null",
		"server.host=mx.example.org tls.ca_file=/tmp",
	};

	(void)state;
	for (size_t i = 0; i < unit_count(setups); i++) {
		struct settings s;
		struct tester t = {0};

		fixture_settings(&s, setups[i]);
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
	struct tester t = {0};

	(void)state;
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

/* A result that belongs to a job of that name. */
static void add_result_of(struct str *out, const char *job, bool good)
{
	size_t start = out->len;
	struct str record;

	str_init(&record, out_max);
	add_result(&record, good ? END_OK : END_CONNECT, good ? STEP_DONE : STEP_CONNECT,
		good ? FACT_ENCRYPTED : 0);
	wire_text(&record, "job", job);
	wire_finish(&record, 0);
	str_add(out, record.data, record.len);
	assert_int_equal(out->len, start + record.len);
	str_fini(&record);
}

enum { doors_used = 3 };

/* The first endpoint that would do, however late it answers; the login goes to none of them. */
static void scouts_for_a_door(void **state)
{
	static const struct {
		const char *answers; /* 1+: job 1 is good; 0-: job 0 is not */
		int found;           /* -1: none */
	} rows[] = {
		{"0+", 0},
		{"1+0-", 1},
		{"2+1-0-", 2},
		{"1+2+0-", 1},
		{"2+1+0+", 0},
		{"0-1-2-", -1},
		{"9+0-0+1-2-", -1},
	};

	struct endpoints doors = {.n = 0};

	(void)state;
	endpoints_add_domain(&doors, "example.org");
	for (size_t i = 0; i < unit_count(rows); i++) {
		const struct autodetect_endpoint *found;
		struct autodetect scout = {0};
		struct settings s;
		struct str out;

		str_init(&out, out_max);
		begin_record(&out, "hello", "version", PACKAGE_VERSION);
		for (const char *c = rows[i].answers; *c; c += 2)
			add_result_of(&out, (char[]) {c[0], '\0'}, c[1] == '+');
		answer(&out);
		fixture_settings(&s, "auth.user=me auth.password=x test.timeout=7");
		for (size_t n = 0; n < doors_used; n++)
			autodetect_add(&scout, &s, &doors.items[n]);
		autodetect_start(&scout);
		while (scout.running) {
			struct pollfd fd = {.fd = autodetect_fd(&scout), .events = POLLIN};

			assert_int_equal(poll(&fd, 1, patience_ms), 1);
			autodetect_read(&scout);
		}
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

static void copy_program(const char *name)
{
	int from = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	int to = open(scratch_path(name), O_WRONLY | O_CREAT | O_CLOEXEC, 0700);
	char block[65536];
	ssize_t n;

	while ((n = read(from, block, sizeof(block))) > 0)
		if (write(to, block, (size_t)n) != n)
			abort();
	(void)close(from);
	(void)close(to);
}

/* Runs the copy of this program with the worker beside it, and cleans up behind it. */
static int run_copy(void)
{
	int status;
	pid_t pid;

	if (scratch_setup(NULL) < 0)
		return EXIT_FAILURE;
	copy_program("test");
	scratch_write_bytes("smtpsetup-net", worker, sizeof(worker) - 1, 0700);
	pid = fork();
	if (pid == 0) {
		(void)execl(scratch_path("test"), "test", scratch_dir, (char *)NULL);
		_exit(EXIT_FAILURE);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return EXIT_FAILURE;
	(void)scratch_teardown(NULL);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(follows_and_judges),
		cmocka_unit_test(hears_the_other_doors),
		cmocka_unit_test(mail_and_once_more),
		cmocka_unit_test(faults_of_the_worker),
		cmocka_unit_test(no_result_without_a_hello),
		cmocka_unit_test(cancelling_kills_the_worker),
		cmocka_unit_test(wrong_setups),
		cmocka_unit_test(without_a_worker),
		cmocka_unit_test(scouts_for_a_door),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	if (argc < 2)
		return run_copy();
	(void)snprintf(scratch_dir, sizeof(scratch_dir), "%s", argv[1]);
	return unit_run(tests);
}
