#include "model/ladder.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { sentence_max = 2000 };

static bool door_has(const struct door *door, const char *prefix)
{
	return door->found && strncmp(door->found->id, prefix, strlen(prefix)) == 0;
}

static bool has_connected(const struct facts *f)
{
	return f->entered[STEP_GREETING] >= 0 || f->entered[STEP_TLS] >= 0;
}

bool ladder_helps(const struct facts *f, const struct settings *chosen)
{
	struct verdict v;
	bool helps = false;

	diagnose(f, chosen, &v);
	for (size_t i = 0; i < ladder_id_count && v.step <= STEP_AUTH; i++)
		helps = helps || strcmp(v.diagnosis->id, ladder_ids[i]) == 0;
	verdict_fini(&v);
	return helps;
}

/*
 * A name without an address has no doors, only another name has. A door that no connection was
 * made to was asked in both families already.
 */
bool ladder_opens(const struct door *door, const struct facts *f, const struct settings *chosen)
{
	bool other_name = !settings_is(chosen, FIELD_HOST, door->host);

	if (other_name || f->end == END_RESOLVE)
		return other_name && f->end == END_RESOLVE;
	return !door_is_chosen(door, chosen) ||
	       (has_connected(f) && family_of(f->address) != door->family);
}

/* What a conclusion is about. */
struct view {
	const struct settings *chosen;
	const struct door *door; /* NULL: none in particular */
	const char *cause;
	unsigned flags;
};

static const struct door *other_family(const struct doors *d, const struct door *door)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct door *other = &d->items[i];

		if (other->family != door->family && strcmp(other->host, door->host) == 0 &&
			strcmp(other->port, door->port) == 0 &&
			strcmp(other->protocol, door->protocol) == 0)
			return other;
	}
	return NULL;
}

/* Who cannot connect in one family takes the other one; who gets no further does not. */
static bool is_half(const struct doors *d, const struct door *door)
{
	const struct door *other = other_family(d, door);

	return other && other->found && !other->good && !door_has(other, "connect.") &&
	       !door_has(other, "dns.");
}

/* The door itself is good in the other family, and none is in the family that it was asked in. */
static const struct door *same_in_other_family(
	const struct doors *d, const struct facts *f, const struct settings *chosen)
{
	const struct door *same = NULL;

	for (size_t i = 0; i < d->n; i++) {
		const struct door *door = &d->items[i];

		if (door->good && door->family == family_of(f->address))
			return NULL;
		if (door->good && door_is_chosen(door, chosen))
			same = door;
	}
	return same;
}

static const struct door *first_good(
	const struct doors *d, const struct settings *chosen, bool whole)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->items[i].good && (!whole || (!is_half(d, &d->items[i]) &&
							   !door_is_chosen(&d->items[i], chosen))))
			return &d->items[i];
	return NULL;
}

static void find_good(struct view *v, const struct facts *f, const struct doors *d)
{
	const struct door *door = same_in_other_family(d, f, v->chosen);

	if (!door)
		door = first_good(d, v->chosen, true);
	else
		v->flags |= LADDER_FAMILY;
	if (!door) {
		door = first_good(d, v->chosen, false);
		v->flags |= door ? LADDER_FAMILY : 0u;
	}
	if (!door)
		return;
	v->door = door;
	v->flags |= LADDER_GOOD | (strcmp(door->protocol, "ssl") == 0 ? LADDER_SSL : 0u) |
		    (strcmp(door->protocol, "starttls") == 0 ? LADDER_STARTTLS : 0u) |
		    (settings_is(v->chosen, FIELD_HOST, door->host) ? 0u : LADDER_NAME) |
		    (settings_is(v->chosen, FIELD_PORT, door->port) ? LADDER_PORT : 0u);
}

/* All that was found of all doors, the chosen one too, is this; a family may be missing here. */
static bool all_are(const struct verdict *chosen, const struct doors *d, const char *id)
{
	size_t asked = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct door *door = &d->items[i];

		if (!door->found || door_has(door, "dns.") || door_has(door, "connect.unreachable"))
			continue;
		if (!door_has(door, id))
			return false;
		asked++;
	}
	return asked && strcmp(chosen->diagnosis->id, id) == 0;
}

static void find_bad(struct view *v, const struct verdict *chosen, const struct doors *d)
{
	static const char *const wrong[] = {"tls.expired", "tls.not_yet_valid", "tls.self_signed",
		"tls.unknown_ca", "tls.wrong_name"};

	for (size_t i = 0; i < d->n && !v->door; i++)
		for (size_t n = 0; n < sizeof(wrong) / sizeof(wrong[0]); n++)
			if (door_has(&d->items[i], wrong[n]))
				v->door = &d->items[i];
	v->flags |= (v->door ? LADDER_CERT : 0u) |
		    (all_are(chosen, d, "connect.timeout") ? LADDER_SILENT : 0u) |
		    (all_are(chosen, d, "connect.refused") ? LADDER_REFUSED : 0u);
}

static const char *view_value(const void *context, const char *name)
{
	static const char *const families[] = {"every address", "IPv4", "IPv6"};
	static const char *const broken[] = {"every address", "IPv6", "IPv4"};
	const struct view *v = context;
	const struct door *door = v->door;
	enum field_id id = field_find(name);
	const struct {
		const char *name, *value;
	} values[] = {
		{"cause", v->cause},
		{"door.host", door ? door->host : NULL},
		{"door.port", door ? door->port : NULL},
		{"door.protocol", door ? door->protocol : NULL},
		{"door.family", door ? families[door->family] : NULL},
		{"door.broken", door ? broken[door->family] : NULL},
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
	verdict_mend(verdict, fix);
	for (int i = 0; i < fix_max; i++)
		free(values[i]);
}

void ladder_conclude(struct verdict *v, const struct facts *f, const struct settings *chosen,
	const struct doors *d)
{
	struct view view = {.chosen = chosen, .cause = v->cause};

	if (!ladder_helps(f, chosen))
		return;
	find_good(&view, f, d);
	if (!view.door)
		find_bad(&view, v, d);
	for (size_t i = 0; i < conclusion_count; i++)
		if ((view.flags & conclusions[i].with) == conclusions[i].with) {
			fallback_apply(&conclusions[i], v, &view);
			return;
		}
}
