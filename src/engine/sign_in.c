#include "engine/sign_in.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/https_url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum {
	patience_s = 30,
	why_max = 2000,
	page_max = 2 * https_url_max,
	code_max = 40, /* bytes of a code that a person types */
	secret_text_max = secret_max + 1,
	not_found = 404,
};

/* What a token endpoint says, but for a poll. */
static void sign_in_on_token(void *ctx, const struct token_heard *heard)
{
	struct sign_in *i = ctx;
	enum sign_in_outcome outcome;

	if (!sign_in_heard(i, heard))
		return;
	outcome = sign_in_take(i, heard->fetched);
	if (outcome != SIGN_IN_DONE)
		sign_in_end(i, outcome, NULL);
}

/* The device flow */

static void sign_in_poll(void *ctx);

static void sign_in_await(struct sign_in *i)
{
	int64_t left = i->device.next - loop_now(i->listener.loop);

	/* Rounded up: never earlier than it is allowed. */
	i->timer = loop_timer(i->listener.loop, left > 0 ? (left + us_per_ms - 1) / us_per_ms : 0,
		sign_in_poll, i);
}

static void sign_in_on_poll(void *ctx, const struct token_heard *heard)
{
	struct sign_in *i = ctx;
	int64_t now = loop_now(i->listener.loop);
	enum sign_in_outcome outcome;

	if (!sign_in_heard(i, heard))
		return;
	outcome = sign_in_take(i, heard->fetched);
	if (outcome == SIGN_IN_DONE)
		return;
	if (device_flow_heard(&i->device, outcome, heard->fetched->retry_after, now))
		sign_in_await(i);
	else if (outcome == SIGN_IN_OUT || outcome == SIGN_IN_EXPIRED)
		sign_in_end(i, SIGN_IN_EXPIRED, "The code is no longer valid.");
	else if (i->device.next > i->device.end && outcome != SIGN_IN_REFUSED &&
		 outcome != SIGN_IN_SETUP)
		sign_in_end(i, SIGN_IN_EXPIRED, "The code expired before it was confirmed.");
	else
		sign_in_end(i, outcome, NULL);
}

static void sign_in_poll(void *ctx)
{
	struct sign_in *i = ctx;
	struct str form;

	i->timer = 0;
	sign_in_begin_form(i, &form);
	sign_in_form_add(&form, "grant_type", "urn:ietf:params:oauth:grant-type:device_code");
	sign_in_form_add(&form, "device_code", i->device_code.data);
	sign_in_post(i, i->plan.token, &form, sign_in_on_poll);
}

/* What a person is to type: printable, and no longer than a code. */
static bool sign_in_take_shown(struct sign_in *i, const struct fetched *f)
{
	const char *page = fetched_get(f, "verification_uri"),
		   *filled = fetched_get(f, "verification_uri_complete"),
		   *code = fetched_get(f, "user_code"), *secret = fetched_get(f, "device_code");

	page = page ? page : fetched_get(f, "verification_url"); /* before RFC 8628 */
	if (!page || !code || !secret || !https_url_is(page) || !*code || strlen(code) > code_max ||
		strlen(secret) > secret_max)
		return false;
	str_clear(&i->page);
	str_clear(&i->code);
	str_clear(&i->filled);
	str_clear(&i->device_code);
	str_text(&i->page, page);
	text_safe(&i->code, code, strlen(code));
	if (filled && https_url_is(filled) && strncmp(filled, page, strlen(page)) == 0)
		str_text(&i->filled, filled);
	str_text(&i->device_code, secret);
	return true;
}

static void sign_in_on_device(void *ctx, const struct token_heard *heard)
{
	struct sign_in *i = ctx;

	if (!sign_in_heard(i, heard))
		return;
	if (heard->fetched->end != FETCH_OK || fetched_get(heard->fetched, "error") ||
		!sign_in_take_shown(i, heard->fetched)) {
		sign_in_refused(i, heard->fetched, i->plan.device);
		return;
	}
	device_flow_begin(&i->device, heard->fetched, loop_now(i->listener.loop));
	i->stage = SIGN_IN_SHOWS_CODE;
	sign_in_await(i);
	sign_in_tell(i);
}

static void sign_in_ask_device(struct sign_in *i)
{
	struct str form;

	sign_in_begin_form(i, &form);
	if (*i->plan.scope)
		sign_in_form_add(&form, "scope", i->plan.scope);
	sign_in_post(i, i->plan.device, &form, sign_in_on_device);
}

/* The pasted address */

static bool sign_in_random_word(char out[pkce_size])
{
	unsigned char bytes[pkce_random];
	bool filled = getrandom(bytes, sizeof(bytes), 0) == (ssize_t)sizeof(bytes);

	pkce_word(bytes, out);
	explicit_bzero(bytes, sizeof(bytes));
	return filled;
}

static void sign_in_show_page(struct sign_in *i)
{
	char challenge[pkce_size];

	if (!sign_in_random_word(i->state) || !sign_in_random_word(i->verifier)) {
		sign_in_end(i, SIGN_IN_SETUP, "This system provides no random numbers.");
		return;
	}
	pkce_challenge(i->verifier, challenge);
	str_clear(&i->page);
	sign_in_address(&i->plan, i->state, challenge, &i->page);
	i->stage = SIGN_IN_SHOWS_PAGE;
	sign_in_tell(i);
}

int sign_in_paste(struct sign_in *i, const char *address, struct err *e)
{
	struct str form, code;
	int result;

	str_init_guarded(&code, secret_text_max);
	result = sign_in_take_code(&i->plan, i->state, address, &code, e);
	if (result == 0) {
		i->stage = SIGN_IN_ASKS;
		sign_in_begin_form(i, &form);
		sign_in_form_add(&form, "grant_type", "authorization_code");
		sign_in_form_add(&form, "code", code.data);
		sign_in_form_add(&form, "redirect_uri", i->plan.redirect);
		sign_in_form_add(&form, "code_verifier", i->verifier);
		sign_in_post(i, i->plan.token, &form, sign_in_on_token);
	}
	str_wipe(&code);
	return result;
}

/* Without a person */

static void sign_in_ask_machine(struct sign_in *i)
{
	struct str form;

	if (!token_client_secret(&i->client)) {
		sign_in_end(i, SIGN_IN_SETUP,
			"A sign-in without a person needs the client's secret "
			"(auth.client_secret).");
		return;
	}
	sign_in_begin_form(i, &form);
	sign_in_form_add(&form, "grant_type", "client_credentials");
	if (*i->plan.scope)
		sign_in_form_add(&form, "scope", i->plan.scope);
	sign_in_post(i, i->plan.token, &form, sign_in_on_token);
}

/* The start */

static void sign_in_go(struct sign_in *i)
{
	static void (*const ways[FLOW_COUNT])(struct sign_in * i) = {
		[FLOW_DEVICE] = sign_in_ask_device,
		[FLOW_PASTE] = sign_in_show_page,
		[FLOW_CLIENT_CREDENTIALS] = sign_in_ask_machine,
	};

	ways[i->flow](i);
}

static void sign_in_on_registration(void *ctx, const struct token_heard *heard)
{
	struct sign_in *i = ctx;
	const char *id;

	if (!sign_in_heard(i, heard))
		return;
	id = fetched_get(heard->fetched, "client_id");
	if (!id || !*id || heard->fetched->status / 100 != 2 || strlen(id) > value_max) {
		sign_in_refused(i, heard->fetched, i->plan.registration);
		return;
	}
	free(i->plan.client_id);
	i->plan.client_id = mem_text(id);
	sign_in_go(i);
}

static void sign_in_register(struct sign_in *i)
{
	struct fetch_request request = {.url = i->plan.registration, .seconds = patience_s};
	struct str json;

	str_init(&json, page_max);
	sign_in_registration(&i->plan, &json);
	request.json = &json;
	token_client_ask(&i->client, &request, sign_in_on_registration);
	str_fini(&json);
}

/* All that is known of whom is asked. */
static void sign_in_choose_way(struct sign_in *i)
{
	struct err e;

	if (i->flow == FLOW_COUNT)
		i->flow = sign_in_plan_flow(&i->plan);
	if (sign_in_plan_check(&i->plan, i->flow, &e) < 0)
		sign_in_fail(i, &e);
	else if (!*i->plan.client_id)
		sign_in_register(i);
	else
		sign_in_go(i);
}

static void sign_in_ask_metadata(struct sign_in *i);

static void sign_in_on_metadata(void *ctx, const struct token_heard *heard)
{
	struct sign_in *i = ctx;
	const struct fetched *f = heard->fetched;
	struct err e;

	if (!sign_in_heard(i, heard))
		return;
	if (f->status == not_found && !i->second_place) {
		i->second_place = true;
		sign_in_ask_metadata(i);
	} else if (f->end != FETCH_OK || f->status / 100 != 2) {
		sign_in_refused(i, f, i->plan.issuer);
	} else if (sign_in_plan_metadata(&i->plan, f, &e) < 0) {
		sign_in_fail(i, &e);
	} else {
		sign_in_choose_way(i);
	}
}

static void sign_in_ask_metadata(struct sign_in *i)
{
	struct fetch_request request = {.seconds = patience_s};
	struct str url;

	str_init(&url, page_max);
	sign_in_metadata_url(&i->plan, i->second_place, &url);
	request.url = url.data;
	token_client_ask(&i->client, &request, sign_in_on_metadata);
	str_fini(&url);
}

static void sign_in_on_secret(void *ctx, const struct err *failure)
{
	struct sign_in *i = ctx;

	if (failure)
		sign_in_fail(i, failure);
	else if (i->plan.needs_metadata)
		sign_in_ask_metadata(i);
	else
		sign_in_choose_way(i);
}

/* Before the first turn of the loop nobody can be told. */
static void sign_in_on_early_end(void *ctx)
{
	struct sign_in *i = ctx;

	i->timer = 0;
	sign_in_end(i, SIGN_IN_SETUP, NULL);
}

static void sign_in_init(struct sign_in *i, const struct settings *s, enum sign_in_flow flow,
	struct listener listener)
{
	*i = (struct sign_in) {.open = true, .running = true, .flow = flow, .listener = listener};
	str_init(&i->why, why_max);
	str_init(&i->page, page_max);
	str_init(&i->code, 4 * code_max);
	str_init(&i->filled, page_max);
	str_init_guarded(&i->device_code, secret_text_max);
	str_init_guarded(&i->access, secret_text_max);
	str_init_guarded(&i->refresh, secret_text_max);
	settings_init(&i->settings);
	settings_copy(&i->settings, s);
	settings_flatten(&i->settings);
	sign_in_key(s, i->key);
}

void sign_in_start(struct sign_in *i, const struct settings *s, enum sign_in_flow flow,
	struct listener listener)
{
	struct err e;

	sign_in_init(i, s, flow, listener);
	if (sign_in_plan_init(&i->plan, s, flow, &e) < 0 || password_source_check(s, &e) < 0) {
		str_text(&i->why, e.message);
		i->timer = loop_timer(listener.loop, 0, sign_in_on_early_end, i);
		return;
	}
	token_client_start(&i->client, &i->settings, listener.loop, sign_in_on_secret, i);
}

void sign_in_fini(struct sign_in *i)
{
	if (!i->open)
		return;
	loop_remove(i->listener.loop, &i->timer);
	token_client_fini(&i->client);
	token_lock_fini(&i->lock);
	sign_in_plan_fini(&i->plan);
	settings_fini(&i->settings);
	str_fini(&i->why);
	str_fini(&i->page);
	str_fini(&i->code);
	str_fini(&i->filled);
	str_wipe(&i->device_code);
	str_wipe(&i->access);
	str_wipe(&i->refresh);
	explicit_bzero(i->verifier, sizeof(i->verifier));
	*i = (struct sign_in) {0};
}
