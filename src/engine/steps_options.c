/* The steps that are a choice: where to start from, and which server. */
#include "engine/steps.h"

#include "base/search_index.h"
#include "engine/sign_in_client.h"
#include "model/password.h"
#include "model/provider_card.h"
#include "model/sign_in_plan.h"

#include <stdio.h>
#include <string.h>

/* A choice of a step: how many there are, how each reads, and what it does. */
struct chooser {
	size_t (*count)(const struct steps *st, size_t *few);
	void (*text)(const struct steps *st, size_t n, struct str *out);
	void (*details)(const struct steps *st, size_t n, struct str *out);
	void (*words)(const struct steps *st, size_t n, struct str *out);
	size_t (*proposed)(const struct steps *st);
	void (*choose)(struct steps *st, size_t n);
};

/* Where to start from: what was found, and at last nothing. */

static size_t source_count(const struct steps *st, size_t *few)
{
	*few = st->found.n + 1;
	return *few;
}

static const struct import_result *options_source(const struct steps *st, size_t n)
{
	return n < st->found.n ? &st->found.items[n] : NULL;
}

static void source_text(const struct steps *st, size_t n, struct str *out)
{
	const struct import_result *f = options_source(st, n);

	if (f)
		str_format(out, "%s: %s port %s (%s)", f->program,
			settings_get(&f->settings, FIELD_HOST),
			settings_get(&f->settings, FIELD_PORT), f->file);
	else
		str_text(out, "Start from scratch");
}

static void source_details(const struct steps *st, size_t n, struct str *out)
{
	const struct import_result *f = options_source(st, n);

	for (int i = 0; f && i < FIELD_COUNT; i++)
		if (f->where[i])
			str_format(out, "%s: %s (%s)\n", fields[i].label,
				settings_get(&f->settings, (enum field_id)i), f->where[i]);
	for (size_t i = 0; f && i < f->remarks.n; i++)
		str_format(out, "%s\n", f->remarks.items[i]);
	for (size_t i = 0; !f && i < st->found.unusable.n; i++)
		str_format(out, "%s\n", st->found.unusable.items[i]);
}

/* There are too few to search. */
static void no_words(const struct steps *st, size_t n, struct str *out)
{
	(void)st;
	(void)n;
	(void)out;
}

static size_t first_proposed(const struct steps *st)
{
	(void)st;
	return 0;
}

static void source_choose(struct steps *st, size_t n)
{
	struct settings *draft = &st->session->draft;
	const struct import_result *f = options_source(st, n);

	settings_copy(draft, &st->before);
	if (f)
		discover_take(st->session, f);
	st->server_given = f != NULL;
	st->no_login = f && !import_has(f, FIELD_USER) && !f->logs_in;
	(void)snprintf(st->address, sizeof(st->address), "%s", settings_sender(draft));
}

/* Which server: the guesses, one to be typed, and the catalogue. */

static size_t options_guesses(const struct steps *st)
{
	return st->autodetect.n / autodetect_per_guess;
}

static size_t server_count(const struct steps *st, size_t *few)
{
	*few = options_guesses(st) + 1;
	return *few + provider_count;
}

static const struct provider *provider_at(const struct steps *st, size_t n)
{
	return n > options_guesses(st) ? &providers[n - options_guesses(st) - 1] : NULL;
}

/* The endpoint of the guess that would do, else the last of its endpoints. */
static const struct autodetect_endpoint *endpoint_of(const struct steps *st, size_t guess)
{
	const struct autodetect_endpoint *endpoint =
		&st->autodetect.endpoints[guess * autodetect_per_guess];

	for (size_t i = 0; i + 1 < autodetect_per_guess && !autodetect_is_good(endpoint); i++)
		endpoint++;
	return endpoint;
}

/* Each of its endpoints was tried, and none would do. */
static bool guess_is_dead(const struct steps *st, size_t guess)
{
	const struct autodetect_endpoint *all =
		&st->autodetect.endpoints[guess * autodetect_per_guess];

	for (size_t i = 0; i < autodetect_per_guess; i++)
		if (!all[i].judged || autodetect_is_good(&all[i]))
			return false;
	return true;
}

static const char *guess_name(const struct steps *st, size_t guess)
{
	return settings_get(&endpoint_of(st, guess)->settings, FIELD_HOST);
}

static void guess_text(const struct steps *st, size_t n, struct str *out)
{
	const struct autodetect_endpoint *endpoint = endpoint_of(st, n);

	str_format(out, "%s, a guess: ", settings_get(&endpoint->settings, FIELD_HOST));
	if (autodetect_is_good(endpoint))
		str_format(
			out, "it answers, port %s", settings_get(&endpoint->settings, FIELD_PORT));
	else if (endpoint->judged)
		str_text(out, "no server answers");
	else
		str_text(out, st->autodetect.running ? "being tried" : "not tried");
}

static void server_text(const struct steps *st, size_t n, struct str *out)
{
	const struct provider *p = provider_at(st, n);

	if (n < options_guesses(st))
		guess_text(st, n, out);
	else if (p)
		str_format(out, "%s (%s)", p->name, provider_listing(p, false)->host);
	else
		str_text(out, "Another server, not in this list");
}

static void guess_details(const struct steps *st, size_t n, struct str *out)
{
	const struct autodetect_endpoint *endpoint = endpoint_of(st, n);

	str_text(out, "Guessed from your address. ");
	if (autodetect_is_good(endpoint)) {
		listing_text(&(const struct listing) {settings_get(&endpoint->settings, FIELD_HOST),
				     (int)settings_number(&endpoint->settings, FIELD_PORT),
				     settings_get(&endpoint->settings, FIELD_PROTOCOL)},
			out);
		str_text(out, ": it answers. Your login is tested next.");
	} else if (endpoint->judged) {
		str_format(out, "%s.", endpoint->verdict.title);
	}
}

/* What is hidden is said here, with the reason. */
static void dead_guesses_say(const struct steps *st, struct str *out)
{
	for (size_t i = 0; i < options_guesses(st); i++)
		if (guess_is_dead(st, i))
			str_format(out, "\n%s, a guess: no server answers (%s).", guess_name(st, i),
				endpoint_of(st, i)->verdict.title);
}

static void server_details(const struct steps *st, size_t n, struct str *out)
{
	const struct provider *p = provider_at(st, n);

	if (n < options_guesses(st)) {
		guess_details(st, n, out);
	} else if (p) {
		provider_card(p, &st->session->draft, out);
	} else {
		str_text(out, "Your own server, or a provider that is not in this list.");
		dead_guesses_say(st, out);
	}
}

static void server_words(const struct steps *st, size_t n, struct str *out)
{
	const struct provider *p = provider_at(st, n);

	if (p)
		provider_words(p, out);
}

static size_t server_proposed(const struct steps *st)
{
	const struct settings *draft = &st->session->draft;
	const struct provider *now = provider_of(draft);
	const struct autodetect_endpoint *found = autodetect_found(&st->autodetect);

	if (now)
		return options_guesses(st) + 1 + (size_t)(now - providers);
	if (st->by_hand || (!found && !st->autodetect.running))
		return options_guesses(st);
	return found ? (size_t)(found - st->autodetect.endpoints) / autodetect_per_guess : 0;
}

static void server_choose(struct steps *st, size_t n)
{
	static const enum field_id taken[] = {FIELD_HOST, FIELD_PORT, FIELD_PROTOCOL};
	const struct provider *p = provider_at(st, n);

	st->by_hand = n == options_guesses(st);
	if (p)
		steps_use_provider(st, p, false);
	for (size_t i = 0; n < options_guesses(st) && i < sizeof(taken) / sizeof(taken[0]); i++)
		settings_take(&st->session->draft, &endpoint_of(st, n)->settings, taken[i]);
	if (!st->by_hand)
		autodetect_stop(&st->autodetect);
}

/* How to log in, where passwords end. */

enum { WAY_SIGN_IN, WAY_TYPED, WAY_COUNT };

static const struct provider *options_provider(const struct steps *st)
{
	return provider_of(&st->session->draft);
}

static size_t way_count(const struct steps *st, size_t *few)
{
	(void)st;
	*few = WAY_COUNT;
	return WAY_COUNT;
}

static void way_text(const struct steps *st, size_t n, struct str *out)
{
	const struct provider *p = options_provider(st);

	if (n == WAY_SIGN_IN)
		str_format(
			out, "Sign in with %s (OAuth 2)", sign_in_provider_find(p->sign_in)->name);
	else
		str_text(out, p->login == LOGIN_OAUTH ? "Type an access token" : "Type a password");
}

static void way_details(const struct steps *st, size_t n, struct str *out)
{
	const struct provider *p = options_provider(st);
	const struct sign_in_provider *lacks = sign_in_lacking(p, &st->session->draft);

	if (n == WAY_TYPED)
		str_text(out, p->requirement);
	else if (lacks)
		str_format(out, "%s %s.", lacks->simpler, "The next page has what to ask for");
	else
		str_text(out, "No password: you confirm a code on any device with a browser.");
}

static size_t way_proposed(const struct steps *st)
{
	const struct settings *draft = &st->session->draft;

	return password_is_given(draft) && !sign_in_is_set(draft) ? WAY_TYPED : WAY_SIGN_IN;
}

/* There can be one source only. */
static void way_choose(struct steps *st, size_t n)
{
	struct settings *draft = &st->session->draft;
	struct err e;

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum field_id id = (enum field_id)i;

		if (password_is_source(id) && (id == FIELD_SIGN_IN) == (n == WAY_TYPED))
			(void)settings_assign(draft, id, "", &e); /* nothing is always possible */
	}
	if (n == WAY_SIGN_IN)
		(void)sign_in_client_choose(st->session, options_provider(st));
}

static const struct chooser choosers[AT_COUNT] = {
	[AT_SOURCE] = {source_count, source_text, source_details, no_words, first_proposed,
		source_choose},
	[AT_WAY] = {way_count, way_text, way_details, no_words, way_proposed, way_choose},
	[AT_PROVIDER] = {server_count, server_text, server_details, server_words, server_proposed,
		server_choose},
};

size_t steps_options(const struct steps *st, size_t *few)
{
	return choosers[st->at].count(st, few);
}

void steps_option(const struct steps *st, size_t n, struct str *out)
{
	choosers[st->at].text(st, n, out);
}

void steps_option_details(const struct steps *st, size_t n, struct str *out)
{
	choosers[st->at].details(st, n, out);
}

bool steps_option_hidden(const struct steps *st, size_t n)
{
	return st->at == AT_PROVIDER && n < options_guesses(st) && guess_is_dead(st, n);
}

const struct provider *steps_option_provider(const struct steps *st, size_t n)
{
	return st->at == AT_PROVIDER ? provider_at(st, n) : NULL;
}

void steps_option_words(const struct steps *st, size_t n, struct str *out)
{
	choosers[st->at].words(st, n, out);
}

static void words_of_option(const void *context, size_t n, struct str *out)
{
	steps_option_words(context, n, out);
}

size_t steps_option_search(const struct steps *st, const char *query, size_t *kept)
{
	struct search_index all;
	size_t few, n;

	search_index_init(&all, steps_options(st, &few), words_of_option, st);
	n = search_index_keep(&all, query, kept);
	search_index_fini(&all);
	return n;
}

size_t steps_option_proposed(const struct steps *st)
{
	return choosers[st->at].proposed(st);
}

void steps_choose(struct steps *st, size_t n)
{
	choosers[st->at].choose(st, n);
	(void)password_follow(&st->session->given, &st->session->draft, NULL);
}
