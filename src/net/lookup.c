#include "net/lookup.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "net/lookup_child.h"
#include "net/lookup_dns.h"
#include "net/name_config.h"

#include <stdlib.h>
#include <string.h>

enum { route_max = 4096 };

struct lookup {
	struct lookup *next;
	char *host;
	struct lookup_dns *dns;
	struct lookup_child *child; /* at most one of them is asked */
	struct lookup_answer answer;
};

/* RFC 6761 6.3: nobody is asked for these, and the answer is this machine. */
static bool is_local(const char *host)
{
	static const char local[] = ".localhost";
	size_t len = strlen(host), tail = strlen(local);

	return ascii_same(host, local + 1) || (len > tail && ascii_same(host + len - tail, local));
}

static void lookup_local(struct lookup_answer *answer)
{
	const struct sockaddr_in6 ipv6 = {
		.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
	const struct sockaddr_in ipv4 = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

	lookup_answer_add(answer, (const struct sockaddr *)&ipv6);
	lookup_answer_add(answer, (const struct sockaddr *)&ipv4);
	answer->end = LOOKUP_FOUND;
}

static void lookup_start(struct lookup *l)
{
	bool local = is_local(l->host);
	struct name_config config;

	name_config_read(&config);
	if (config.services == NAME_SERVICES_OTHER && !local)
		l->child = lookup_child_new(l->host);
	else
		lookup_hosts(l->host, &l->answer);
	if (l->answer.end == LOOKUP_NONE && local)
		lookup_local(&l->answer);
	if (config.services == NAME_SERVICES_DNS && l->answer.end == LOOKUP_NONE) {
		l->answer.end = LOOKUP_RUNNING;
		l->dns = lookup_dns_new(l->host, &config);
	}
	lookup_answer_sort(&l->answer);
	name_config_fini(&config);
}

static void lookup_stop(struct lookup *l)
{
	lookup_dns_free(l->dns);
	lookup_child_free(l->child);
	l->dns = NULL;
	l->child = NULL;
}

void lookups_fini(struct lookups *l)
{
	while (l->first) {
		struct lookup *lookup = l->first;

		l->first = lookup->next;
		lookup_stop(lookup);
		free(lookup->host);
		free(lookup);
	}
}

struct lookup *lookups_get(struct lookups *l, const char *host)
{
	struct lookup *lookup = l->first;

	while (lookup && strcmp(lookup->host, host) != 0)
		lookup = lookup->next;
	if (!lookup) {
		lookup = mem_zero(1, sizeof(*lookup));
		lookup->next = l->first;
		lookup->host = mem_text(host);
		l->first = lookup;
		lookup_start(lookup);
	}
	return lookup;
}

bool lookup_look(struct lookup *l, struct waits *waits)
{
	bool dns = l->dns && lookup_dns_look(l->dns, waits, &l->answer);
	bool child = l->child && lookup_child_look(l->child, waits, &l->answer);

	if (dns)
		lookup_answer_sort(&l->answer); /* what the system says is in its order */
	if (dns || child)
		lookup_stop(l);
	return !l->dns && !l->child;
}

static bool is_of(const struct lookup_address *address, enum family family)
{
	return family == FAMILY_ANY || address->family == family;
}

enum lookup_end lookup_end(const struct lookup *l, enum family family)
{
	if (l->dns || l->child)
		return LOOKUP_RUNNING;
	if (l->answer.end != LOOKUP_FOUND)
		return l->answer.end;
	for (size_t i = 0; i < l->answer.n; i++)
		if (is_of(&l->answer.addresses[i], family))
			return LOOKUP_FOUND;
	return LOOKUP_NONE;
}

const struct lookup_answer *lookup_answer(const struct lookup *l)
{
	return &l->answer;
}

struct curl_slist *lookup_route(const struct lookup *l, enum family family, const char *port)
{
	struct curl_slist *route;
	char separator = ':';
	struct str text;

	str_init(&text, route_max);
	str_format(&text, "%s:%s", l->host, port);
	for (size_t i = 0; i < l->answer.n; i++) {
		const struct lookup_address *address = &l->answer.addresses[i];

		if (!is_of(address, family))
			continue;
		str_format(&text, address->family == FAMILY_IPV6 ? "%c[%s]" : "%c%s", separator,
			address->text);
		separator = ',';
	}
	route = curl_slist_append(NULL, text.data);
	str_fini(&text);
	return route;
}
