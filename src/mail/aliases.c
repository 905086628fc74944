#include "mail/aliases.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/text.h"
#include "mail/addresses.h"

#include <stdlib.h>
#include <string.h>

enum { depth_max = 10, value_size_max = 16 * 1024 };

bool address_is_local(const char *address, const char *host_name)
{
	const char *at = strrchr(address, '@');

	return !at || ascii_same(at + 1, "localhost") || ascii_same(at + 1, host_name);
}

/* The line without what goes on on it, and where the next one begins. */
static const char *line_end(const char *line)
{
	const char *end = strchrnul(line, '\n');

	while (*end && (end[1] == ' ' || end[1] == '\t'))
		end = strchrnul(end + 1, '\n');
	return end;
}

static bool line_is_about(const char *line, size_t len, const char *name)
{
	const char *colon = memchr(line, ':', len);
	char *text = mem_bytes(line, colon ? (size_t)(colon - line) : 0);
	size_t n = 0;
	const char *found = text_trim(text, &n);
	bool same;

	if (n >= 2 && found[0] == '"' && found[n - 1] == '"') {
		found++;
		n -= 2;
	}
	same = colon && n == strlen(name) && ascii_same_n(found, name, n);
	free(text);
	return same;
}

/* What stands behind the name; NULL: nothing is said of it. The caller frees. */
static char *aliases_find(const char *aliases, const char *name)
{
	for (const char *line = aliases; *line;) {
		const char *end = line_end(line);
		size_t len = (size_t)(end - line);

		if (*line != '#' && line_is_about(line, len, name)) {
			const char *colon = memchr(line, ':', len);

			return mem_bytes(colon + 1, (size_t)(end - colon - 1));
		}
		line = *end ? end + 1 : end;
	}
	return NULL;
}

struct expansion {
	const char *aliases, *host_name;
	struct strlist *to;
	size_t found; /* addresses beyond this machine */
};

static void expand_name(struct expansion *x, const char *address, int depth);

/* One by one, so that what is no address takes nothing away from the others. */
static void expand_list(struct expansion *x, char *list, int depth)
{
	char *rest = list, *word;

	while ((word = strsep(&rest, ",\n"))) {
		struct strlist one = {0};
		size_t len = strlen(word);
		const char *text = text_trim(word, &len);
		struct err e;

		if (len && !strchr("|/:#", *text) && !(*text == '"' && strchr("|/", text[1])) &&
			addresses_add(&one, text, len, &e) == 0 && one.n)
			expand_name(x, one.items[0], depth + 1);
		strlist_fini(&one);
	}
}

static void expand_name(struct expansion *x, const char *address, int depth)
{
	size_t n = strcspn(address, "@");
	char *name, *list;
	struct err e;

	if (*address == '\\')
		return;
	if (!address_is_local(address, x->host_name)) {
		x->found += addresses_add_one(x->to, address, &e) == 0;
		return;
	}
	name = mem_bytes(address, n);
	list = depth < depth_max ? aliases_find(x->aliases, name) : NULL;
	if (list)
		expand_list(x, list, depth);
	free(list);
	free(name);
}

void aliases_expand(const char *aliases, const char *address, const char *host_name,
	const char *otherwise, struct strlist *to)
{
	struct expansion x = {aliases, host_name, to, 0};
	struct err e;

	expand_name(&x, address, 0);
	if (!x.found)
		(void)addresses_add(to, otherwise, strlen(otherwise), &e);
}
