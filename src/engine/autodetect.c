#include "engine/autodetect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { guess_timeout_s = 5 }; /* people wait for it */

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

void autodetect_start(struct autodetect *s)
{
	struct str jobs;
	char number[24];
	struct err e;
	int result = 0;

	str_init(&jobs, autodetect_max * wire_record_max);
	for (size_t i = 0; i < s->n && result == 0; i++) {
		(void)snprintf(number, sizeof(number), "%zu", i);
		result = worker_client_request(&s->endpoints[i].settings,
			(struct test_request) {.name = number}, &jobs, &e);
	}
	if (result == 0)
		worker_client_start(&s->worker, &jobs);
	else
		worker_client_fail(&s->worker, e.message);
	s->running = s->worker.open;
	str_fini(&jobs);
}

int autodetect_fd(const struct autodetect *s)
{
	return worker_client_fd(&s->worker);
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
	worker_client_close(&s->worker);
	s->running = false;
}

static void autodetect_on_record(void *context, const struct wire_record *record)
{
	struct autodetect *s = context;
	size_t n = (size_t)wire_get_number(record, "job");
	struct facts facts;

	if (strcmp(record->type, "result") != 0 || n >= s->n || s->endpoints[n].judged)
		return;
	facts_init(&facts);
	if (facts_decode(&facts, record) == 0) {
		diagnose(&facts, &s->endpoints[n].settings, &s->endpoints[n].verdict);
		s->endpoints[n].judged = true;
	}
	facts_fini(&facts);
	if (autodetect_found(s) || all_judged(s))
		autodetect_stop(s);
}

void autodetect_read(struct autodetect *s)
{
	worker_client_read(&s->worker, autodetect_on_record, s);
	s->running = s->worker.open;
}

void autodetect_fini(struct autodetect *s)
{
	worker_client_fini(&s->worker);
	for (size_t i = 0; i < s->n; i++) {
		settings_fini(&s->endpoints[i].settings);
		verdict_fini(&s->endpoints[i].verdict);
	}
	*s = (struct autodetect) {0};
}
