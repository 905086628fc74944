/* The line to a worker that several ask at once, with one that says what it is told. */
#include "fake_worker.h"
#include "fixture.h"

#include "engine/worker_client.h"

static struct loop loop;

/* Somebody who asks, and what was heard: a letter for a step, a bar for the result. */
struct asker {
	struct worker_client *client;
	unsigned id;
	char heard[20];
	struct asker *drops; /* at the first word */
};

static bool on_record(void *ctx, const struct wire_record *record)
{
	struct asker *a = ctx;
	bool over = strcmp(record->type, "result") == 0;
	size_t n = strlen(a->heard);

	assert_true(n + 1 < sizeof(a->heard));
	a->heard[n] = over ? '|' : wire_get(record, "name")[0];
	if (a->drops)
		worker_client_drop(a->client, a->drops->id);
	return over;
}

static void on_news(void *ctx)
{
	++*(int *)ctx;
}

static int news;

static int setup(void **state)
{
	(void)state;
	loop_init(&loop, NULL);
	news = 0;
	return 0;
}

static int teardown(void **state)
{
	size_t left = loop.n;

	(void)state;
	loop_fini(&loop);
	return left ? -1 : 0;
}

static void ask(struct asker *a, struct worker_client *c, const char *words)
{
	struct settings s;
	struct err e = {0};

	*a = (struct asker) {.client = c};
	fixture_settings(&s, words);
	a->id = worker_client_request(c, &s, (struct test_request) {0}, on_record, a, &e);
	if (!a->id)
		fail_msg("%s", e.message);
	settings_fini(&s);
}

static void follow(struct worker_client *c)
{
	while (c->open)
		loop_turn(&loop);
	assert_int_equal(loop.n, 0);
	assert_int_equal(c->worker.pid, 0);
}

static void step(struct str *out, const char *job, const char *name)
{
	fake_worker_says(out, "step", job, "name", name);
}

static void result(struct str *out, const char *job)
{
	fake_worker_result(out, job, NULL, END_OK, STEP_DONE, FACT_ENCRYPTED);
}

/* Each hears what is about its own request, in whichever order it comes; then the worker goes. */
static void answers_out_of_order(void **state)
{
	struct worker_client c;
	struct asker a, b;
	struct str out;

	(void)state;
	fake_worker_hello(&out);
	step(&out, "2", "connect");
	step(&out, "1", "dns");
	result(&out, "2");
	step(&out, "2", "greeting"); /* behind the last word */
	step(&out, "1", "connect");
	step(&out, "3", "dns"); /* of nobody */
	step(&out, NULL, "dns");
	step(&out, "01", "dns");
	result(&out, "1");
	fake_worker_answer(&out);
	scratch_write("stay", "");
	worker_client_init(&c, (struct listener) {&loop, on_news, &news});
	ask(&a, &c, "server.host=a.example.org");
	ask(&b, &c, "server.host=b.example.org");
	assert_int_not_equal(a.id, b.id);
	follow(&c);
	assert_string_equal(a.heard, "dc|");
	assert_string_equal(b.heard, "c|");
	assert_int_equal(c.failure.code, 0);
	assert_true(news);
	assert_int_equal(unlink(scratch_path("stay")), 0);
	worker_client_fini(&c);
	str_fini(&out);
}

/* Who is dropped hears no more; the others do. */
static void one_is_dropped(void **state)
{
	struct worker_client c;
	struct asker a, b;
	struct str out;

	(void)state;
	fake_worker_hello(&out);
	step(&out, "2", "dns");
	step(&out, "1", "dns");
	result(&out, "1");
	step(&out, "2", "connect");
	result(&out, "2");
	fake_worker_answer(&out);
	worker_client_init(&c, (struct listener) {&loop, on_news, &news});
	ask(&a, &c, "server.host=a.example.org");
	ask(&b, &c, "server.host=b.example.org");
	b.drops = &a;
	follow(&c);
	assert_string_equal(a.heard, "");
	assert_string_equal(b.heard, "dc|");
	assert_int_equal(c.failure.code, 0);
	worker_client_fini(&c);
	str_fini(&out);
}

/* Nobody waits any more: the worker is killed. Whoever asks then has another one. */
static void all_are_dropped(void **state)
{
	struct worker_client c;
	struct asker a, b;
	struct str out;
	pid_t pid;

	(void)state;
	fake_worker_hello(&out);
	result(&out, "1");
	result(&out, "3");
	fake_worker_answer(&out);
	worker_client_init(&c, (struct listener) {&loop, on_news, &news});
	ask(&a, &c, "server.host=a.example.org auth.user=me auth.password=x");
	ask(&b, &c, "server.host=b.example.org");
	pid = c.worker.pid;
	worker_client_drop(&c, a.id);
	assert_true(c.open);
	worker_client_drop(&c, b.id);
	worker_client_drop(&c, b.id);
	assert_false(c.open);
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(c.out.len, 0);
	ask(&b, &c, "server.host=b.example.org");
	follow(&c);
	assert_string_equal(a.heard, "");
	assert_string_equal(b.heard, "|");
	assert_int_equal(c.failure.code, 0);
	worker_client_fini(&c);
	str_fini(&out);
}

/* One answer is missing: that is a failure, of which the owner hears. */
static void one_is_not_answered(void **state)
{
	struct worker_client c;
	struct asker a, b;
	struct str out;

	(void)state;
	fake_worker_hello(&out);
	result(&out, "2");
	fake_worker_answer(&out);
	worker_client_init(&c, (struct listener) {&loop, on_news, &news});
	ask(&a, &c, "server.host=a.example.org");
	ask(&b, &c, "server.host=b.example.org");
	follow(&c);
	assert_string_equal(a.heard, "");
	assert_string_equal(b.heard, "|");
	assert_int_equal(c.failure.code, EX_SOFTWARE);
	assert_true(news);
	worker_client_fini(&c);
	worker_client_fini(&c);
	str_fini(&out);
}

/* Who needs no more of the answers than came with the end closes the client: no failure. */
static void on_news_close(void *ctx)
{
	struct asker *a = ctx;

	if (strchr(a->heard, '|'))
		worker_client_close(a->client);
}

static void enough_was_answered(void **state)
{
	struct worker_client c;
	struct asker a, b;
	struct str out;

	(void)state;
	fake_worker_hello(&out);
	result(&out, "2");
	fake_worker_answer(&out);
	worker_client_init(&c, (struct listener) {&loop, on_news_close, &b});
	ask(&a, &c, "server.host=a.example.org");
	ask(&b, &c, "server.host=b.example.org");
	fake_worker_await_end(&c.worker);
	follow(&c);
	assert_string_equal(b.heard, "|");
	assert_int_equal(c.failure.code, 0);
	worker_client_fini(&c);
	str_fini(&out);
}

/* It takes no more of what is asked, but its answers lie in the pipe: they decide. */
static void a_worker_that_takes_no_more(void **state)
{
	struct worker_client c;
	struct asker a, b, d;
	struct str out;

	(void)state;
	fake_worker_hello(&out);
	result(&out, "2");
	result(&out, "1");
	fake_worker_answer(&out);
	scratch_write("deaf", "");
	worker_client_init(&c, (struct listener) {&loop, on_news, &news});
	ask(&a, &c, "server.host=a.example.org");
	fake_worker_await_end(&c.worker);
	ask(&b, &c, "server.host=b.example.org auth.user=me auth.password=x");
	assert_int_equal(c.out.len, 0); /* no password lies about for nobody */
	follow(&c);
	assert_string_equal(a.heard, "|");
	assert_string_equal(b.heard, "|");
	assert_int_equal(c.failure.code, 0);
	ask(&a, &c, "server.host=a.example.org");
	fake_worker_await_end(&c.worker);
	ask(&d, &c, "server.host=d.example.org");
	follow(&c);
	assert_string_equal(d.heard, "");
	assert_int_equal(c.failure.code, EX_SOFTWARE);
	assert_string_equal(c.failure.message, "smtpsetup-net ended without a result.");
	assert_int_equal(unlink(scratch_path("deaf")), 0);
	worker_client_fini(&c);
	str_fini(&out);
}

/* A job with a CA file that no pipe holds: asking does not wait until the worker reads it. */
enum { ca_len = 900000 };

static const char *write_ca(void)
{
	static char words[scratch_path_max + 60], ca[ca_len + 1];

	memset(ca, 'c', ca_len);
	scratch_write("ca.pem", ca);
	(void)snprintf(words, sizeof(words), "server.host=a.example.org tls.ca_file=%s",
		scratch_path("ca.pem"));
	return words;
}

static void a_job_that_is_not_read(void **state)
{
	struct worker_client c;
	struct asker a;
	struct str out;

	(void)state;
	fake_worker_hello(&out);
	result(&out, "1");
	fake_worker_answer(&out);
	scratch_write("deaf", "");
	worker_client_init(&c, (struct listener) {&loop, on_news, &news});
	ask(&a, &c, write_ca());
	assert_in_range(c.out.len, 1, ca_len);
	follow(&c);
	assert_string_equal(a.heard, "|");
	assert_int_equal(c.failure.code, 0);
	assert_int_equal(unlink(scratch_path("deaf")), 0);
	worker_client_fini(&c);
	str_fini(&out);
}

/* The rest goes as the worker takes it: byte by byte what was asked. */
static void a_long_job_goes_over(void **state)
{
	struct worker_client c;
	struct wire_record record;
	struct asker a, b;
	struct str out, taken;
	char count[24];
	long length;
	int fd;

	(void)state;
	fake_worker_hello(&out);
	result(&out, "1");
	result(&out, "2");
	fake_worker_answer(&out);
	worker_client_init(&c, (struct listener) {&loop, on_news, &news});
	(void)snprintf(count, sizeof(count), "%d", 2 * ca_len);
	scratch_write("take", count);
	ask(&a, &c, write_ca());
	ask(&b, &c, write_ca());
	follow(&c);
	assert_string_equal(a.heard, "|");
	assert_string_equal(b.heard, "|");
	str_init(&taken, 4 * ca_len);
	fd = open(scratch_path("taken"), O_RDONLY | O_CLOEXEC);
	for (;;) {
		char block[65536];
		ssize_t n = read(fd, block, sizeof(block));

		if (n <= 0)
			break;
		str_add(&taken, block, (size_t)n);
	}
	(void)close(fd);
	assert_int_equal(taken.len, 2 * ca_len);
	length = wire_next(&taken, &record);
	assert_in_range(length, ca_len, ca_len + 10000);
	assert_string_equal(wire_get(&record, "job"), "1");
	assert_int_equal(wire_find(&record, "ca")->len, ca_len);
	assert_memory_equal(taken.data + length + 4, "test", 5);
	assert_int_equal(unlink(scratch_path("take")), 0);
	worker_client_fini(&c);
	str_fini(&taken);
	str_fini(&out);
}

/* A CA file that cannot be read is nobody's request, and no worker is started for it. */
static void a_ca_file_that_is_missing(void **state)
{
	struct worker_client c;
	struct asker a = {0};
	struct settings s;
	struct err e = {0};

	(void)state;
	worker_client_init(&c, (struct listener) {&loop, on_news, &news});
	fixture_settings(&s, "server.host=a.example.org tls.ca_file=/nonexistent/ca.pem");
	assert_int_equal(
		worker_client_request(&c, &s, (struct test_request) {0}, on_record, &a, &e), 0);
	assert_int_equal(e.code, EX_CONFIG);
	assert_false(c.open);
	assert_int_equal(c.worker.pid, 0);
	assert_int_equal(c.n, 0);
	settings_fini(&s);
	worker_client_fini(&c);
}

#define client_test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		client_test(answers_out_of_order),
		client_test(one_is_dropped),
		client_test(all_are_dropped),
		client_test(one_is_not_answered),
		client_test(enough_was_answered),
		client_test(a_worker_that_takes_no_more),
		client_test(a_job_that_is_not_read),
		client_test(a_long_job_goes_over),
		client_test(a_ca_file_that_is_missing),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	return fake_worker_main(argc, argv, tests);
}
