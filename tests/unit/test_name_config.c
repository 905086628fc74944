/* What nsswitch.conf and resolv.conf say of the way names are looked up. */
#include "unit.h"

#include "net/name_config.h"

#include <string.h>

static const struct {
	const char *text;
	enum name_services services;
} services[] = {
	{"", NAME_SERVICES_DNS},
	{"passwd: files systemd\n", NAME_SERVICES_DNS},
	{"hosts: files dns\n", NAME_SERVICES_DNS},
	{"hosts:\t\tfiles  dns # as Debian has it\n", NAME_SERVICES_DNS},
	{"# hosts: files mdns\nhosts: files dns", NAME_SERVICES_DNS},
	{"hosts: files\n", NAME_SERVICES_FILES},
	{"hosts: dns files\n", NAME_SERVICES_OTHER},
	{"hosts: dns\n", NAME_SERVICES_OTHER},
	{"hosts:\n", NAME_SERVICES_OTHER},
	{"hosts: files mdns4_minimal [NOTFOUND=return] dns\n", NAME_SERVICES_OTHER},
	{"hosts: files resolve [!UNAVAIL=return] dns myhostname\n", NAME_SERVICES_OTHER},
	{"hosts: files dns myhostname\n", NAME_SERVICES_OTHER},
	{"hosts: files [SUCCESS=merge] dns\n", NAME_SERVICES_OTHER},
};

static void which_services(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
		struct name_config c;

		name_config_parse(&c, services[i].text, "");
		unit_expect(c.services == services[i].services, "%s: %d", services[i].text,
			(int)c.services);
		name_config_fini(&c);
	}
	unit_end();
}

static const struct {
	const char *resolv, *host, *candidates;
	bool has_server;
} names[] = {
	{"", "mx.example", " mx.example", false},
	{"nameserver 192.0.2.1\n", "mx", " mx", true},
	{"# nameserver 192.0.2.1\n; nameserver 192.0.2.1\n", "mx", " mx", false},
	{"nameserver\n", "mx", " mx", false},
	{"search a.example b.example\n", "mx", " mx.a.example mx.b.example mx", false},
	{"search a.example\n", "mx.sub", " mx.sub mx.sub.a.example", false},
	{"search a.example\n", "mx.sub.", " mx.sub.", false},
	{"search a.example\n", "mx.", " mx.", false},
	{"domain a.example\n", "mx", " mx.a.example mx", false},
	{"domain a.example\nsearch b.example\n", "mx", " mx.b.example mx", false},
	{"search a.example\ndomain b.example\n", "mx", " mx.b.example mx", false},
	{"search .\n", "mx", " mx", false},
	{"search a.example\noptions timeout:1 ndots:2\n", "mx.sub", " mx.sub.a.example mx.sub",
		false},
	{"search a.example\noptions ndots:0\n", "mx", " mx mx.a.example", false},
	{"search a.example\noptions ndots:999\n", "a.b.c", " a.b.c.a.example a.b.c", false},
};

static void which_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct strlist candidates = {0};
		struct name_config c;
		struct str list;

		str_init(&list, 2000);
		name_config_parse(&c, "", names[i].resolv);
		name_config_candidates(&c, names[i].host, &candidates);
		for (size_t n = 0; n < candidates.n; n++)
			str_format(&list, " %s", candidates.items[n]);
		unit_expect(strcmp(list.data, names[i].candidates) == 0, "%s of %s:%s",
			names[i].host, names[i].resolv, list.data);
		unit_expect(c.has_server == names[i].has_server, "%s", names[i].resolv);
		strlist_fini(&candidates);
		name_config_fini(&c);
		str_fini(&list);
	}
	unit_end();
}

static void a_name_too_long_for_the_list(void **state)
{
	struct strlist candidates = {0};
	struct name_config c;
	char host[251];

	(void)state;
	memset(host, 'x', sizeof(host) - 1);
	host[sizeof(host) - 1] = '\0';
	name_config_parse(&c, "", "search a.example\n");
	name_config_candidates(&c, host, &candidates);
	assert_int_equal(candidates.n, 1);
	assert_string_equal(candidates.items[0], host);
	strlist_fini(&candidates);
	name_config_fini(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(which_services),
		cmocka_unit_test(which_names),
		cmocka_unit_test(a_name_too_long_for_the_list),
	};

	return unit_run(tests);
}
