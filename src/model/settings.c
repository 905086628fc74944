#include "model/settings.h"

#include "base/mem.h"
#include "model/door.h"

#include <stdlib.h>
#include <string.h>

static const char *const origin_names[] = {[ORIGIN_DEFAULT] = "default", [ORIGIN_FILE] = "file"};

static const struct {
	const char *protocol, *port;
} usual_ports[] = {
	{"starttls", "587"},
	{"ssl", "465"},
	{"plain", "25"},
};

static bool is_secret(enum field_id id)
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
	if (!is_secret(id))
		v->text = mem_text(text);
	else if (*text)
		v->secret = secret_new(text, strlen(text));
}

void settings_init(struct settings *s)
{
	*s = (struct settings) {0};
	for (int i = 0; i < FIELD_COUNT; i++)
		settings_reset(s, (enum field_id)i);
}

void settings_fini(struct settings *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		value_fini(&s->values[i]);
}

void settings_take(struct settings *to, const struct settings *from, enum field_id id)
{
	const struct value *v = &from->values[id];

	value_fini(&to->values[id]);
	to->values[id] = (struct value) {
		.text = v->text ? mem_text(v->text) : NULL,
		.secret = secret_copy(v->secret),
		.origin = v->origin,
	};
}

void settings_copy(struct settings *to, const struct settings *from)
{
	for (int i = 0; i < FIELD_COUNT && to != from; i++)
		settings_take(to, from, (enum field_id)i);
}

const char *settings_get(const struct settings *s, enum field_id id)
{
	if (is_secret(id))
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
	       settings_is(s, FIELD_METHOD, "oauthbearer");
}

bool settings_is_empty(const struct settings *s, enum field_id id)
{
	return !settings_get(s, id)[0];
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

int settings_set(struct settings *s, enum field_id id, const char *text, struct err *e)
{
	struct str canonical;
	int result;

	str_init(&canonical, value_max);
	result = type_check(&fields[id], text, &canonical, e);
	if (result == 0 && !canonical.len)
		settings_reset(s, id);
	else if (result == 0)
		store_text(s, id, canonical.data, ORIGIN_FILE);
	str_wipe(&canonical);
	return result;
}

void settings_reset(struct settings *s, enum field_id id)
{
	store_text(s, id, fields[id].fallback, ORIGIN_DEFAULT);
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

	if (strcmp(old, new) != 0 && settings_is(from, FIELD_PORT, old))
		store_text(to, FIELD_PORT, new, ORIGIN_FILE);
}

int settings_change(struct settings *s, const struct change *changes, size_t n, struct err *e)
{
	struct settings next;
	bool port_given = false;
	int result = 0;

	settings_init(&next);
	settings_copy(&next, s);
	for (size_t i = 0; i < n && result == 0; i++) {
		result = settings_set(&next, changes[i].id, changes[i].text, e);
		port_given = port_given || changes[i].id == FIELD_PORT;
	}
	if (result == 0 && !port_given)
		port_follows(&next, s);
	if (result == 0)
		settings_copy(s, &next);
	settings_fini(&next);
	return result;
}

bool settings_same(const struct settings *a, const struct settings *b, enum field_id id)
{
	if (is_secret(id))
		return secret_equal(a->values[id].secret, b->values[id].secret);
	return settings_is(a, id, settings_get(b, id));
}

bool settings_equal(const struct settings *a, const struct settings *b)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!settings_same(a, b, (enum field_id)i))
			return false;
	return true;
}

void settings_encode(const struct settings *s, const struct job *job, struct str *out)
{
	size_t start = wire_start(out, "test");

	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct secret *secret = settings_secret(s, (enum field_id)i);

		if (secret)
			wire_add(out, fields[i].key, secret_text(secret), secret_len(secret));
		else
			wire_text(out, fields[i].key, settings_get(s, (enum field_id)i));
	}
	if (job->name)
		wire_text(out, "job", job->name);
	if (job->ca)
		wire_add(out, "ca", job->ca, job->ca_len);
	if (job->errand.to)
		wire_text(out, "to", job->errand.to);
	if (job->errand.send)
		wire_number(out, "send", (double)job->errand.zone);
	if (job->doors)
		doors_encode(job->doors, out);
	wire_finish(out, start);
}

int settings_decode(struct settings *s, const struct wire_record *record, struct err *e)
{
	for (size_t i = 0; i < record->n; i++) {
		enum field_id id = field_find(record->values[i].name);

		if (id < FIELD_COUNT && settings_set(s, id, record->values[i].bytes, e) < 0)
			return -1;
	}
	return 0;
}

int errand_address(const char *text, struct str *out, struct err *e)
{
	size_t before = out->len;

	if (type_check(&fields[FIELD_REPLY_TO], text, out, e) < 0)
		return -1;
	return out->len > before ? 0 : err_set(e, EX_DATAERR, "an address is needed");
}

int errand_decode(struct errand *errand, const struct wire_record *record, struct err *e)
{
	const struct wire_value *to = wire_find(record, "to"), *send = wire_find(record, "send");
	struct str canonical;
	int result;

	*errand = (struct errand) {
		.to = to ? to->bytes : NULL,
		.send = send,
		.zone = send ? (long)wire_to_number(send) : 0,
	};
	if (!to)
		return 0;
	str_init(&canonical, value_max);
	result = errand_address(to->bytes, &canonical, e);
	if (result == 0 && strcmp(canonical.data, to->bytes) != 0)
		result = err_set(e, EX_DATAERR, "this is not how an address is written");
	str_fini(&canonical);
	return result;
}
