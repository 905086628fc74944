/* Helper processes: two pipes and nothing else, clean signals, and gone when they are ended. */
#include "unit.h"

#include "base/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { patience_ms = 60000 };

static void start(struct proc *p, const char *script)
{
	char *const argv[] = {(char *)"sh", (char *)"-c", (char *)script, NULL};
	struct err e;

	assert_int_equal(proc_start(p, "/bin/sh", argv, &e), 0);
}

/* Reads until the program closes its output, or until there are so many bytes. */
static void read_until(struct proc *p, struct str *into, size_t len)
{
	struct pollfd fd = {.fd = p->from, .events = POLLIN};

	do
		assert_int_equal(poll(&fd, 1, patience_ms), 1);
	while (proc_read(p, into) && into->len < len);
}

static void says(const char *script, const char *words)
{
	struct proc p;
	struct str out;

	start(&p, script);
	str_init(&out, 1000);
	read_until(&p, &out, 1000);
	assert_string_equal(out.data, words);
	str_fini(&out);
	proc_end(&p);
}

static void echoes(void **state)
{
	char *const argv[] = {(char *)"cat", NULL};
	struct proc p;
	struct str in, out;
	struct err e;

	(void)state;
	assert_int_equal(proc_start(&p, "/bin/cat", argv, &e), 0);
	str_init(&in, 100);
	str_init(&out, 100);
	assert_true(proc_read(&p, &out)); /* nothing yet, and it does not wait */
	assert_int_equal(out.len, 0);
	str_add(&in, "a\0b\n", 4);
	assert_int_equal(proc_write(&p, &in, &e), 0);
	assert_int_equal(in.len, 0);
	read_until(&p, &out, 4);
	assert_int_equal(out.len, 4);
	assert_memory_equal(out.data, "a\0b\n", 4);
	proc_end(&p);
	str_fini(&in);
	str_fini(&out);
}

/* One that reads nothing holds up nobody; when it reads, the rest goes, byte by byte the same. */
static void takes_what_it_can(void **state)
{
	enum { much = 1000000 };
	struct str in, out;
	struct proc p;
	struct err e;
	size_t len;
	char last;

	(void)state;
	start(&p, "read -r word; echo \"$word\"; exec cat");
	str_init(&in, much);
	str_init(&out, much);
	str_text(&in, "begin\n");
	while (!in.full)
		str_text(&in, "0123456789\n");
	len = in.len;
	last = in.data[len - 1];
	do
		assert_int_equal(proc_write(&p, &in, &e), 0);
	while (in.len && (proc_read(&p, &out), true));
	read_until(&p, &out, len);
	assert_int_equal(out.len, len);
	assert_memory_equal(out.data, "begin\n0123456789\n", 17);
	assert_int_equal(out.data[len - 1], last);
	proc_end(&p);
	str_fini(&in);
	str_fini(&out);
}

static void stays_with_one_that_does_not_read(void **state)
{
	enum { much = 1000000 };
	struct str in;
	struct proc p;
	struct err e;

	(void)state;
	start(&p, "exec sleep 600");
	str_init(&in, much);
	while (!in.full)
		str_text(&in, "x");
	assert_int_equal(proc_write(&p, &in, &e), 0);
	assert_in_range(in.len, 1, much - 1);
	proc_end(&p);
	str_fini(&in);
}

static void write_a_word(void *ctx, int to)
{
	char *word = ctx;
	char all[40];

	word[0] = 'W';
	(void)snprintf(
		all, sizeof(all), "%s %d%d", word, isatty(STDIN_FILENO), isatty(STDERR_FILENO));
	assert_true(write(to, all, strlen(all)) > 0);
}

/* It has what is here, and nothing of what it does is seen here but its answer. */
static void a_call_answers(void **state)
{
	char word[] = "word";
	struct proc_ending ending;
	struct proc p;
	struct str out;
	struct err e;

	(void)state;
	assert_int_equal(proc_call(&p, write_a_word, word, &e), 0);
	str_init(&out, 100);
	read_until(&p, &out, 100);
	assert_string_equal(out.data, "Word 00");
	assert_string_equal(word, "word");
	while (!proc_has_ended(&p, &ending))
		(void)poll(NULL, 0, 1);
	assert_int_equal(ending.status, 0);
	assert_int_equal(ending.signal, 0);
	proc_end(&p);
	str_fini(&out);
}

static void call_for_ever(void *ctx, int to)
{
	(void)ctx;
	assert_true(write(to, "x", 1) > 0);
	for (;;)
		(void)poll(NULL, 0, 1000);
}

static void a_call_is_ended(void **state)
{
	struct proc p;
	struct str out;
	struct err e;
	pid_t pid;

	(void)state;
	assert_int_equal(proc_call(&p, call_for_ever, NULL, &e), 0);
	str_init(&out, 100);
	read_until(&p, &out, 1);
	pid = p.pid;
	proc_end(&p);
	assert_int_equal(kill(pid, 0), -1);
	str_fini(&out);
}

static void knows_the_end_of_output(void **state)
{
	(void)state;
	says("echo the end", "the end\n");
	says(":", "");
}

static void ending_kills_and_reaps(void **state)
{
	struct proc p;
	pid_t pid;

	(void)state;
	start(&p, "trap '' TERM HUP INT; exec sleep 60");
	pid = p.pid;
	proc_end(&p);
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
	assert_int_equal(p.pid, 0);
	assert_int_equal(p.to, -1);
	assert_int_equal(p.from, -1);
	proc_end(&p); /* and once more does no harm */
}

static void what_is_not_there_cannot_start(void **state)
{
	char *const argv[] = {(char *)"none", NULL};
	struct err e = {0};
	struct proc p;

	(void)state;
	assert_int_equal(proc_start(&p, "/nonexistent/program", argv, &e), -1);
	assert_int_equal(e.code, EX_SOFTWARE);
	assert_non_null(strstr(e.message, "/nonexistent/program"));
	proc_end(&p);
}

static void writing_to_one_that_is_gone_is_an_error(void **state)
{
	struct str in, out;
	struct err e = {0};
	struct proc p;

	(void)state;
	str_init(&in, 1);
	str_text(&in, "x");
	start(&p, "exec <&-; echo closed; exec sleep 60");
	str_init(&out, 100);
	read_until(&p, &out, 7);
	assert_int_equal(proc_write(&p, &in, &e), -1);
	assert_int_equal(e.code, EX_SOFTWARE);
	assert_int_equal(in.len, 1);
	proc_end(&p);
	str_fini(&in);
	str_fini(&out);
}

/*
 * The parent ignores SIGPIPE and blocks SIGTERM; the child must not. Only the ordinary signals
 * are looked at: the C library has its own will with 32 and 33.
 */
static void starts_with_clean_signals(void **state)
{
	sigset_t term, old;

	(void)state;
	(void)sigemptyset(&term);
	(void)sigaddset(&term, SIGTERM);
	(void)sigprocmask(SIG_BLOCK, &term, &old);
	says("sed -nE 's/^Sig(Blk|Ign):.*(.{7})$/\\1 \\2/p' /proc/self/status",
		"Blk 0000000\nIgn 0000000\n");
	(void)sigprocmask(SIG_SETMASK, &old, NULL);
}

/* A descriptor that somebody left open must not reach the program that reads hostile bytes. */
static void has_only_three_descriptors(void **state)
{
	int left_open = fcntl(STDOUT_FILENO, F_DUPFD, 9);
	char script[100];

	(void)state;
	assert_true(left_open >= 9);
	(void)snprintf(script, sizeof(script),
		"test -e /proc/self/fd/%d && echo inherited || echo closed", left_open);
	says(script, "closed\n");
	assert_int_equal(close(left_open), 0);
}

static void finds_what_lies_beside(void **state)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *path;

	(void)state;
	assert_true(n > 0);
	self[n] = '\0';
	path = proc_beside(strrchr(self, '/') + 1);
	assert_non_null(path);
	assert_string_equal(path, self);
	free(path);
	assert_null(proc_beside("no-such-program-here"));
}

/* Not one of ours: no input, no complaints, no terminal, and a session of its own. */
static void alone_with_itself(void **state)
{
	char *const argv[] = {(char *)"sh", (char *)"-c",
		(char *)"read x; echo \"$?\"; echo complaint >&2; true </dev/tty; "
			"cut -d' ' -f5,6 </proc/$$/stat; echo $$ $$",
		NULL};
	char *first, *second;
	struct proc p;
	struct str out;
	struct err e;

	(void)state;
	assert_int_equal(proc_start_alone(&p, "/bin/sh", argv, &e), 0);
	assert_int_equal(p.to, -1);
	str_init(&out, 1000);
	read_until(&p, &out, 1000);
	assert_memory_equal(out.data, "1\n", 2);
	first = out.data + 2; /* its group and its session, and what it would like them to be */
	second = strchr(first, '\n');
	assert_non_null(second);
	*second++ = '\0';
	*strchr(second, '\n') = '\0';
	assert_string_equal(first, second);
	str_fini(&out);
	proc_end(&p);
}

static void tells_how_it_ended(void **state)
{
	static const struct {
		const char *script;
		struct proc_ending ending;
	} rows[] = {
		{"exit 0", {0, 0}},
		{"exit 7", {7, 0}},
		{"kill -TERM $$", {0, SIGTERM}},
	};

	(void)state;
	for (size_t i = 0; i < unit_count(rows); i++) {
		struct proc_ending ending;
		struct proc p;
		struct str out;
		bool ended;

		start(&p, "read x; $x");
		ended = proc_has_ended(&p, &ending);
		unit_expect(!ended, "row %zu: too early", i);
		proc_end(&p);
		start(&p, rows[i].script);
		str_init(&out, 10);
		read_until(&p, &out, 10);
		while (!proc_has_ended(&p, &ending))
			;
		unit_expect(ending.status == rows[i].ending.status &&
				    ending.signal == rows[i].ending.signal,
			"row %zu: %d %d", i, ending.status, ending.signal);
		unit_expect(proc_has_ended(&p, &ending), "row %zu: not twice", i);
		str_fini(&out);
		proc_end(&p);
	}
	unit_end();
}

/* A process that goes on behind one that has ended waits at the gate; what it is told comes back.
 */
static void what_it_leaves_behind_goes_on(void **state)
{
	char *const argv[] = {(char *)"sh", (char *)"-c",
		(char *)"(read line < gate; echo \"$line\" > back) & exec 1>&-", NULL};
	char directory[] = "/tmp/smtpsetup-proc.XXXXXX", said[8] = "";
	int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), gate, back;
	struct pollfd answer = {.events = POLLIN};
	struct proc_ending ending;
	struct proc p;
	struct err e;

	(void)state;
	assert_non_null(mkdtemp(directory));
	assert_int_equal(chdir(directory), 0);
	assert_int_equal(mkfifo("gate", 0600) + mkfifo("back", 0600), 0);
	gate = open("gate", O_RDWR | O_CLOEXEC);
	back = open("back", O_RDWR | O_CLOEXEC);
	assert_true(here >= 0 && gate >= 0 && back >= 0);
	assert_int_equal(proc_start_heard(&p, "/bin/sh", argv, -1, &e), 0);
	while (!proc_has_ended(&p, &ending))
		(void)poll(NULL, 0, 1);
	proc_leave(&p);
	assert_int_equal(p.pid, 0);
	assert_int_equal(write(gate, "on\n", 3), 3);
	answer.fd = back;
	assert_int_equal(poll(&answer, 1, patience_ms), 1);
	assert_int_equal(read(back, said, sizeof(said) - 1), 3);
	assert_string_equal(said, "on\n");
	(void)close(gate);
	(void)close(back);
	assert_int_equal(unlink("gate") + unlink("back") + fchdir(here) + rmdir(directory), 0);
	(void)close(here);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(echoes),
		cmocka_unit_test(takes_what_it_can),
		cmocka_unit_test(stays_with_one_that_does_not_read),
		cmocka_unit_test(a_call_answers),
		cmocka_unit_test(a_call_is_ended),
		cmocka_unit_test(knows_the_end_of_output),
		cmocka_unit_test(ending_kills_and_reaps),
		cmocka_unit_test(what_is_not_there_cannot_start),
		cmocka_unit_test(writing_to_one_that_is_gone_is_an_error),
		cmocka_unit_test(starts_with_clean_signals),
		cmocka_unit_test(has_only_three_descriptors),
		cmocka_unit_test(alone_with_itself),
		cmocka_unit_test(tells_how_it_ended),
		cmocka_unit_test(finds_what_lies_beside),
		cmocka_unit_test(what_it_leaves_behind_goes_on),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	return unit_run(tests);
}
