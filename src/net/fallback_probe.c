#include "net/fallback_probe.h"

static int check_endpoints(const struct fallback_probe *l, struct err *e)
{
	struct settings settings;
	int result = 0;

	settings_init(&settings);
	for (size_t i = 0; i < l->endpoints.n && result == 0; i++)
		result = endpoint_settings(&l->endpoints.items[i], &l->chosen, &settings, e);
	settings_fini(&settings);
	return result;
}

int fallback_probe_init(struct fallback_probe *l, const struct wire_record *record,
	const struct probe_job *job, struct err *e)
{
	int64_t whole = settings_number(job->settings, FIELD_TIMEOUT) * us_per_second;

	*l = (struct fallback_probe) {.limit = whole, .good_at = -1};
	settings_init(&l->chosen);
	settings_copy(&l->chosen, job->settings);
	settings_reset(&l->chosen, FIELD_PASSWORD);
	l->trust = trust_hold(job->trust);
	l->lookups = job->lookups;
	return endpoints_decode(&l->endpoints, record, e) < 0 ? -1 : check_endpoints(l, e);
}

void fallback_probe_fini(struct fallback_probe *l)
{
	for (size_t i = 0; i < endpoints_max; i++)
		if (l->probes[i])
			probe_free(l->probes[i]);
	settings_fini(&l->chosen);
	endpoints_fini(&l->endpoints);
	trust_release(l->trust);
}

static struct probe *fallback_probe_open(
	const struct fallback_probe *l, CURLM *multi, const struct endpoint *endpoint, int64_t left)
{
	struct settings settings;
	struct probe *probe;
	struct err e;

	settings_init(&settings);
	(void)endpoint_settings(endpoint, &l->chosen, &settings, &e); /* it was checked */
	probe = probe_new(multi, &(struct probe_job) {
					 .settings = &settings,
					 .trust = l->trust,
					 .lookups = l->lookups,
					 .is_sibling = true,
					 .family = endpoint->family,
					 .limit = left,
				 });
	settings_fini(&settings);
	return probe;
}

static void fallback_probe_start(struct fallback_probe *l, CURLM *multi, const struct probe *chosen)
{
	int64_t left = l->limit - probe_us(chosen);

	for (size_t i = 0; i < l->endpoints.n && left >= us_per_ms; i++) {
		const struct endpoint *endpoint = &l->endpoints.items[i];

		if (l->opened[i] || !fallback_opens(endpoint, probe_facts(chosen), &l->chosen))
			continue;
		l->opened[i] = true;
		l->opened_at[i] = probe_us(chosen);
		l->probes[i] = fallback_probe_open(l, multi, endpoint, left);
	}
}

/* With a name server that does not answer the other endpoints would be stuck as well. */
static bool is_stuck(
	const struct fallback_probe *l, const struct probe *chosen, struct waits *waits)
{
	const int64_t *entered = probe_facts(chosen)->entered;
	const int64_t stuck = fallback_probe_stuck_ms * us_per_ms;
	int64_t patience = l->limit / 2 < stuck ? l->limit / 2 : stuck, latest = 0;

	for (int i = 0; i < STEP_COUNT; i++)
		latest = entered[i] > latest ? entered[i] : latest;
	return entered[STEP_CONNECT] >= 0 && entered[STEP_AUTH] < 0 &&
	       waits_until(waits, latest + patience - probe_us(chosen));
}

static bool is_lost(
	const struct fallback_probe *l, size_t i, const struct probe *chosen, struct waits *waits)
{
	const int64_t *entered = probe_facts(l->probes[i])->entered;

	return l->ended && entered[STEP_GREETING] < 0 && entered[STEP_TLS] < 0 &&
	       waits_until(waits,
		       l->opened_at[i] + fallback_probe_connect_ms * us_per_ms - probe_us(chosen));
}

/* How many are still under way. */
static size_t look_at_endpoints(struct fallback_probe *l, const struct probe *chosen,
	const struct fallback_probe_listener *listener, struct waits *waits)
{
	size_t open = 0;

	for (size_t i = 0; i < l->endpoints.n; i++) {
		struct endpoint *endpoint = &l->endpoints.items[i];

		if (!l->probes[i])
			continue;
		if (is_lost(l, i, chosen, waits))
			probe_give_up(l->probes[i]);
		if (!probe_look(l->probes[i], waits)) {
			open++;
			continue;
		}
		endpoint_judge(endpoint, probe_facts(l->probes[i]), &l->chosen);
		if (endpoint->good && l->good_at < 0)
			l->good_at = probe_us(chosen);
		listener->tested(listener->context, i, probe_facts(l->probes[i]));
		probe_free(l->probes[i]);
		l->probes[i] = NULL;
	}
	return open;
}

bool fallback_probe_look(struct fallback_probe *l, CURLM *multi, const struct probe *chosen,
	bool finished, const struct fallback_probe_listener *listener, struct waits *waits)
{
	size_t open;

	if (finished && !l->ended) {
		l->ended = true;
		l->wanted = l->endpoints.n && fallback_helps(probe_facts(chosen), &l->chosen);
		if (l->wanted)
			fallback_probe_start(l, multi, chosen);
	} else if (!finished && l->endpoints.n && is_stuck(l, chosen, waits)) {
		fallback_probe_start(l, multi, chosen);
	}
	if (l->ended && !l->wanted)
		return true;
	open = look_at_endpoints(l, chosen, listener, waits);
	return l->ended &&
	       (!open ||
		       (l->good_at >= 0 &&
			       waits_until(waits, l->good_at + fallback_probe_grace_ms * us_per_ms -
							  probe_us(chosen))));
}
