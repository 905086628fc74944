#include "net/ladder.h"

static int check_doors(const struct ladder *l, struct err *e)
{
	struct settings settings;
	int result = 0;

	settings_init(&settings);
	for (size_t i = 0; i < l->doors.n && result == 0; i++)
		result = door_settings(&l->doors.items[i], &l->chosen, &settings, e);
	settings_fini(&settings);
	return result;
}

int ladder_init(struct ladder *l, const struct wire_record *record, const struct probe_job *job,
	struct err *e)
{
	double whole = (double)settings_number(job->settings, FIELD_TIMEOUT) * 1e3;

	*l = (struct ladder) {.limit = whole, .good_at = -1};
	settings_init(&l->chosen);
	settings_copy(&l->chosen, job->settings);
	settings_reset(&l->chosen, FIELD_PASSWORD);
	str_init(&l->ca, wire_record_max);
	str_add(&l->ca, job->ca ? job->ca : "", job->ca_len);
	return doors_decode(&l->doors, record, e) < 0 ? -1 : check_doors(l, e);
}

void ladder_fini(struct ladder *l)
{
	for (size_t i = 0; i < doors_max; i++)
		if (l->probes[i])
			probe_free(l->probes[i]);
	settings_fini(&l->chosen);
	doors_fini(&l->doors);
	str_fini(&l->ca);
}

static struct probe *fallback_probe_open(
	const struct ladder *l, CURLM *multi, const struct door *door, double left)
{
	struct settings settings;
	struct probe *probe;
	struct err e;

	settings_init(&settings);
	(void)door_settings(door, &l->chosen, &settings, &e); /* it was checked */
	probe = probe_new(multi, &(struct probe_job) {
					 .settings = &settings,
					 .ca = l->ca.len ? l->ca.data : NULL,
					 .ca_len = l->ca.len,
					 .is_sibling = true,
					 .family = door->family,
					 .limit = left,
				 });
	settings_fini(&settings);
	return probe;
}

static void fallback_probe_start(struct ladder *l, CURLM *multi, const struct probe *chosen)
{
	double left = l->limit - probe_ms(chosen);

	for (size_t i = 0; i < l->doors.n && left >= 1; i++) {
		const struct door *door = &l->doors.items[i];

		if (l->opened[i] || !ladder_opens(door, probe_facts(chosen), &l->chosen))
			continue;
		l->opened[i] = true;
		l->opened_at[i] = probe_ms(chosen);
		l->probes[i] = fallback_probe_open(l, multi, door, left);
	}
}

/* A wait until then is long enough; true when it is over already. */
static bool fallback_probe_is_due(double at, double now, int *wait_ms)
{
	double left = at - now;

	if (left > 0 && left < *wait_ms)
		*wait_ms = (int)left + 1;
	return left <= 0;
}

/* With a name server that does not answer the other doors would be stuck as well. */
static bool is_stuck(const struct ladder *l, const struct probe *chosen, int *wait_ms)
{
	const double *entered = probe_facts(chosen)->entered;
	double patience = l->limit / 2 < ladder_stuck_ms ? l->limit / 2 : ladder_stuck_ms;
	double latest = 0;

	for (int i = 0; i < STEP_COUNT; i++)
		latest = entered[i] > latest ? entered[i] : latest;
	return entered[STEP_CONNECT] >= 0 && entered[STEP_AUTH] < 0 &&
	       fallback_probe_is_due(latest + patience, probe_ms(chosen), wait_ms);
}

static bool is_lost(const struct ladder *l, size_t i, const struct probe *chosen, int *wait_ms)
{
	const double *entered = probe_facts(l->probes[i])->entered;

	return l->ended && entered[STEP_GREETING] < 0 && entered[STEP_TLS] < 0 &&
	       fallback_probe_is_due(
		       l->opened_at[i] + ladder_connect_ms, probe_ms(chosen), wait_ms);
}

/* How many are still under way. */
static size_t look_at_doors(struct ladder *l, const struct probe *chosen,
	const struct ladder_listener *listener, int *wait_ms)
{
	struct probe_wait wait = {.ms = *wait_ms};
	size_t open = 0;

	for (size_t i = 0; i < l->doors.n; i++) {
		struct door *door = &l->doors.items[i];

		if (!l->probes[i])
			continue;
		if (is_lost(l, i, chosen, &wait.ms))
			probe_give_up(l->probes[i]);
		if (!probe_look(l->probes[i], &wait)) {
			open++;
			continue;
		}
		door_judge(door, probe_facts(l->probes[i]), &l->chosen);
		if (door->good && l->good_at < 0)
			l->good_at = probe_ms(chosen);
		listener->tested(listener->context, i, probe_facts(l->probes[i]));
		probe_free(l->probes[i]);
		l->probes[i] = NULL;
	}
	*wait_ms = wait.ms;
	return open;
}

bool ladder_look(struct ladder *l, CURLM *multi, const struct probe *chosen, bool finished,
	const struct ladder_listener *listener, int *wait_ms)
{
	size_t open;

	if (finished && !l->ended) {
		l->ended = true;
		l->wanted = l->doors.n && ladder_helps(probe_facts(chosen), &l->chosen);
		if (l->wanted)
			fallback_probe_start(l, multi, chosen);
	} else if (!finished && l->doors.n && is_stuck(l, chosen, wait_ms)) {
		fallback_probe_start(l, multi, chosen);
	}
	if (l->ended && !l->wanted)
		return true;
	open = look_at_doors(l, chosen, listener, wait_ms);
	return l->ended &&
	       (!open || (l->good_at >= 0 && fallback_probe_is_due(l->good_at + ladder_grace_ms,
						     probe_ms(chosen), wait_ms)));
}
