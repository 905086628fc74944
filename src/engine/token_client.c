#include "engine/token_client.h"

/* The secret */

static void token_client_on_ready(void *ctx)
{
	struct token_client *c = ctx;
	struct err failure = c->source.failure;

	c->timer = 0;
	c->ready(c->ctx, failure.code ? &failure : NULL);
}

/* What is heard comes from the loop, whether there was anything to wait for or not. */
void token_client_start(struct token_client *c, const struct settings *s, struct loop *loop,
	void (*ready)(void *ctx, const struct err *failure), void *ctx)
{
	*c = (struct token_client) {.loop = loop, .ready = ready, .ctx = ctx, .open = true};
	settings_init(&c->settings);
	settings_copy(&c->settings, s);
	password_source_start_client(
		&c->source, s, (struct listener) {loop, token_client_on_ready, c});
	settings_flatten(&c->settings);
	if (!c->source.running)
		c->timer = loop_timer(loop, 0, token_client_on_ready, c);
}

const struct secret *token_client_secret(const struct token_client *c)
{
	return c->source.password;
}

/* The worker */

/* The last that is done: who hears may end the client. */
static void token_client_fail(struct token_client *c, const struct err *failure)
{
	const struct token_heard heard = {.failure = failure};

	c->waits = false;
	c->heard(c->ctx, &heard);
}

/* Who hears may ask again, which may not be done while the worker's client hands something over. */
static void token_client_on_answer(void *ctx)
{
	struct token_client *c = ctx;
	struct str answer = c->answer;
	struct wire_record record;
	struct fetched fetched;

	c->timer = 0;
	c->waits = false;
	c->answer = (struct str) {0};
	if (wire_next(&answer, &record) > 0 && fetched_decode(&fetched, &record) == 0)
		c->heard(c->ctx, &(const struct token_heard) {.fetched = &fetched});
	str_wipe(&answer);
}

static void token_client_keep(struct token_client *c, const struct wire_record *record)
{
	size_t start;

	str_init_guarded(&c->answer, wire_record_max);
	start = wire_start(&c->answer, record->type);
	for (size_t i = 0; i < record->n; i++)
		wire_add(&c->answer, record->values[i].name, record->values[i].bytes,
			record->values[i].len);
	wire_finish(&c->answer, start);
}

static bool token_client_hear(void *ctx, const struct wire_record *record)
{
	struct token_client *c = ctx;
	struct fetched fetched;

	if (fetched_decode(&fetched, record) < 0) {
		worker_client_fail(&c->worker, "smtpsetup-net sent an invalid result.");
		return true;
	}
	token_client_keep(c, record);
	c->timer = loop_timer(c->loop, 0, token_client_on_answer, c);
	return true;
}

static void token_client_on_worker(void *ctx)
{
	struct token_client *c = ctx;
	const struct err failure = c->worker.failure;

	if (c->waits && failure.code)
		token_client_fail(c, &failure);
}

static void token_client_on_failure(void *ctx)
{
	struct token_client *c = ctx;
	const struct err failure = c->failure;

	c->timer = 0;
	token_client_fail(c, &failure);
}

/* A worker each: it ends with what it knew. */
void token_client_ask(struct token_client *c, const struct fetch_request *request,
	void (*heard)(void *ctx, const struct token_heard *heard))
{
	worker_client_fini(&c->worker);
	worker_client_init(&c->worker, (struct listener) {c->loop, token_client_on_worker, c});
	c->heard = heard;
	c->waits = true;
	if (!worker_client_fetch(&c->worker, settings_get(&c->settings, FIELD_CA_FILE), *request,
		    token_client_hear, c, &c->failure) ||
		(c->failure = c->worker.failure).code)
		c->timer = loop_timer(c->loop, 0, token_client_on_failure, c);
}

void token_client_fini(struct token_client *c)
{
	if (!c->open)
		return;
	loop_remove(c->loop, &c->timer);
	worker_client_fini(&c->worker);
	password_source_fini(&c->source);
	settings_fini(&c->settings);
	if (c->answer.data)
		str_wipe(&c->answer);
	*c = (struct token_client) {0};
}
