#include "engine/scout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The host comes from an address that was checked; one that is no host stays without answer. */
static void set_endpoint(struct settings *s, const struct endpoint *at)
{
	char port[16];
	struct err e;

	(void)snprintf(port, sizeof(port), "%d", at->port);
	(void)settings_set(s, FIELD_HOST, at->host, &e);
	(void)settings_set(s, FIELD_PORT, port, &e);
	(void)settings_set(s, FIELD_PROTOCOL, at->protocol, &e);
}

void scout_add(struct scout *s, const struct settings *settings, const struct endpoint *at)
{
	struct scout_door *door = &s->doors[s->n];

	if (s->n == scout_doors_max)
		return;
	s->n++;
	settings_init(&door->settings);
	settings_copy(&door->settings, settings);
	settings_reset(&door->settings, FIELD_USER);
	settings_reset(&door->settings, FIELD_PASSWORD);
	set_endpoint(&door->settings, at);
}

void scout_start(struct scout *s)
{
	struct str jobs;
	char number[24];
	struct err e;
	int result = 0;

	str_init(&jobs, scout_doors_max * wire_record_max);
	for (size_t i = 0; i < s->n && result == 0; i++) {
		(void)snprintf(number, sizeof(number), "%zu", i);
		result = link_job(&s->doors[i].settings, (struct job) {.name = number}, &jobs, &e);
	}
	if (result == 0)
		link_start(&s->link, &jobs);
	else
		link_fail(&s->link, e.message);
	s->running = s->link.open;
	str_fini(&jobs);
}

int scout_fd(const struct scout *s)
{
	return link_fd(&s->link);
}

const struct scout_door *scout_found(const struct scout *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct scout_door *door = &s->doors[i];

		if (door->judged && door->verdict.diagnosis->outcome == OUTCOME_OK)
			return door;
		if (!door->judged && s->running)
			return NULL;
	}
	return NULL;
}

static bool all_judged(const struct scout *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (!s->doors[i].judged)
			return false;
	return true;
}

void scout_stop(struct scout *s)
{
	link_close(&s->link);
	s->running = false;
}

static void heard(void *context, const struct wire_record *record)
{
	struct scout *s = context;
	size_t n = (size_t)wire_get_number(record, "job");
	struct facts facts;

	if (strcmp(record->type, "result") != 0 || n >= s->n || s->doors[n].judged)
		return;
	facts_init(&facts);
	if (facts_decode(&facts, record) == 0) {
		diagnose(&facts, &s->doors[n].settings, &s->doors[n].verdict);
		s->doors[n].judged = true;
	}
	facts_fini(&facts);
	if (scout_found(s) || all_judged(s))
		scout_stop(s);
}

void scout_read(struct scout *s)
{
	link_read(&s->link, heard, s);
	s->running = s->link.open;
}

void scout_fini(struct scout *s)
{
	link_fini(&s->link);
	for (size_t i = 0; i < s->n; i++) {
		settings_fini(&s->doors[i].settings);
		verdict_fini(&s->doors[i].verdict);
	}
	*s = (struct scout) {0};
}
