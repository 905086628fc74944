/* The poll loop: what is called, in which order, and what happens to what callbacks change. */
#include "fake_clock.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { calls_max = 64 };

static struct loop loop;
static char calls[calls_max]; /* the names of the callers, in their order */

/* Somebody with a pipe or a timer, and what it does to another one. */
struct caller {
	char name;
	int pipe[2];
	uint64_t handle;
	struct caller *removes, *starts;
	int64_t after_ms;
};

static void note(char name)
{
	size_t n = strlen(calls);

	assert_true(n + 1 < sizeof(calls));
	calls[n] = name;
}

static void on_call(void *ctx)
{
	struct caller *c = ctx;

	note(c->name);
	if (c->removes)
		loop_remove(&loop, &c->removes->handle);
	if (c->starts)
		c->starts->handle = loop_timer(&loop, c->starts->after_ms, on_call, c->starts);
}

static void caller_listen(struct caller *c)
{
	assert_int_equal(pipe(c->pipe), 0);
	assert_int_equal(write(c->pipe[1], "x", 1), 1);
	c->handle = loop_fd(&loop, c->pipe[0], POLLIN, on_call, c);
}

static void caller_close(struct caller *c)
{
	(void)close(c->pipe[0]);
	(void)close(c->pipe[1]);
}

static int setup(void **state)
{
	(void)state;
	memset(calls, 0, sizeof(calls));
	loop_init(&loop, &fake_clock);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	loop_fini(&loop);
	return 0;
}

#define loop_test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static void descriptors_in_their_order(void **state)
{
	struct caller a = {.name = 'a'}, b = {.name = 'b'}, c = {.name = 'c'};
	char byte;

	(void)state;
	caller_listen(&a);
	caller_listen(&b);
	caller_listen(&c);
	loop_turn(&loop);
	assert_string_equal(calls, "abc");
	assert_int_equal(read(b.pipe[0], &byte, 1), 1); /* nothing is there any more */
	loop_turn(&loop);
	assert_string_equal(calls, "abcac");
	(void)close(b.pipe[1]); /* that the other end is gone is news as well */
	loop_turn(&loop);
	assert_string_equal(calls, "abcacabc");
	caller_close(&a);
	(void)close(b.pipe[0]);
	caller_close(&c);
}

/* One without events hears of nothing but its end. */
static void an_end_without_events(void **state)
{
	struct caller a = {.name = 'a'}, b = {.name = 'b', .after_ms = 5};

	(void)state;
	assert_int_equal(pipe(a.pipe), 0);
	a.handle = loop_fd(&loop, a.pipe[1], 0, on_call, &a);
	b.handle = loop_timer(&loop, b.after_ms, on_call, &b);
	loop_turn(&loop);
	assert_string_equal(calls, "b");
	(void)close(a.pipe[0]);
	loop_turn(&loop);
	assert_string_equal(calls, "ba");
	(void)close(a.pipe[1]);
}

/* Both are ready: who is removed by the one before is not called, and may be oneself. */
static void removed_during_a_turn(void **state)
{
	struct caller a = {.name = 'a'}, b = {.name = 'b'}, c = {.name = 'c'};
	uint64_t before;

	(void)state;
	caller_listen(&a);
	caller_listen(&b);
	caller_listen(&c);
	a.removes = &b;
	c.removes = &c;
	before = b.handle;
	loop_turn(&loop);
	assert_string_equal(calls, "ac");
	assert_int_equal(b.handle, 0);
	assert_int_equal(c.handle, 0);
	loop_turn(&loop);
	assert_string_equal(calls, "aca");
	b.handle = loop_fd(&loop, b.pipe[0], POLLIN, on_call, &b);
	loop_remove(&loop, &before); /* of the former one: the new one stays */
	a.removes = NULL;
	loop_turn(&loop);
	assert_string_equal(calls, "acaab");
	caller_close(&a);
	caller_close(&b);
	caller_close(&c);
}

/* What the descriptor of one that is gone becomes within the turn is not taken for it. */
static void a_number_used_again(void **state)
{
	struct caller a = {.name = 'a'}, b = {.name = 'b'}, c = {.name = 'c'};

	(void)state;
	caller_listen(&a);
	caller_listen(&b);
	a.removes = &b;
	loop_turn(&loop);
	c.handle = loop_fd(&loop, b.pipe[0], POLLIN, on_call, &c);
	loop_turn(&loop);
	assert_string_equal(calls, "aac");
	caller_close(&a);
	caller_close(&b);
}

static void timers_by_their_time(void **state)
{
	struct caller a = {.name = 'a'}, b = {.name = 'b'}, c = {.name = 'c'}, d = {.name = 'd'};
	int64_t start = loop_now(&loop);

	(void)state;
	(void)loop_timer(&loop, 30, on_call, &a);
	(void)loop_timer(&loop, 10, on_call, &b);
	(void)loop_timer(&loop, 20, on_call, &c);
	(void)loop_timer(&loop, 10, on_call, &d);
	loop_turn(&loop);
	assert_string_equal(calls, "bd"); /* of the same time in the order they were added */
	assert_int_equal(loop_now(&loop) - start, 10000);
	loop_turn(&loop);
	assert_string_equal(calls, "bdc");
	loop_turn(&loop);
	assert_string_equal(calls, "bdca"); /* each once */
	assert_int_equal(loop_now(&loop) - start, 30000);
}

static void timers_removed_and_late(void **state)
{
	struct caller a = {.name = 'a'}, b = {.name = 'b'}, c = {.name = 'c'};

	(void)state;
	a.removes = &b;
	a.handle = loop_timer(&loop, 1, on_call, &a);
	b.handle = loop_timer(&loop, 2, on_call, &b);
	c.handle = loop_timer(&loop, 3, on_call, &c);
	fake_clock_us += 1000000; /* all are late */
	loop_turn(&loop);
	assert_string_equal(calls, "ac");
	loop_remove(&loop, &a.handle); /* it was called: nothing is there to be removed */
	assert_int_equal(a.handle, 0);
}

/* One that is due at once waits for the next turn: whoever goes on for ever holds up nobody. */
static void timers_added_in_callbacks(void **state)
{
	struct caller a = {.name = 'a'}, b = {.name = 'b'};

	(void)state;
	a.starts = &a;
	caller_listen(&b);
	(void)loop_timer(&loop, 0, on_call, &a);
	loop_turn(&loop);
	assert_string_equal(calls, "ba");
	loop_turn(&loop);
	assert_string_equal(calls, "baba");
	caller_close(&b);
}

/* What is there to be read comes first: it may be what a deadline waits for. */
static void descriptors_before_timers(void **state)
{
	struct caller a = {.name = 'a'}, b = {.name = 'b'};

	(void)state;
	b.handle = loop_timer(&loop, 1, on_call, &b);
	caller_listen(&a);
	a.removes = &b;
	fake_clock_us += 5000;
	loop_turn(&loop);
	assert_string_equal(calls, "a");
	caller_close(&a);
}

static void on_count(void *ctx)
{
	++*(int *)ctx;
}

/* Of a hundred that come and go those that stayed are called, each once, and no other. */
static void many_that_come_and_go(void **state)
{
	enum { timers = 100, rounds = 2000, longest_ms = 7 };
	uint64_t handles[timers] = {0}, random = 7;
	int called[timers] = {0};
	bool there[timers] = {false};
	int64_t end = loop_now(&loop) + longest_ms * 1000;

	(void)state;
	for (int i = 0; i < rounds; i++) {
		size_t n = unit_random(&random) % timers;

		if (there[n])
			loop_remove(&loop, &handles[n]);
		else
			handles[n] = loop_timer(&loop, 1 + i % longest_ms, on_count, &called[n]);
		there[n] = !there[n];
	}
	while (loop_now(&loop) < end)
		loop_turn(&loop);
	for (size_t n = 0; n < timers; n++)
		unit_expect(called[n] == there[n], "timer %zu: %d calls", n, called[n]);
	unit_end();
}

/* Signals */

static uint64_t watch_handle;
static bool unwatch_at_once;

static void on_signal(void *ctx, const struct signalfd_siginfo *info)
{
	(void)ctx;
	assert_int_equal(info->ssi_pid, getpid());
	note(info->ssi_signo == SIGUSR1 ? '1' : '2');
	if (unwatch_at_once)
		loop_remove(&loop, &watch_handle);
}

static sigset_t both(void)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGUSR1);
	(void)sigaddset(&set, SIGUSR2);
	return set;
}

/* They come before what was added earlier; nothing happens in between. */
static void signals_first(void **state)
{
	struct caller a = {.name = 'a'};
	sigset_t set = both(), before;
	struct err e;

	(void)state;
	(void)sigprocmask(SIG_BLOCK, NULL, &before);
	caller_listen(&a);
	unwatch_at_once = false;
	watch_handle = loop_signals(&loop, &set, on_signal, NULL, &e);
	assert_true(watch_handle);
	(void)raise(SIGUSR1);
	(void)raise(SIGUSR2);
	assert_string_equal(calls, "");
	loop_turn(&loop);
	assert_string_equal(calls, "12a");
	loop_turn(&loop);
	assert_string_equal(calls, "12aa");
	loop_remove(&loop, &watch_handle);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	caller_close(&a);
}

/* What came and was not called for waits: it is neither lost nor lets itself be read any more. */
static void a_signal_that_stays(void **state)
{
	sigset_t set = both(), before, waiting;
	struct caller a = {.name = 'a'};
	struct err e;

	(void)state;
	(void)sigprocmask(SIG_BLOCK, NULL, &before);
	unwatch_at_once = true;
	watch_handle = loop_signals(&loop, &set, on_signal, NULL, &e);
	(void)raise(SIGUSR1);
	(void)raise(SIGUSR2);
	caller_listen(&a);
	loop_turn(&loop);
	assert_string_equal(calls, "1a");
	(void)sigpending(&waiting);
	assert_int_equal(sigismember(&waiting, SIGUSR1), 0);
	assert_int_equal(sigismember(&waiting, SIGUSR2), 1);
	(void)signal(SIGUSR2, SIG_IGN); /* takes it away */
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	(void)signal(SIGUSR2, SIG_DFL);
	caller_close(&a);
}

static void signals_that_cannot_be_watched(void **state)
{
	sigset_t set = both(), before, after;
	struct rlimit limit, none;
	struct err e = {0};

	(void)state;
	(void)sigprocmask(SIG_BLOCK, NULL, &before);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	none = (struct rlimit) {.rlim_cur = 0, .rlim_max = limit.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_int_equal(loop_signals(&loop, &set, on_signal, NULL, &e), 0);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_int_equal(e.code, EX_OSERR);
	(void)sigprocmask(SIG_BLOCK, NULL, &after);
	assert_int_equal(sigismember(&after, SIGUSR1), sigismember(&before, SIGUSR1));
}

/* On the machine's clock: a timer is never early. */
static void on_the_real_clock(void **state)
{
	struct caller a = {.name = 'a'};
	struct loop real;
	int64_t start;

	(void)state;
	loop_init(&real, NULL);
	start = loop_now(&real);
	a.handle = loop_timer(&real, 3, on_call, &a);
	while (!*calls)
		loop_turn(&real);
	assert_true(loop_now(&real) - start >= 3000);
	loop_fini(&real);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		loop_test(descriptors_in_their_order),
		loop_test(an_end_without_events),
		loop_test(removed_during_a_turn),
		loop_test(a_number_used_again),
		loop_test(timers_by_their_time),
		loop_test(timers_removed_and_late),
		loop_test(timers_added_in_callbacks),
		loop_test(descriptors_before_timers),
		loop_test(many_that_come_and_go),
		loop_test(signals_first),
		loop_test(a_signal_that_stays),
		loop_test(signals_that_cannot_be_watched),
		loop_test(on_the_real_clock),
	};

	return unit_run(tests);
}
