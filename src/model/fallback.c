#include "model/fallback.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { sentence_max = 2000 };

static bool has_connected(const struct facts *f)
{
	return f->entered[STEP_GREETING] >= 0 || f->entered[STEP_TLS] >= 0;
}

bool fallback_helps(const struct facts *f, const struct settings *chosen)
{
	struct verdict v;
	bool helps;

	diagnose(f, chosen, &v);
	helps = v.step <= STEP_AUTH && diagnosis_is(v.diagnosis, DIAGNOSIS_FALLBACK);
	verdict_fini(&v);
	return helps;
}

/*
 * A port that was heard in the chosen protocol, if only with a refusal, speaks no other one; one
 * that has not greeted yet is asked by the probe itself.
 */
static bool may_speak_otherwise(const struct facts *f)
{
	bool heard = facts_has(f, FACT_ENCRYPTED) || facts_has(f, FACT_GREETING) || f->code ||
		     f->refused;

	return has_connected(f) && !heard && (f->entered[STEP_TLS] >= 0 || f->end != END_OK);
}

/*
 * A name without an address has no endpoints, only another name has. An endpoint that no connection
 * was made to was asked in both families already.
 */
bool fallback_opens(
	const struct endpoint *endpoint, const struct facts *f, const struct settings *chosen)
{
	bool other_name = !settings_is(chosen, FIELD_HOST, endpoint->host);
	bool chosen_one = endpoint_is_chosen(endpoint, chosen);

	if (other_name || f->end == END_RESOLVE)
		return other_name && f->end == END_RESOLVE;
	if (!chosen_one && settings_is(chosen, FIELD_PORT, endpoint->port))
		return may_speak_otherwise(f);
	return !chosen_one || (has_connected(f) && family_of(f->address) != endpoint->family);
}

/* What a conclusion is about. */
struct view {
	const struct settings *chosen;
	const struct endpoint *endpoint; /* NULL: none in particular */
	const char *cause;
	unsigned flags;
};

static const struct endpoint *other_family(
	const struct endpoints *d, const struct endpoint *endpoint)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct endpoint *other = &d->items[i];

		if (other->family != endpoint->family && strcmp(other->host, endpoint->host) == 0 &&
			strcmp(other->port, endpoint->port) == 0 &&
			strcmp(other->protocol, endpoint->protocol) == 0)
			return other;
	}
	return NULL;
}

/* Who cannot connect in one family takes the other one; who gets no further does not. */
static bool is_half(const struct endpoints *d, const struct endpoint *endpoint)
{
	const struct endpoint *other = other_family(d, endpoint);

	return other && other->found && !other->good &&
	       !diagnosis_is(other->found, DIAGNOSIS_UNCONNECTED);
}

/* The endpoint itself is good in the other family, and none is in the family that it was asked in.
 */
static const struct endpoint *same_in_other_family(
	const struct endpoints *d, const struct facts *f, const struct settings *chosen)
{
	const struct endpoint *same = NULL;

	for (size_t i = 0; i < d->n; i++) {
		const struct endpoint *endpoint = &d->items[i];

		if (endpoint->good && endpoint->family == family_of(f->address))
			return NULL;
		if (endpoint->good && endpoint_is_chosen(endpoint, chosen))
			same = endpoint;
	}
	return same;
}

static const struct endpoint *first_good(
	const struct endpoints *d, const struct settings *chosen, bool whole)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->items[i].good &&
			(!whole || (!is_half(d, &d->items[i]) &&
					   !endpoint_is_chosen(&d->items[i], chosen))))
			return &d->items[i];
	return NULL;
}

static void view_choose(struct view *v, const struct endpoint *endpoint, unsigned why)
{
	v->endpoint = endpoint;
	v->flags |= why | (strcmp(endpoint->protocol, "ssl") == 0 ? FALLBACK_SSL : 0u) |
		    (strcmp(endpoint->protocol, "starttls") == 0 ? FALLBACK_STARTTLS : 0u) |
		    (settings_is(v->chosen, FIELD_HOST, endpoint->host) ? 0u : FALLBACK_NAME) |
		    (settings_is(v->chosen, FIELD_PORT, endpoint->port) ? FALLBACK_PORT : 0u);
}

static void find_good(struct view *v, const struct facts *f, const struct endpoints *d)
{
	const struct endpoint *endpoint = same_in_other_family(d, f, v->chosen);

	if (!endpoint)
		endpoint = first_good(d, v->chosen, true);
	else
		v->flags |= FALLBACK_FAMILY;
	if (!endpoint) {
		endpoint = first_good(d, v->chosen, false);
		v->flags |= endpoint ? FALLBACK_FAMILY : 0u;
	}
	if (!endpoint)
		return;
	view_choose(v, endpoint, FALLBACK_GOOD);
}

/* Only another protocol on the chosen port is one that was mistaken for it. */
static void find_speaking(struct view *v, const struct endpoints *d)
{
	for (size_t i = 0; i < d->n && !v->endpoint; i++)
		if (d->items[i].speaks && settings_is(v->chosen, FIELD_HOST, d->items[i].host) &&
			settings_is(v->chosen, FIELD_PORT, d->items[i].port) &&
			!settings_is(v->chosen, FIELD_PROTOCOL, d->items[i].protocol))
			view_choose(v, &d->items[i], FALLBACK_SPEAKS);
}

/* All that was found of all endpoints, the chosen one too, is this; a family may be missing here.
 */
static bool all_are(const struct verdict *chosen, const struct endpoints *d, enum verdict_id id)
{
	const struct diagnosis *wanted = &diagnoses[id];
	size_t asked = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct endpoint *endpoint = &d->items[i];

		if (!endpoint->found || diagnosis_is(endpoint->found, DIAGNOSIS_UNASKED))
			continue;
		if (endpoint->found != wanted)
			return false;
		asked++;
	}
	return asked && chosen->diagnosis == wanted;
}

static void find_bad(struct view *v, const struct verdict *chosen, const struct endpoints *d)
{
	for (size_t i = 0; i < d->n && !v->endpoint; i++)
		if (diagnosis_is(d->items[i].found, DIAGNOSIS_CERTIFICATE))
			v->endpoint = &d->items[i];
	v->flags |= (v->endpoint ? FALLBACK_CERT : 0u) |
		    (all_are(chosen, d, VERDICT_CONNECT_TIMEOUT) ? FALLBACK_SILENT : 0u) |
		    (all_are(chosen, d, VERDICT_CONNECT_REFUSED) ? FALLBACK_REFUSED : 0u);
}

static const char *view_value(const void *context, const char *name)
{
	static const char *const families[] = {"every address", "IPv4", "IPv6"};
	static const char *const broken[] = {"every address", "IPv6", "IPv4"};
	const struct view *v = context;
	const struct endpoint *endpoint = v->endpoint;
	enum field_id id = field_find(name);
	const struct {
		const char *name, *value;
	} values[] = {
		{"cause", v->cause},
		{"endpoint.host", endpoint ? endpoint->host : NULL},
		{"endpoint.port", endpoint ? endpoint->port : NULL},
		{"endpoint.protocol", endpoint ? endpoint->protocol : NULL},
		{"endpoint.family", endpoint ? families[endpoint->family] : NULL},
		{"endpoint.broken", endpoint ? broken[endpoint->family] : NULL},
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (strcmp(values[i].name, name) == 0)
			return values[i].value;
	return id < FIELD_COUNT ? settings_get(v->chosen, id) : NULL;
}

static char *fallback_fill(const char *template, const struct view *v)
{
	struct str whole, out;

	str_init(&whole, 4 * sentence_max);
	str_init(&out, 2 * sentence_max);
	text_fill(&whole, template, view_value, v);
	text_safe(&out, whole.data, whole.len);
	str_fini(&whole);
	return str_take(&out);
}

static void fallback_replace(char **text, const char *template, const struct view *v)
{
	char *filled = fallback_fill(template, v);

	free(*text);
	*text = filled;
}

static void fallback_apply(
	const struct conclusion *c, struct verdict *verdict, const struct view *v)
{
	struct fix fix[fix_max] = {{.value = NULL}};
	char *values[fix_max] = {NULL};

	fallback_replace(&verdict->title, c->title, v);
	fallback_replace(&verdict->advice, c->advice, v);
	fallback_replace(&verdict->cause, c->cause, v); /* the last: {cause} is this text */
	for (int i = 0; i < fix_max && c->fix[i].value; i++) {
		values[i] = fallback_fill(c->fix[i].value, v);
		fix[i] = (struct fix) {c->fix[i].field, values[i]};
	}
	verdict_set_fix(verdict, fix);
	for (int i = 0; i < fix_max; i++)
		free(values[i]);
}

void fallback_conclude(struct verdict *v, const struct facts *f, const struct settings *chosen,
	const struct endpoints *d)
{
	struct view view = {.chosen = chosen, .cause = v->cause};

	if (!fallback_helps(f, chosen))
		return;
	find_good(&view, f, d);
	if (!view.endpoint)
		find_speaking(&view, d);
	if (!view.endpoint)
		find_bad(&view, v, d);
	for (size_t i = 0; i < conclusion_count; i++)
		if ((view.flags & conclusions[i].with) == conclusions[i].with) {
			fallback_apply(&conclusions[i], v, &view);
			return;
		}
}
