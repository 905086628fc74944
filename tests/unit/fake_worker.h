/*
 * A worker that says what it is told. The program looks for the worker beside itself: so the test
 * starts again from a scratch directory with a script in that place.
 */
#ifndef TESTS_FAKE_WORKER_H
#define TESTS_FAKE_WORKER_H

#include "fake_clock.h"
#include "scratch.h"

#include "base/loop.h"
#include "base/proc.h"
#include "model/test_facts.h"
#include "model/wire.h"

#include <signal.h>
#include <sys/wait.h>

enum { fake_worker_max = 1024 * 1024 };

/*
 * Takes something of the job, or as many bytes as the file `take` says, into the file `taken`; then
 * speaks: what is in `answer`, and over and over what is in `more`, if there is such a file. What
 * else comes in is read and dropped, so that no writer meets a closed pipe; but where there is a
 * file `deaf`, the input is closed before it speaks. With a file `stay` it does not end by itself.
 */
static const char fake_worker_script[] =
	"#!/bin/sh\ncd \"${0%/*}\"\nhead -c \"$(cat take 2>/dev/null || echo 1)\" >taken\n"
	"test -e deaf || { exec 3<&0; cat <&3 >/dev/null & }\nexec </dev/null 3<&-\n"
	"cat answer\ntest -e more && while cat more; do :; done\n"
	"test -e stay && exec sleep 600\nexit 0\n";

static inline void fake_worker_says(
	struct str *out, const char *type, const char *job, const char *name, const char *value)
{
	size_t start = wire_start(out, type);

	if (job)
		wire_text(out, "job", job);
	wire_text(out, name, value);
	wire_finish(out, start);
}

/* What the worker begins with; the answer is built behind it. */
static inline void fake_worker_hello(struct str *out)
{
	str_init(out, fake_worker_max);
	fake_worker_says(out, "hello", NULL, "version", PACKAGE_VERSION);
}

/* Of another endpoint than the chosen one; NULL: of that. */
static inline void fake_worker_result(struct str *out, const char *job, const char *endpoint,
	enum end end, enum step step, unsigned flags)
{
	struct facts f;
	struct str record;

	facts_init(&f);
	f.end = end;
	f.step = step;
	f.flags = flags;
	f.total = 5;
	str_init(&record, fake_worker_max);
	facts_encode(&f, &record);
	if (job)
		wire_text(&record, "job", job);
	if (endpoint)
		wire_text(&record, "endpoint", endpoint);
	wire_finish(&record, 0);
	str_add(out, record.data, record.len);
	str_fini(&record);
	facts_fini(&f);
}

static inline void fake_worker_answer(const struct str *bytes)
{
	scratch_write_bytes("answer", bytes->data, bytes->len, 0600);
}

/* Until it has said all that it will, and is gone; nothing of that is read. */
static inline void fake_worker_await_end(const struct proc *worker)
{
	siginfo_t info;

	assert_int_equal(waitid(P_PID, (id_t)worker->pid, &info, WEXITED | WNOWAIT), 0);
}

/* A turn of the loop when the worker has said something, with no time passing. */
static inline void fake_worker_turn(struct loop *loop, const struct proc *worker)
{
	struct pollfd fd = {.fd = worker->from, .events = POLLIN};

	assert_int_equal(poll(&fd, 1, fake_clock_patience_ms), 1);
	loop_turn(loop);
}

static inline void fake_worker_copy(const char *name)
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
static inline int fake_worker_run(void)
{
	int status;
	pid_t pid;

	if (scratch_setup(NULL) < 0)
		return EXIT_FAILURE;
	fake_worker_copy("test");
	scratch_write_bytes(
		"smtpsetup-net", fake_worker_script, sizeof(fake_worker_script) - 1, 0700);
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

/* For main(): runs the tests in the copy. */
#define fake_worker_main(argc, argv, tests)                                                        \
	((argc) < 2 ? fake_worker_run()                                                            \
		    : ((void)snprintf(scratch_dir, sizeof(scratch_dir), "%s", (argv)[1]),          \
			      unit_run(tests)))

#endif
