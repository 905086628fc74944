#include "engine/token_source.h"

#include "base/mem.h"
#include "model/token_answer.h"

#include <stdlib.h>
#include <string.h>

enum { lasts_s = 600, patience_s = 30, why_max = 1000 };

/* The end, told from the loop. */
static void token_source_end(void *ctx)
{
	struct token_source *t = ctx;
	const struct listener listener = t->listener;

	t->timer = 0;
	t->running = false;
	token_lock_fini(&t->lock);
	listener_tell(&listener);
}

static void token_source_finish(struct token_source *t)
{
	t->timer = loop_timer(t->listener.loop, 0, token_source_end, t);
}

static void token_source_fail(
	struct token_source *t, enum sign_in_outcome outcome, const char *sentence)
{
	t->outcome = outcome;
	str_clear(&t->why);
	str_text(&t->why, sentence);
	token_source_finish(t);
}

static void token_source_hand_out(struct token_source *t)
{
	t->outcome = SIGN_IN_DONE;
	t->token = secret_copy(t->tokens.access);
	token_source_finish(t);
}

/* The old one is good as long as it lasts, whatever hinders a new one. */
static void token_source_fall_back(struct token_source *t, enum sign_in_outcome outcome)
{
	if (outcome == SIGN_IN_LATER && !t->renew && tokens_are_fresh(&t->tokens, time(NULL), 1)) {
		token_source_hand_out(t);
		return;
	}
	t->outcome = outcome;
	token_source_finish(t);
}

/* What there is: true when there is nothing more to do. */
static bool token_source_has_enough(struct token_source *t, bool locked)
{
	time_t now = time(NULL);
	bool renewed = locked && !secret_equal(t->before, t->tokens.access);

	if (!t->tokens.there)
		token_source_fail(t, SIGN_IN_OUT, "Nobody is signed in. Run: smtpsetup sign-in");
	else if (t->tokens.ended)
		token_source_fail(t, SIGN_IN_OUT, t->tokens.ended);
	else if (tokens_are_fresh(&t->tokens, now, lasts_s) && (!t->renew || renewed))
		token_source_hand_out(t);
	else
		return false;
	return true;
}

static bool token_source_read(struct token_source *t)
{
	struct err e;

	tokens_fini(&t->tokens);
	if (tokens_read(t->key, &t->tokens, &e) == 0)
		return true;
	token_source_fail(t, SIGN_IN_SETUP, e.message);
	return false;
}

/* Keeping */

static int token_source_write(struct token_source *t, struct err *e)
{
	return tokens_write(t->key, &t->tokens, e);
}

/* That a sign-in has ended is remembered, so that nobody asks again before the next one. */
static void token_source_mark_ended(struct token_source *t)
{
	struct err e;

	free(t->tokens.ended);
	t->tokens.ended = mem_text(t->why.data);
	(void)token_source_write(t, &e);
}

static void token_source_take(struct token_source *t, const struct token_answer *answer)
{
	time_t now = time(NULL);
	struct err e;

	secret_free(t->tokens.access);
	t->tokens.access = secret_new(answer->access, strlen(answer->access));
	if (answer->refresh) {
		secret_free(t->tokens.refresh);
		t->tokens.refresh = secret_new(answer->refresh, strlen(answer->refresh));
	}
	t->tokens.got = t->tokens.refreshed = now;
	t->tokens.ends = now + answer->seconds;
	if (token_source_write(t, &e) < 0)
		token_source_fail(t, SIGN_IN_SETUP, e.message);
	else
		token_source_hand_out(t);
}

/* Asking */

static void token_source_on_answer(void *ctx, const struct token_heard *heard)
{
	struct token_source *t = ctx;
	enum sign_in_outcome outcome;
	struct token_answer answer;
	struct str host;

	if (!heard->fetched) {
		token_source_fail(t, SIGN_IN_SETUP, heard->failure->message);
		return;
	}
	str_init(&host, why_max);
	sign_in_host(t->tokens.token, &host);
	str_clear(&t->why);
	outcome = token_answer_read(&answer, heard->fetched, host.data, &t->why);
	str_fini(&host);
	if (outcome == SIGN_IN_DONE) {
		token_source_take(t, &answer);
		return;
	}
	if (outcome == SIGN_IN_OUT || outcome == SIGN_IN_REFUSED) {
		str_text(&t->why, " Sign in again: smtpsetup sign-in");
		token_source_mark_ended(t);
	}
	token_source_fall_back(t, outcome);
}

static void token_source_form(const struct token_source *t, struct str *form)
{
	sign_in_form_begin(form, t->tokens.client_id, token_client_secret(&t->client));
	if (t->tokens.machine) {
		sign_in_form_add(form, "grant_type", "client_credentials");
	} else {
		sign_in_form_add(form, "grant_type", "refresh_token");
		sign_in_form_add(form, "refresh_token", secret_text(t->tokens.refresh));
	}
	if (t->tokens.scope && *t->tokens.scope)
		sign_in_form_add(form, "scope", t->tokens.scope);
}

static void token_source_on_secret(void *ctx, const struct err *failure)
{
	struct token_source *t = ctx;
	struct fetch_request request = {.url = t->tokens.token, .seconds = patience_s};
	struct str form;

	if (failure) {
		token_source_fail(t, SIGN_IN_SETUP, failure->message);
		return;
	}
	str_init_guarded(&form, fetch_answer_max);
	token_source_form(t, &form);
	request.form = &form;
	token_client_ask(&t->client, &request, token_source_on_answer);
	str_wipe(&form);
}

static void token_source_on_lock(void *ctx, const struct err *failure)
{
	struct token_source *t = ctx;

	if (failure) {
		token_source_fail(t, failure->code == EX_TEMPFAIL ? SIGN_IN_LATER : SIGN_IN_SETUP,
			failure->message);
		return;
	}
	if (!token_source_read(t) || token_source_has_enough(t, true))
		return;
	if (!t->tokens.machine && !t->tokens.refresh)
		token_source_fail(t, SIGN_IN_OUT,
			"The access token has expired and cannot be renewed. Sign in again: "
			"smtpsetup sign-in");
	else
		token_client_start(
			&t->client, &t->settings, t->listener.loop, token_source_on_secret, t);
}

static void token_source_lock(struct token_source *t)
{
	t->before = secret_copy(t->tokens.access);
	token_lock_start(&t->lock, t->key, t->listener.loop, token_source_on_lock, t);
}

void token_source_start(
	struct token_source *t, const struct settings *s, bool renew, struct listener listener)
{
	struct err e;

	*t = (struct token_source) {
		.open = true, .running = true, .renew = renew, .listener = listener};
	str_init(&t->why, why_max);
	settings_init(&t->settings);
	settings_copy(&t->settings, s);
	sign_in_key(s, t->key);
	settings_flatten(&t->settings);
	if (password_source_check(s, &e) < 0)
		token_source_fail(t, SIGN_IN_SETUP, e.message);
	else if (token_source_read(t) && !token_source_has_enough(t, false))
		token_source_lock(t);
}

void token_source_fini(struct token_source *t)
{
	if (!t->open)
		return;
	loop_remove(t->listener.loop, &t->timer);
	token_client_fini(&t->client);
	token_lock_fini(&t->lock);
	tokens_fini(&t->tokens);
	settings_fini(&t->settings);
	secret_free(t->token);
	secret_free(t->before);
	str_fini(&t->why);
	*t = (struct token_source) {0};
}
