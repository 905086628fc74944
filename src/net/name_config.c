#include "net/name_config.h"

#include "base/mem.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	config_max = 64 * 1024, /* bytes of a file */
	name_max = 255,         /* RFC 1035 2.3.4 */
	search_max = 32,
	ndots_max = 15, /* resolv.conf(5) */
};

static const char blanks[] = " \t\r";

/* The next word of a line, which is cut there; NULL at its end or a comment. */
static char *config_word(char **rest)
{
	char *word = *rest + strspn(*rest, blanks);
	size_t len = strcspn(word, blanks);

	if (!*word || *word == '#' || *word == ';')
		return NULL;
	*rest = word + len + (word[len] != '\0');
	word[len] = '\0';
	return word;
}

static void config_services(struct name_config *c, char *rest)
{
	const char *first = config_word(&rest), *second = first ? config_word(&rest) : NULL;
	bool files = first && strcmp(first, "files") == 0;

	if (files && !second)
		c->services = NAME_SERVICES_FILES;
	else if (files && strcmp(second, "dns") == 0 && !config_word(&rest))
		c->services = NAME_SERVICES_DNS;
	else
		c->services = NAME_SERVICES_OTHER;
}

/* The last list counts. */
static void config_search(struct name_config *c, char *rest)
{
	const char *domain;

	strlist_fini(&c->search);
	while ((domain = config_word(&rest)))
		if (strspn(domain, ".") < strlen(domain))
			strlist_add(&c->search, domain, search_max);
}

static void config_server(struct name_config *c, char *rest)
{
	c->has_server = c->has_server || config_word(&rest);
}

static void config_options(struct name_config *c, char *rest)
{
	static const char ndots[] = "ndots:";
	const char *option;

	while ((option = config_word(&rest))) {
		if (strncmp(option, ndots, strlen(ndots)) != 0)
			continue;
		c->ndots = (unsigned)strtoul(option + strlen(ndots), NULL, 10);
		c->ndots = c->ndots < ndots_max ? c->ndots : ndots_max;
	}
}

static const struct config_key {
	const char *word;
	void (*take)(struct name_config *c, char *rest);
} nsswitch_keys[] = {{"hosts:", config_services}, {NULL, NULL}},
  resolv_keys[] = {
	  {"domain", config_search},
	  {"search", config_search},
	  {"nameserver", config_server},
	  {"options", config_options},
	  {NULL, NULL},
};

static void config_parse(struct name_config *c, const struct config_key *keys, const char *text)
{
	char *copy = mem_text(text), *lines = copy, *line, *end = NULL;

	for (; (line = strtok_r(lines, "\n", &end)); lines = NULL) {
		const char *word = config_word(&line);

		for (const struct config_key *k = keys; word && k->word; k++)
			if (strcmp(word, k->word) == 0)
				k->take(c, line);
	}
	free(copy);
}

void name_config_parse(struct name_config *c, const char *nsswitch, const char *resolv)
{
	*c = (struct name_config) {.ndots = 1};
	config_parse(c, nsswitch_keys, nsswitch);
	config_parse(c, resolv_keys, resolv);
}

/* Without a list: the domain of this machine. */
static void config_own_domain(struct name_config *c)
{
	char name[HOST_NAME_MAX + 1] = "";
	const char *dot;

	(void)gethostname(name, sizeof(name) - 1);
	dot = strchr(name, '.');
	if (!c->search.n && dot && dot[1])
		strlist_add(&c->search, dot + 1, search_max);
}

static char *config_text(const char *path)
{
	char *text = mem_zero(1, config_max + 1);
	FILE *file = fopen(path, "re");

	if (!file)
		return text;
	text[fread(text, 1, config_max, file)] = '\0';
	(void)fclose(file);
	return text;
}

void name_config_read(struct name_config *c)
{
	char *nsswitch = config_text("/etc/nsswitch.conf");
	char *resolv = config_text("/etc/resolv.conf");

	name_config_parse(c, nsswitch, resolv);
	config_own_domain(c);
	free(nsswitch);
	free(resolv);
}

void name_config_fini(struct name_config *c)
{
	strlist_fini(&c->search);
}

static unsigned count_dots(const char *name)
{
	unsigned n = 0;

	for (; *name; name++)
		n += *name == '.';
	return n;
}

void name_config_candidates(const struct name_config *c, const char *host, struct strlist *out)
{
	bool absolute = *host && host[strlen(host) - 1] == '.';
	bool first = absolute || count_dots(host) >= c->ndots;
	const size_t max = search_max + 1;

	if (first)
		strlist_add(out, host, max);
	for (size_t i = 0; !absolute && i < c->search.n; i++) {
		struct str name;

		str_init(&name, name_max);
		str_format(&name, "%s.%s", host, c->search.items[i]);
		if (!name.full)
			strlist_add(out, name.data, max);
		str_fini(&name);
	}
	if (!first)
		strlist_add(out, host, max);
}
