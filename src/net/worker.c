#include "net/worker.h"

#include "base/mem.h"
#include "model/wire.h"
#include "net/limits.h"
#include "net/pipe.h"
#include "net/queue.h"
#include "net/rights.h"
#include "net/shortage.h"
#include "net/transfer.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { reserve_size = 512 * 1024 };

struct worker {
	CURLM *multi;
	struct str in; /* holds passwords; what has been read is wiped */
	struct queue queue;
	struct waits waits;
};

static void worker_say_hello(const char *note)
{
	struct str record;
	size_t start;

	str_init(&record, wire_record_max);
	start = wire_start(&record, "hello");
	wire_text(&record, "version", PACKAGE_VERSION);
	if (note)
		wire_text(&record, "note", note);
	wire_finish(&record, start);
	pipe_send(&record);
	str_fini(&record);
}

static void worker_drop_input(struct worker *w, size_t len)
{
	size_t before = w->in.len;

	str_drop(&w->in, len);
	explicit_bzero(w->in.data + w->in.len, before - w->in.len);
}

/* 0, or -1 when what comes is no job: then nothing behind it can be understood either. */
static int worker_take_jobs(struct worker *w)
{
	struct wire_record record;
	long taken = 0;

	while (!queue_is_full(&w->queue) && (taken = wire_next(&w->in, &record)) > 0) {
		if (!queue_add(&w->queue, &record))
			return -1;
		rights_renew_time();
		worker_drop_input(w, (size_t)taken);
	}
	return taken < 0 ? -1 : 0;
}

/* Jobs that have started, or left room for others, want another turn before any wait. */
static void worker_turn(struct worker *w)
{
	bool moved = queue_start(&w->queue);
	int running;

	if (moved)
		rights_renew_time();
	(void)curl_multi_perform(w->multi, &running);
	transfer_hear_ends(w->multi);
	waits_clear(&w->waits);
	waits_add(&w->waits, STDIN_FILENO, queue_is_full(&w->queue) ? 0 : CURL_WAIT_POLLIN);
	moved = queue_look(&w->queue, &w->waits) || moved;
	if (moved)
		waits_not(&w->waits);
	(void)curl_multi_poll(w->multi, w->waits.fds, (unsigned)w->waits.n, w->waits.ms, NULL);
}

static int worker_loop(struct worker *w)
{
	while (pipe_receive(&w->in, !queue_is_full(&w->queue))) {
		if (worker_take_jobs(w) < 0)
			return EX_PROTOCOL;
		worker_turn(w);
	}
	return EX_OK;
}

/* A hook has no context; there is one worker in a process. */
static struct {
	const struct queue *queue;
	void *reserve; /* what it takes to send some sentences */
} last_words;

static void worker_say_last_words(void)
{
	const struct err e = {.code = EX_OSERR, .message = "There is not enough memory."};

	free(last_words.reserve);
	queue_refuse(last_words.queue, &e);
}

static void worker_keep_reserve(const struct worker *w)
{
	last_words.queue = &w->queue;
	last_words.reserve = mem_zero(1, reserve_size);
	mem_on_failure(worker_say_last_words);
}

static size_t worker_descriptors(void)
{
	struct rlimit limit = {0};

	(void)getrlimit(RLIMIT_NOFILE, &limit);
	return limit.rlim_cur;
}

int worker_run(const char *note)
{
	struct worker w = {0};
	int code;

	worker_say_hello(note);
	shortage_init();
	w.multi = curl_multi_init();
	queue_init(&w.queue, w.multi, worker_descriptors());
	str_init(&w.in, 2 * (size_t)wire_record_max);
	worker_keep_reserve(&w);
	code = worker_loop(&w);
	if (!queue_is_idle(&w.queue))
		_exit(code); /* at once: what is under way ends with the process */
	mem_on_failure(NULL);
	free(last_words.reserve);
	str_wipe(&w.in);
	waits_fini(&w.waits);
	(void)curl_multi_cleanup(w.multi);
	curl_global_cleanup();
	return code;
}
