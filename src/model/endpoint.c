#include "model/endpoint.h"

#include "base/ascii.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const family_names[FAMILY_COUNT] = {
	[FAMILY_ANY] = "any",
	[FAMILY_IPV4] = "ipv4",
	[FAMILY_IPV6] = "ipv6",
};

const char *family_name(enum family family)
{
	return family_names[family];
}

enum family family_of(const char *address)
{
	if (!address || !host_is_address(address))
		return FAMILY_ANY;
	return host_is_ipv6(address) ? FAMILY_IPV6 : FAMILY_IPV4;
}

static bool endpoint_is(const struct endpoint *endpoint, const char *host, const char *port,
	const char *protocol, enum family family)
{
	return strcmp(endpoint->host, host) == 0 && strcmp(endpoint->port, port) == 0 &&
	       strcmp(endpoint->protocol, protocol) == 0 && endpoint->family == family;
}

static bool has_endpoint(const struct endpoints *d, const char *host, const char *port,
	const char *protocol, enum family family)
{
	for (size_t i = 0; i < d->n; i++)
		if (endpoint_is(&d->items[i], host, port, protocol, family))
			return true;
	return false;
}

static void endpoints_add(struct endpoints *d, const char *host, const char *port,
	const char *protocol, enum family family)
{
	if (d->n == endpoints_max || has_endpoint(d, host, port, protocol, family))
		return;
	d->items[d->n++] = (struct endpoint) {
		.host = mem_text(host),
		.port = mem_text(port),
		.protocol = mem_text(protocol),
		.family = family,
	};
}

/* In each family that the host may have an address of. */
static void add_families(
	struct endpoints *d, const char *host, const char *port, const char *protocol)
{
	enum family only = family_of(host);

	for (enum family family = FAMILY_IPV4; family < FAMILY_COUNT; family++)
		if (only == FAMILY_ANY || only == family)
			endpoints_add(d, host, port, protocol, family);
}

/* Where mail servers mostly are, the safer endpoint first. */
static const struct {
	const char *port, *protocol;
} usual[] = {
	{"465", "ssl"},
	{"587", "starttls"},
	{"2525", "starttls"},
	{"25", "starttls"},
	{"25", "plain"},
};

static const char *const endpoint_names[] = {"smtp.", "mail."};

static void add_names(struct endpoints *d, const char *domain, const char *except)
{
	struct str host;

	str_init(&host, value_max);
	for (size_t i = 0; i < sizeof(endpoint_names) / sizeof(endpoint_names[0]); i++) {
		bool wanted;

		str_clear(&host);
		str_format(&host, "%s%s", endpoint_names[i], domain);
		/* An address literal is no domain. */
		wanted = host_is_qualified(host.data) && strcmp(host.data, except) != 0;
		for (size_t n = 0; n < endpoints_per_name && wanted; n++)
			endpoints_add(d, host.data, usual[n].port, usual[n].protocol, FAMILY_ANY);
	}
	str_fini(&host);
}

/* What the same port may speak instead; nothing that encrypts less. */
static const struct {
	const char *chosen, *instead;
} others[] = {
	{"starttls", "ssl"},
	{"ssl", "starttls"},
	{"plain", "ssl"},
};

/* In each family: as it was chosen, the other way, and the usual ones; then those of the domain. */
_Static_assert(
	(FAMILY_COUNT - FAMILY_IPV4) * (2 + sizeof(usual) / sizeof(usual[0])) +
			sizeof(endpoint_names) / sizeof(endpoint_names[0]) * endpoints_per_name <=
		endpoints_max,
	"all endpoints of a server have their place");

/* A name without its first label would be one like co.uk, which belongs to nobody. */
static bool is_too_short(const char *domain)
{
	const char *dot = strchr(domain, '.');

	return !dot || (dot - domain <= 3 && strlen(dot + 1) == 2);
}

/* That of the sender where the host is in it, else that around the host; "" for a lone word. */
static const char *endpoint_domain(const struct settings *chosen)
{
	const char *host = settings_get(chosen, FIELD_HOST), *dot = strchr(host, '.');
	const char *at = strrchr(settings_sender(chosen), '@');
	size_t len = at ? strlen(at + 1) : 0;
	const char *tail = len && len < strlen(host) ? host + strlen(host) - len : NULL;

	if (!dot)
		return "";
	if (tail && tail[-1] == '.' && ascii_same(tail, at + 1))
		return tail;
	return is_too_short(dot + 1) ? host : dot + 1;
}

void endpoints_add_same_port(struct endpoints *d, const struct settings *chosen)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (settings_is(chosen, FIELD_PROTOCOL, others[i].chosen))
			add_families(d, settings_get(chosen, FIELD_HOST),
				settings_get(chosen, FIELD_PORT), others[i].instead);
}

void endpoints_add_siblings(struct endpoints *d, const struct settings *chosen)
{
	const char *host = settings_get(chosen, FIELD_HOST);
	const char *port = settings_get(chosen, FIELD_PORT);
	bool plain = settings_is(chosen, FIELD_PROTOCOL, "plain");

	if (family_of(host) == FAMILY_ANY)
		add_families(d, host, port, settings_get(chosen, FIELD_PROTOCOL));
	endpoints_add_same_port(d, chosen);
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		bool same = settings_is(chosen, FIELD_PORT, usual[i].port) &&
			    settings_is(chosen, FIELD_PROTOCOL, usual[i].protocol);

		if (!same && (plain || strcmp(usual[i].protocol, "plain") != 0))
			add_families(d, host, usual[i].port, usual[i].protocol);
	}
	if (family_of(host) == FAMILY_ANY)
		add_names(d, endpoint_domain(chosen), host);
}

void endpoints_add_domain(struct endpoints *d, const char *domain)
{
	add_names(d, domain, "");
}

void endpoints_fini(struct endpoints *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->items[i].host);
		free(d->items[i].port);
		free(d->items[i].protocol);
	}
	*d = (struct endpoints) {.n = 0};
}

void endpoints_encode(const struct endpoints *d, struct str *out)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct endpoint *endpoint = &d->items[i];
		struct str text;

		str_init(&text, 2 * value_max);
		str_format(&text, "%s %s %s %s", family_name(endpoint->family), endpoint->protocol,
			endpoint->port, endpoint->host);
		wire_text(out, "endpoint", text.data);
		str_fini(&text);
	}
}

static enum family family_find(const char *name)
{
	enum family family = FAMILY_ANY;

	while (family < FAMILY_COUNT && strcmp(family_names[family], name) != 0)
		family++;
	return family;
}

static int endpoint_decode(struct endpoints *d, const char *bytes, struct err *e)
{
	char *text = mem_text(bytes), *rest = NULL;
	const char *name = strtok_r(text, " ", &rest), *protocol = strtok_r(NULL, " ", &rest);
	const char *port = strtok_r(NULL, " ", &rest), *host = strtok_r(NULL, " ", &rest);
	enum family family = name ? family_find(name) : FAMILY_COUNT;
	bool whole = host && family < FAMILY_COUNT && d->n < endpoints_max;

	if (whole)
		endpoints_add(d, host, port, protocol, family);
	free(text);
	return whole ? 0 : err_set(e, EX_DATAERR, "the job names an endpoint that is none");
}

int endpoints_decode(struct endpoints *d, const struct wire_record *record, struct err *e)
{
	for (size_t i = 0; i < record->n; i++)
		if (strcmp(record->values[i].name, "endpoint") == 0 &&
			endpoint_decode(d, record->values[i].bytes, e) < 0)
			return -1;
	return 0;
}

int endpoint_settings(const struct endpoint *endpoint, const struct settings *chosen,
	struct settings *out, struct err *e)
{
	settings_copy(out, chosen);
	settings_flatten(out);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (strncmp(fields[i].key, "auth.", strlen("auth.")) == 0)
			settings_reset(out, (enum field_id)i);
	if (settings_assign(out, FIELD_HOST, endpoint->host, e) < 0 ||
		settings_assign(out, FIELD_PORT, endpoint->port, e) < 0)
		return -1;
	return settings_assign(out, FIELD_PROTOCOL, endpoint->protocol, e);
}

/* Every protocol of an endpoint that can be another one's mismatch encrypts, so TLS answered. */
static bool endpoint_speaks(const struct facts *f)
{
	return facts_has(f, FACT_ENCRYPTED) || facts_has(f, FACT_STARTTLS_READY) ||
	       f->certificate.sha256;
}

void endpoint_judge(struct endpoint *endpoint, const struct facts *f, const struct settings *chosen)
{
	struct settings tested;
	struct verdict v;
	struct err e;

	settings_init(&tested);
	if (endpoint_settings(endpoint, chosen, &tested, &e) == 0) {
		diagnose(f, &tested, &v);
		endpoint->found = v.diagnosis;
		endpoint->good = f->end == END_OK && (settings_is_empty(chosen, FIELD_USER) ||
							     facts_has(f, FACT_AUTH_OFFERED));
		endpoint->speaks = endpoint_speaks(f);
		verdict_fini(&v);
	}
	settings_fini(&tested);
}

bool endpoint_is_chosen(const struct endpoint *endpoint, const struct settings *chosen)
{
	return endpoint_is(endpoint, settings_get(chosen, FIELD_HOST),
		settings_get(chosen, FIELD_PORT), settings_get(chosen, FIELD_PROTOCOL),
		endpoint->family);
}
