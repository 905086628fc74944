#include "engine/program_task.h"

#include "base/mem.h"
#include "engine/program_send.h"
#include "model/wire.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { answer_max = 65536, texts_max = 40 };

static const char no_answer[] = "it ended too early; what was half done is put back the next time";

/* In the copy */

/* What is to be done there; all of it borrowed. */
struct program_order {
	const struct program_task *task;
	const struct settings *settings;
	struct program_wish wish;
	const char *root;
	const char *to;
};

static void order_texts(struct str *out, const char *name, const struct strlist *texts)
{
	for (size_t i = 0; i < texts->n; i++)
		wire_text(out, name, texts->items[i]);
}

static void order_send(int to, const struct program_result *r, const struct err *e)
{
	struct str out;
	size_t start, done = 0;
	ssize_t n = 0;

	str_init(&out, answer_max);
	start = wire_start(&out, "answer");
	wire_number(&out, "code", e->code);
	wire_text(&out, "why", e->code ? e->message : "");
	wire_number(&out, "changed", r->changed);
	wire_number(&out, "reloaded", r->reloaded);
	wire_number(&out, "left", r->left);
	order_texts(&out, "path", &r->paths);
	order_texts(&out, "message", &r->messages);
	wire_finish(&out, start);
	while (done < out.len && n >= 0) {
		n = write(to, out.data + done, out.len - done);
		done += n > 0 ? (size_t)n : 0;
	}
	str_fini(&out);
}

/* What became of the message is the message, or the reason. */
static int order_send_test(const struct program_order *o, const struct codec *codec,
	const struct program_where *where, struct program_result *result, struct err *e)
{
	struct program_sent sent;
	struct str sentence;
	int code = program_send(codec, where, o->settings, o->to, &sent, e);

	*result = (struct program_result) {0};
	if (code == 0) {
		str_init(&sentence, sizeof(e->message) - 1);
		program_sent_say(codec, o->to, &sent, &sentence);
		strlist_add(&result->messages, sentence.data, texts_max);
		if (program_sent_code(&sent))
			code = err_set(e, program_sent_code(&sent), "%s", sentence.data);
		str_fini(&sentence);
	}
	program_sent_fini(&sent);
	return code;
}

static int order_do(const struct program_order *o, const struct program_answer *about,
	struct program_result *result, struct err *e)
{
	const struct program_where where = {.root = o->root, .file = about->file};

	if (o->task->work == PROGRAM_UNDOES)
		return program_undo(about->codec, &where, result, e);
	if (o->task->work == PROGRAM_SENDS)
		return order_send_test(o, about->codec, &where, result, e);
	return program_apply(about->codec, &where, o->settings, o->wish, result, e);
}

static void order_run(void *ctx, int to)
{
	const struct program_order *o = ctx;

	for (size_t i = 0; i < o->task->n; i++) {
		struct program_result result;
		struct err e = {0};

		if (order_do(o, &o->task->answers[i], &result, &e) == 0)
			e.code = 0;
		order_send(to, &result, &e);
		program_result_fini(&result);
	}
}

/* Here */

static void answer_take_texts(
	const struct wire_record *record, const char *name, struct strlist *texts)
{
	for (size_t i = 0; i < record->n; i++)
		if (strcmp(record->values[i].name, name) == 0)
			strlist_add(texts, record->values[i].bytes, texts_max);
}

static void task_take(struct program_task *t, const struct wire_record *record)
{
	struct program_answer *a;
	int code = (int)wire_get_number(record, "code");

	if (t->came == t->n)
		return;
	a = &t->answers[t->came++];
	a->e.code = 0;
	if (code)
		(void)err_set(&a->e, code, "%s", wire_get(record, "why"));
	a->result.changed = wire_get_number(record, "changed") != 0;
	a->result.reloaded = wire_get_number(record, "reloaded") != 0;
	a->result.left = wire_get_number(record, "left") != 0;
	answer_take_texts(record, "path", &a->result.paths);
	answer_take_texts(record, "message", &a->result.messages);
}

static void task_end(struct program_task *t)
{
	if (t->listener.loop)
		loop_remove(t->listener.loop, &t->reading);
	proc_end(&t->copy);
	t->running = false;
}

/* False: it is over. */
static bool task_read(struct program_task *t)
{
	bool more = proc_read(&t->copy, &t->in);
	struct wire_record record;
	long taken;

	while ((taken = wire_next(&t->in, &record)) > 0) {
		task_take(t, &record);
		str_drop(&t->in, (size_t)taken);
	}
	return more && taken == 0 && !t->in.full;
}

static void task_on_readable(void *ctx)
{
	struct program_task *t = ctx;
	const struct listener listener = t->listener;

	if (!task_read(t))
		task_end(t);
	listener_tell(&listener);
}

static void task_forget(struct program_task *t)
{
	for (size_t i = 0; i < t->n; i++) {
		program_result_fini(&t->answers[i].result);
		free(t->answers[i].file);
	}
	free(t->answers);
	str_fini(&t->in);
	t->answers = NULL;
	t->n = t->came = 0;
}

void program_task_init(struct program_task *t, struct listener listener)
{
	*t = (struct program_task) {.listener = listener, .copy = {.to = -1, .from = -1}};
}

void program_task_fini(struct program_task *t)
{
	struct pollfd from = {.fd = t->copy.from, .events = POLLIN};

	while (t->running && task_read(t))
		(void)poll(&from, 1, -1);
	if (t->running)
		task_end(t);
	task_forget(t);
}

static void task_expect(struct program_task *t, const struct program_item *item)
{
	t->answers = mem_grow(t->answers, t->n + 1, sizeof(*t->answers));
	t->answers[t->n] = (struct program_answer) {
		.codec = item->program.codec, .file = item->file ? mem_text(item->file) : NULL};
	(void)err_set(&t->answers[t->n++].e, EX_SOFTWARE, "%s", no_answer);
}

static void task_begin(struct program_task *t, enum program_work work)
{
	program_task_fini(t);
	str_init(&t->in, answer_max);
	t->work = work;
}

static void task_start(struct program_task *t, struct program_order *order)
{
	struct err e;

	t->running = proc_call(&t->copy, order_run, order, &e) == 0;
	if (t->running)
		t->reading = loop_fd(t->listener.loop, t->copy.from, POLLIN, task_on_readable, t);
	for (size_t i = 0; i < t->n && !t->running; i++)
		t->answers[i].e = e;
}

void program_task_apply(struct program_task *t, const struct program_list *l,
	const struct settings *s, struct program_wish wish)
{
	struct program_order order = {t, s, wish, l->root, NULL};

	task_begin(t, PROGRAM_APPLIES);
	for (size_t i = 0; i < l->n; i++)
		if (l->items[i].chosen)
			task_expect(t, &l->items[i]);
	task_start(t, &order);
}

void program_task_undo(struct program_task *t, const struct program_list *l, size_t n)
{
	struct program_order order = {.task = t, .root = l->root};

	task_begin(t, PROGRAM_UNDOES);
	task_expect(t, &l->items[n]);
	task_start(t, &order);
}

void program_task_send(struct program_task *t, const struct program_list *l, size_t n,
	const struct settings *s, const char *to)
{
	struct program_order order = {.task = t, .settings = s, .root = l->root, .to = to};

	task_begin(t, PROGRAM_SENDS);
	task_expect(t, &l->items[n]);
	task_start(t, &order);
}

bool program_task_is_good(const struct program_task *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->answers[i].e.code)
			return false;
	return true;
}

/* Some reasons begin with the name already. What was noted on the way is not so after all. */
static void answer_say_failure(const struct program_answer *a, struct str *out)
{
	size_t len = strlen(a->codec->name);
	const char *why = a->e.message;
	const struct strlist *notes = &a->result.messages;

	if (strncmp(why, a->codec->name, len) == 0 && strncmp(why + len, ": ", 2) == 0)
		why += len + 2;
	str_format(out, "%s%s: %s%s %s", out->len ? "\n" : "", a->codec->name, why,
		why[strlen(why) - 1] == '.' ? "" : ".",
		a->result.left ? notes->items[notes->n - 1] : "Its files are as they were.");
}

/* The message says it all. */
static void answer_say_sent(const struct program_answer *a, struct str *out)
{
	str_text(out, a->result.messages.n ? a->result.messages.items[0] : a->e.message);
}

static void answer_say(const struct program_answer *a, bool undoes, struct str *out)
{
	if (a->e.code) {
		answer_say_failure(a, out);
		return;
	}
	str_format(out, "%s%s: ", out->len ? "\n" : "", a->codec->name);
	if (!a->result.changed)
		str_text(out, undoes ? "nothing to put back." : "it already has these settings.");
	for (size_t i = 0; i < a->result.paths.n; i++)
		str_format(out, "%s%s%s",
			i        ? ", "
			: undoes ? "put back "
				 : "wrote ",
			a->result.paths.items[i], i + 1 == a->result.paths.n ? "." : "");
	for (size_t i = 0; i < a->result.messages.n; i++)
		str_format(out, "\n%s: %s", a->codec->name, a->result.messages.items[i]);
}

void program_task_say(const struct program_task *t, struct str *out)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->work == PROGRAM_SENDS)
			answer_say_sent(&t->answers[i], out);
		else
			answer_say(&t->answers[i], t->work == PROGRAM_UNDOES, out);
	}
}
