#include "net/lookup_answer.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <unistd.h>

static const struct {
	int family;
	enum family of;
	size_t offset; /* of the address in its struct */
} kinds[] = {
	{AF_INET, FAMILY_IPV4, offsetof(struct sockaddr_in, sin_addr)},
	{AF_INET6, FAMILY_IPV6, offsetof(struct sockaddr_in6, sin6_addr)},
};

void lookup_answer_add(struct lookup_answer *a, const struct sockaddr *address)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct lookup_address *next = &a->addresses[a->n];

		if (kinds[i].family != address->sa_family || a->n == lookup_addresses_max)
			continue;
		next->family = kinds[i].of;
		if (inet_ntop(address->sa_family, (const char *)address + kinds[i].offset,
			    next->text, sizeof(next->text)))
			a->n++;
	}
}

static const struct lookup_address *first_of(const struct lookup_answer *a, enum family family)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->addresses[i].family == family)
			return &a->addresses[i];
	return NULL;
}

/* To connect a datagram socket sends nothing: the kernel only looks for a way. */
static bool is_reachable(const struct lookup_address *ipv6)
{
	struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(1)};
	int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool reachable;

	if (fd < 0)
		return false;
	(void)inet_pton(AF_INET6, ipv6->text, &to.sin6_addr);
	reachable = connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0;
	(void)close(fd);
	return reachable;
}

void lookup_answer_sort(struct lookup_answer *a)
{
	const struct lookup_address *ipv6 = first_of(a, FAMILY_IPV6);
	struct lookup_answer sorted = *a;
	enum family order[] = {FAMILY_IPV6, FAMILY_IPV4};

	if (!ipv6 || !first_of(a, FAMILY_IPV4))
		return;
	if (!is_reachable(ipv6)) {
		order[0] = FAMILY_IPV4;
		order[1] = FAMILY_IPV6;
	}
	sorted.n = 0;
	for (size_t f = 0; f < sizeof(order) / sizeof(order[0]); f++)
		for (size_t i = 0; i < a->n; i++)
			if (a->addresses[i].family == order[f])
				sorted.addresses[sorted.n++] = a->addresses[i];
	*a = sorted;
}
