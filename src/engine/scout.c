#include "engine/scout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { guess_timeout_s = 5 }; /* people wait for it */

static const char guess_timeout[] = "5";

void scout_add(struct scout *s, const struct settings *settings, const struct door *at)
{
	struct scout_door *door = &s->doors[s->n];
	struct err e;

	if (s->n == scout_doors_max)
		return;
	s->n++;
	settings_init(&door->settings);
	/* The host comes from an address that was checked; what is no host stays without answer. */
	(void)door_settings(at, settings, &door->settings, &e);
}

void scout_add_guesses(struct scout *s, const struct settings *settings, const char *domain)
{
	struct doors doors = {.n = 0};
	struct settings quick;
	struct err e;

	settings_init(&quick);
	settings_copy(&quick, settings);
	settings_flatten(&quick);
	if (settings_number(settings, FIELD_TIMEOUT) > guess_timeout_s)
		(void)settings_set(&quick, FIELD_TIMEOUT, guess_timeout, &e);
	doors_add_domain(&doors, domain);
	for (size_t i = 0; i < doors.n; i++)
		scout_add(s, &quick, &doors.items[i]);
	doors_fini(&doors);
	settings_fini(&quick);
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

bool scout_door_is_good(const struct scout_door *door)
{
	return door->judged && door->verdict.diagnosis->outcome == OUTCOME_OK;
}

const struct scout_door *scout_found(const struct scout *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct scout_door *door = &s->doors[i];

		if (scout_door_is_good(door))
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

static void autodetect_on_record(void *context, const struct wire_record *record)
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
	link_read(&s->link, autodetect_on_record, s);
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
