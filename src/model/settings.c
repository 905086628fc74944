#include "model/settings.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const origin_names[] = {
	[ORIGIN_DEFAULT] = "default",
	[ORIGIN_FILE] = "file",
	[ORIGIN_OPTIONS] = "options",
	[ORIGIN_DISTRICT] = "district",
	[ORIGIN_HIDDEN] = "options",
};

const char settings_hidden_words[] = "inherited (not readable by you)";

/* What a value of the settings below is to those above. */
static const enum origin inherited[] = {
	[ORIGIN_DEFAULT] = ORIGIN_DEFAULT,
	[ORIGIN_FILE] = ORIGIN_OPTIONS,
	[ORIGIN_OPTIONS] = ORIGIN_OPTIONS,
	[ORIGIN_DISTRICT] = ORIGIN_OPTIONS,
	[ORIGIN_HIDDEN] = ORIGIN_HIDDEN,
};

static const struct {
	const char *protocol, *port;
} usual_ports[] = {
	{"starttls", "587"},
	{"ssl", "465"},
	{"plain", "25"},
};

static bool settings_is_secret_field(enum field_id id)
{
	return fields[id].flags & FIELD_SECRET;
}

static void value_fini(struct value *v)
{
	if (v->text)
		explicit_bzero(v->text, strlen(v->text));
	free(v->text);
	secret_free(v->secret);
	*v = (struct value) {0};
}

static void store_text(struct settings *s, enum field_id id, const char *text, enum origin origin)
{
	struct value *v = &s->values[id];

	value_fini(v);
	v->origin = origin;
	if (!settings_is_secret_field(id))
		v->text = mem_text(text);
	else if (*text)
		v->secret = secret_new(text, strlen(text));
}

static void copy_value(struct settings *to, const struct value *from, enum field_id id)
{
	struct value copy = {
		.text = from->text ? mem_text(from->text) : NULL,
		.secret = secret_copy(from->secret),
		.origin = from->origin,
		.foreign = from->foreign,
	};

	value_fini(&to->values[id]);
	to->values[id] = copy;
}

/*
 * What was put in is its own, unless it is what would be inherited. A secret is its own all the
 * same: that it was given here is what lets it go to another server than the inherited one may.
 */
static void settings_mark_own(struct settings *s, enum field_id id)
{
	bool given = settings_is_secret_field(id) && !settings_is_empty(s, id);

	s->values[id].origin = s->base ? ORIGIN_DISTRICT : ORIGIN_FILE;
	if (s->base && !given && settings_same(s, s->base, id))
		settings_reset(s, id);
}

void settings_init_over(struct settings *s, const struct settings *base)
{
	*s = (struct settings) {.base = base};
	for (int i = 0; i < FIELD_COUNT; i++)
		settings_reset(s, (enum field_id)i);
}

void settings_init(struct settings *s)
{
	settings_init_over(s, NULL);
}

void settings_flatten(struct settings *s)
{
	s->base = NULL;
	for (int i = 0; i < FIELD_COUNT; i++)
		if (s->values[i].origin != ORIGIN_DEFAULT && s->values[i].origin != ORIGIN_HIDDEN)
			s->values[i].origin = ORIGIN_FILE;
}

void settings_distrust(struct settings *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		s->values[i].foreign |= settings_is_own(s, (enum field_id)i);
}

void settings_hide(struct settings *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		store_text(s, (enum field_id)i, "", ORIGIN_HIDDEN);
}

void settings_fini(struct settings *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		value_fini(&s->values[i]);
}

void settings_take(struct settings *to, const struct settings *from, enum field_id id)
{
	copy_value(to, &from->values[id], id);
	if (to->base != from->base && !settings_is_hidden(to, id))
		settings_mark_own(to, id);
}

void settings_copy(struct settings *to, const struct settings *from)
{
	to->base = from->base;
	for (int i = 0; i < FIELD_COUNT && to != from; i++)
		settings_take(to, from, (enum field_id)i);
}

const char *settings_get(const struct settings *s, enum field_id id)
{
	if (settings_is_secret_field(id))
		return s->values[id].secret ? "(set)" : "";
	return s->values[id].text;
}

long settings_number(const struct settings *s, enum field_id id)
{
	return strtol(settings_get(s, id), NULL, 10);
}

bool settings_is(const struct settings *s, enum field_id id, const char *text)
{
	return strcmp(settings_get(s, id), text) == 0;
}

bool settings_use_token(const struct settings *s)
{
	return settings_is(s, FIELD_METHOD, "xoauth2") ||
	       settings_is(s, FIELD_METHOD, "oauthbearer") ||
	       (settings_is(s, FIELD_METHOD, "auto") && settings_get(s, FIELD_SIGN_IN)[0]);
}

bool settings_is_empty(const struct settings *s, enum field_id id)
{
	return !settings_get(s, id)[0] && !settings_is_hidden(s, id);
}

bool settings_is_own(const struct settings *s, enum field_id id)
{
	return settings_origin(s, id) == ORIGIN_FILE || settings_origin(s, id) == ORIGIN_DISTRICT;
}

bool settings_is_hidden(const struct settings *s, enum field_id id)
{
	return settings_origin(s, id) == ORIGIN_HIDDEN;
}

bool settings_is_foreign(const struct settings *s, enum field_id id)
{
	return s->values[id].foreign;
}

bool settings_are_hidden(const struct settings *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (settings_is_hidden(s, (enum field_id)i))
			return true;
	return false;
}

bool settings_is_default(const struct settings *s, enum field_id id)
{
	return settings_is(s, id, fields[id].fallback);
}

const struct secret *settings_secret(const struct settings *s, enum field_id id)
{
	return s->values[id].secret;
}

enum origin settings_origin(const struct settings *s, enum field_id id)
{
	return s->values[id].origin;
}

const char *origin_name(enum origin o)
{
	return origin_names[o];
}

/* Nothing is a value where it is the default and something else would be inherited. */
static bool nothing_is_a_value(const struct settings *s, enum field_id id)
{
	return s->base && !fields[id].fallback[0] && !settings_is_empty(s->base, id);
}

int settings_assign(struct settings *s, enum field_id id, const char *text, struct err *e)
{
	struct str canonical;
	int result;

	str_init(&canonical, secret_max);
	result = field_check(&fields[id], text, &canonical, e);
	if (result == 0 && !canonical.len && !nothing_is_a_value(s, id)) {
		settings_reset(s, id);
	} else if (result == 0) {
		store_text(s, id, canonical.data, ORIGIN_FILE);
		settings_mark_own(s, id);
	}
	str_wipe(&canonical);
	return result;
}

int settings_assign_secret(struct settings *s, enum field_id id, const char *text, struct err *e)
{
	size_t len = strlen(text);

	if (len > secret_max || !text_is_clean(text, len))
		return err_set(e, EX_DATAERR, "not a valid password");
	store_text(s, id, text, *text ? ORIGIN_FILE : ORIGIN_DEFAULT);
	return 0;
}

void settings_reset(struct settings *s, enum field_id id)
{
	if (!s->base) {
		store_text(s, id, fields[id].fallback, ORIGIN_DEFAULT);
		return;
	}
	copy_value(s, &s->base->values[id], id);
	s->values[id].origin = inherited[settings_origin(s->base, id)];
}

const char *protocol_port(const char *protocol)
{
	for (size_t i = 0; i < sizeof(usual_ports) / sizeof(usual_ports[0]); i++)
		if (strcmp(usual_ports[i].protocol, protocol) == 0)
			return usual_ports[i].port;
	return "";
}

static void port_follows(struct settings *to, const struct settings *from)
{
	const char *old = protocol_port(settings_get(from, FIELD_PROTOCOL));
	const char *new = protocol_port(settings_get(to, FIELD_PROTOCOL));

	if (strcmp(old, new) != 0 && settings_is(from, FIELD_PORT, old) &&
		!settings_is_hidden(from, FIELD_PORT)) {
		store_text(to, FIELD_PORT, new, ORIGIN_FILE);
		settings_mark_own(to, FIELD_PORT);
	}
}

static void sender_follows(struct settings *to, const struct settings *from)
{
	const char *old = settings_get(from, FIELD_USER), *new = settings_get(to, FIELD_USER);
	bool follows = settings_is(from, FIELD_FROM, old) || settings_is_empty(from, FIELD_FROM);
	struct err e;

	if (strcmp(old, new) != 0 && strchr(new, '@') && follows &&
		!settings_is_hidden(from, FIELD_FROM) && !settings_is_hidden(from, FIELD_USER))
		(void)settings_assign(
			to, FIELD_FROM, new, &e); /* what is no address leads nowhere */
}

const char *settings_user_address(const struct settings *s)
{
	const char *user = settings_get(s, FIELD_USER);
	struct str canonical;
	bool is_address;
	struct err e;

	str_init(&canonical, secret_max);
	is_address = field_check(&fields[FIELD_FROM], user, &canonical, &e) == 0;
	str_fini(&canonical);
	return is_address ? user : "";
}

const char *settings_sender(const struct settings *s)
{
	return settings_is_empty(s, FIELD_FROM) ? settings_user_address(s)
						: settings_get(s, FIELD_FROM);
}

void settings_fill_sender(struct settings *s)
{
	struct err e;

	if (settings_is_empty(s, FIELD_FROM) && *settings_sender(s))
		(void)settings_assign(s, FIELD_FROM, settings_sender(s), &e); /* it is one */
}

int settings_apply(struct settings *s, const struct change *changes, size_t n, struct err *e)
{
	struct settings next;
	bool port_given = false, sender_given = false;
	int result = 0;

	settings_init(&next);
	settings_copy(&next, s);
	for (size_t i = 0; i < n && result == 0; i++) {
		if (changes[i].text)
			result = settings_assign(&next, changes[i].id, changes[i].text, e);
		else
			settings_reset(&next, changes[i].id);
		port_given = port_given || changes[i].id == FIELD_PORT;
		sender_given = sender_given || changes[i].id == FIELD_FROM;
	}
	if (result == 0 && !port_given)
		port_follows(&next, s);
	if (result == 0 && !sender_given)
		sender_follows(&next, s);
	if (result == 0)
		settings_copy(s, &next);
	settings_fini(&next);
	return result;
}

bool settings_same(const struct settings *a, const struct settings *b, enum field_id id)
{
	if (settings_is_hidden(a, id) != settings_is_hidden(b, id))
		return false;
	if (settings_is_secret_field(id))
		return secret_equal(a->values[id].secret, b->values[id].secret) &&
		       (!a->base || a->base != b->base ||
			       settings_is_own(a, id) == settings_is_own(b, id));
	return settings_is(a, id, settings_get(b, id));
}

bool settings_equal(const struct settings *a, const struct settings *b)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!settings_same(a, b, (enum field_id)i))
			return false;
	return true;
}
