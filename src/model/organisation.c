#include "model/organisation.h"

#include "base/ascii.h"
#include "base/public_suffix.h"
#include "model/provider.h"
#include "model/type.h"

#include <stdio.h>
#include <string.h>

/* In small letters and without the final dot, as the list wants it. */
static void copy_name(char *to, size_t size, const char *host)
{
	size_t len = strlen(host);

	(void)snprintf(to, size, "%.*s", (int)(len && host[len - 1] == '.' ? len - 1 : len), host);
	ascii_lower_all(to);
}

/* Of a name that is in `host` for as long as that stays; NULL: it has none. */
static const char *domain_of(const char *host)
{
	return host_is_address(host) ? NULL : public_suffix_registrable(host);
}

bool organisation_is_same(const char *a, const char *b)
{
	char host_a[value_max + 1], host_b[value_max + 1];
	const char *domain_a, *domain_b;

	copy_name(host_a, sizeof(host_a), a);
	copy_name(host_b, sizeof(host_b), b);
	if (strcmp(host_a, host_b) == 0)
		return true;
	domain_a = domain_of(host_a);
	domain_b = domain_of(host_b);
	return (domain_a && domain_b && strcmp(domain_a, domain_b) == 0) ||
	       provider_has_both(host_a, host_b);
}
