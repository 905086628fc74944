#include "engine/sign_in_step.h"

#include "base/mem.h"
#include "store/tokens.h"

enum { patience_s = 30, host_max = 2 * 2048 };

void sign_in_tell(struct sign_in *i)
{
	const struct listener listener = i->listener;

	listener_tell(&listener);
}

/* The end */

void sign_in_end(struct sign_in *i, enum sign_in_outcome outcome, const char *sentence)
{
	if (sentence) {
		str_clear(&i->why);
		str_text(&i->why, sentence);
	}
	i->outcome = outcome;
	i->stage = SIGN_IN_OVER;
	i->running = false;
	loop_remove(i->listener.loop, &i->timer);
	token_lock_fini(&i->lock);
	sign_in_tell(i);
}

void sign_in_fail(struct sign_in *i, const struct err *e)
{
	sign_in_end(i, e->code == EX_NOPERM ? SIGN_IN_REFUSED : SIGN_IN_SETUP, e->message);
}

/* Keeping */

static void sign_in_fill(const struct sign_in *i, struct tokens *t)
{
	time_t now = time(NULL);

	*t = (struct tokens) {
		.machine = i->flow == FLOW_CLIENT_CREDENTIALS,
		.user = mem_text(i->plan.user),
		.client_id = mem_text(i->plan.client_id),
		.scope = mem_text(i->plan.scope),
		.token = mem_text(i->plan.token),
		.revocation = i->plan.revocation ? mem_text(i->plan.revocation) : NULL,
		.access = secret_new(i->access.data, i->access.len),
		.refresh = i->refresh.len ? secret_new(i->refresh.data, i->refresh.len) : NULL,
		.got = now,
		.refreshed = now,
		.signed_in = now,
		.ends = now + i->seconds,
	};
}

static void sign_in_on_lock(void *ctx, const struct err *failure)
{
	struct sign_in *i = ctx;
	struct tokens tokens;
	struct err e;
	int result;

	if (failure) {
		sign_in_fail(i, failure);
		return;
	}
	sign_in_fill(i, &tokens);
	result = tokens_write(i->key, &tokens, &e);
	tokens_fini(&tokens);
	if (result < 0)
		sign_in_fail(i, &e);
	else
		sign_in_end(i, SIGN_IN_DONE, NULL);
}

static void sign_in_keep(struct sign_in *i, const struct token_answer *answer)
{
	str_text(&i->access, answer->access);
	str_text(&i->refresh, answer->refresh ? answer->refresh : "");
	i->seconds = answer->seconds;
	token_lock_start(&i->lock, i->key, i->listener.loop, sign_in_on_lock, i);
}

/* Asking */

static void sign_in_host_of(const char *url, struct str *host)
{
	str_init(host, host_max);
	sign_in_host(url, host);
}

void sign_in_refused(struct sign_in *i, const struct fetched *f, const char *url)
{
	enum sign_in_outcome outcome;
	struct str host;

	sign_in_host_of(url, &host);
	str_clear(&i->why);
	outcome = sign_in_refusal_of(f, host.data, &i->why);
	str_fini(&host);
	sign_in_end(i, outcome, NULL);
}

bool sign_in_heard(struct sign_in *i, const struct token_heard *heard)
{
	if (heard->fetched)
		return true;
	sign_in_fail(i, heard->failure);
	return false;
}

void sign_in_begin_form(const struct sign_in *i, struct str *form)
{
	str_init_guarded(form, fetch_answer_max);
	sign_in_form_begin(form, i->plan.client_id, token_client_secret(&i->client));
}

void sign_in_post(struct sign_in *i, const char *url, struct str *form,
	void (*heard)(void *ctx, const struct token_heard *heard))
{
	const struct fetch_request request = {.url = url, .form = form, .seconds = patience_s};

	token_client_ask(&i->client, &request, heard);
	str_wipe(form);
}

enum sign_in_outcome sign_in_take(struct sign_in *i, const struct fetched *f)
{
	enum sign_in_outcome outcome;
	struct token_answer answer;
	struct str host;

	sign_in_host_of(i->plan.token, &host);
	str_clear(&i->why);
	outcome = token_answer_read(&answer, f, host.data, &i->why);
	str_fini(&host);
	if (outcome == SIGN_IN_DONE)
		sign_in_keep(i, &answer);
	return outcome;
}
