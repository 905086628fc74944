#include "engine/autodetect.h"

#include <stdlib.h>
#include <string.h>

enum {
	guess_timeout_s = 5, /* people wait for it */
	patience_ms = 20000, /* for all guesses */
};

static const char guess_timeout[] = "5";

void autodetect_add(
	struct autodetect *s, const struct settings *settings, const struct endpoint *at)
{
	struct autodetect_endpoint *endpoint = &s->endpoints[s->n];
	struct err e;

	if (s->n == autodetect_max)
		return;
	s->n++;
	settings_init(&endpoint->settings);
	/* The host comes from an address that was checked; what is no host stays without answer. */
	(void)endpoint_settings(at, settings, &endpoint->settings, &e);
}

void autodetect_add_guesses(
	struct autodetect *s, const struct settings *settings, const char *domain)
{
	struct endpoints endpoints = {.n = 0};
	struct settings quick;
	struct err e;

	settings_init(&quick);
	settings_copy(&quick, settings);
	settings_flatten(&quick);
	if (settings_number(settings, FIELD_TIMEOUT) > guess_timeout_s)
		(void)settings_assign(&quick, FIELD_TIMEOUT, guess_timeout, &e);
	endpoints_add_domain(&endpoints, domain);
	for (size_t i = 0; i < endpoints.n; i++)
		autodetect_add(s, &quick, &endpoints.items[i]);
	endpoints_fini(&endpoints);
	settings_fini(&quick);
}

bool autodetect_is_good(const struct autodetect_endpoint *endpoint)
{
	return endpoint->judged && endpoint->verdict.diagnosis->outcome == OUTCOME_OK;
}

const struct autodetect_endpoint *autodetect_found(const struct autodetect *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct autodetect_endpoint *endpoint = &s->endpoints[i];

		if (autodetect_is_good(endpoint))
			return endpoint;
		if (!endpoint->judged && s->running)
			return NULL;
	}
	return NULL;
}

static bool all_judged(const struct autodetect *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (!s->endpoints[i].judged)
			return false;
	return true;
}

void autodetect_stop(struct autodetect *s)
{
	loop_remove(s->listener.loop, &s->deadline);
	worker_client_close(&s->worker);
	s->running = false;
}

static bool autodetect_on_record(void *ctx, const struct wire_record *record)
{
	struct autodetect_endpoint *endpoint = ctx;
	struct facts facts;

	if (strcmp(record->type, "result") != 0)
		return false;
	facts_init(&facts);
	endpoint->judged = facts_decode(&facts, record) == 0;
	if (endpoint->judged)
		diagnose(&facts, &endpoint->settings, &endpoint->verdict);
	facts_fini(&facts);
	return endpoint->judged;
}

static void autodetect_on_deadline(void *ctx)
{
	struct autodetect *s = ctx;

	autodetect_stop(s);
	listener_tell(&s->listener);
}

static void autodetect_on_worker(void *ctx)
{
	struct autodetect *s = ctx;

	s->running = s->worker.open;
	if (autodetect_found(s) || all_judged(s))
		autodetect_stop(s);
	if (!s->running)
		loop_remove(s->listener.loop, &s->deadline);
	listener_tell(&s->listener);
}

void autodetect_start(struct autodetect *s, struct listener listener)
{
	struct err e;

	s->listener = listener;
	worker_client_init(&s->worker, (struct listener) {listener.loop, autodetect_on_worker, s});
	for (size_t i = 0; i < s->n && !s->worker.failure.code; i++) {
		struct autodetect_endpoint *endpoint = &s->endpoints[i];

		if (!worker_client_request(&s->worker, &endpoint->settings,
			    (struct test_request) {0}, autodetect_on_record, endpoint, &e))
			worker_client_fail(&s->worker, e.message);
	}
	s->running = s->worker.open;
	if (s->running)
		s->deadline = loop_timer(listener.loop, patience_ms, autodetect_on_deadline, s);
}

void autodetect_fini(struct autodetect *s)
{
	loop_remove(s->listener.loop, &s->deadline);
	worker_client_fini(&s->worker);
	for (size_t i = 0; i < s->n; i++) {
		settings_fini(&s->endpoints[i].settings);
		verdict_fini(&s->endpoints[i].verdict);
	}
	*s = (struct autodetect) {0};
}
