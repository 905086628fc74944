#include "engine/sign_out.h"

enum { patience_s = 15 };

static void sign_out_end(struct sign_out *o)
{
	const struct listener listener = o->listener;

	o->running = false;
	token_lock_fini(&o->lock);
	listener_tell(&listener);
}

static void sign_out_forget(struct sign_out *o)
{
	struct err e;

	if (tokens_remove(o->key, &e) < 0)
		o->failure = e;
	sign_out_end(o);
}

static void sign_out_on_answer(void *ctx, const struct token_heard *heard)
{
	struct sign_out *o = ctx;

	/* The body of a good answer is empty (RFC 7009 2.2). */
	o->revoked = heard->fetched && heard->fetched->status / 100 == 2;
	sign_out_forget(o);
}

static void sign_out_on_secret(void *ctx, const struct err *failure)
{
	struct sign_out *o = ctx;
	struct fetch_request request = {.url = o->tokens.revocation, .seconds = patience_s};
	struct str form;

	if (failure) {
		sign_out_forget(o);
		return;
	}
	str_init_guarded(&form, fetch_answer_max);
	sign_in_form_begin(&form, o->tokens.client_id, token_client_secret(&o->client));
	sign_in_form_add(&form, "token", secret_text(o->tokens.refresh));
	sign_in_form_add(&form, "token_type_hint", "refresh_token");
	request.form = &form;
	token_client_ask(&o->client, &request, sign_out_on_answer);
	str_wipe(&form);
}

static void sign_out_on_lock(void *ctx, const struct err *failure)
{
	struct sign_out *o = ctx;
	struct err e;

	if (failure) {
		o->failure = *failure;
		sign_out_end(o);
		return;
	}
	o->was_in = tokens_read(o->key, &o->tokens, &e) < 0 || o->tokens.there;
	if (o->tokens.revocation && o->tokens.refresh)
		token_client_start(
			&o->client, &o->settings, o->listener.loop, sign_out_on_secret, o);
	else
		sign_out_forget(o);
}

void sign_out_start(struct sign_out *o, const struct settings *s, struct listener listener)
{
	*o = (struct sign_out) {.open = true, .running = true, .listener = listener};
	settings_init(&o->settings);
	settings_copy(&o->settings, s);
	settings_flatten(&o->settings);
	sign_in_key(s, o->key);
	token_lock_start(&o->lock, o->key, listener.loop, sign_out_on_lock, o);
}

void sign_out_fini(struct sign_out *o)
{
	if (!o->open)
		return;
	token_client_fini(&o->client);
	token_lock_fini(&o->lock);
	tokens_fini(&o->tokens);
	settings_fini(&o->settings);
	*o = (struct sign_out) {0};
}
