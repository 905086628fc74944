/*
 * smtpsetup with 20,000 providers: the built-in ones, over and over, each time with another number
 * in the id and the name. They are there before main() begins.
 */
#define providers      built_in
#define provider_count built_in_count
#include "../../src/model/provider_rows.c"
#undef providers
#undef provider_count

#include "base/mem.h"

#include <stdio.h>

enum { many = 20000 };

static struct provider rows[many];

extern const struct provider providers[many] __attribute__((alias("rows")));
const size_t provider_count = many;

static char *numbered(const char *text, size_t n)
{
	char name[200];

	(void)snprintf(name, sizeof(name), "%s %zu", text, n);
	return mem_text(name);
}

__attribute__((constructor)) static void fill(void)
{
	for (size_t i = 0; i < many; i++) {
		rows[i] = built_in[i % built_in_count];
		if (i < built_in_count)
			continue;
		rows[i].id = numbered(rows[i].id, i);
		rows[i].name = numbered(rows[i].name, i);
	}
}
