#include "vars.h"

#include "bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct var *find(const struct vars *vs, const char *name, size_t len)
{
	for (size_t i = 0; i < vs->n; i++) {
		struct var *v = &vs->v[i];

		if (v->name_len == len && !strncmp(v->text, name, len))
			return v;
	}
	return NULL;
}

/* Takes text, which is NAME=VALUE with a name of len bytes. */
static void put(struct vars *vs, char *text, size_t len, bool exported)
{
	struct var *v = find(vs, text, len);

	if (!v) {
		vs->v = must(realloc(vs->v, (vs->n + 1) * sizeof(*vs->v)));
		v = &vs->v[vs->n++];
		*v = (struct var) {0};
	}
	free(v->text);
	*v = (struct var) {.text = text, .name_len = len, .exported = exported};
}

void vars_init(struct vars *vs)
{
	*vs = (struct vars) {0};
	for (char **e = environ; *e; e++)
		vars_assign(vs, *e, true);
}

void vars_fini(struct vars *vs)
{
	for (size_t i = 0; i < vs->n; i++)
		free(vs->v[i].text);
	free(vs->v);
	*vs = (struct vars) {0};
}

const char *vars_find(const struct vars *vs, const char *name, size_t len)
{
	const struct var *v = find(vs, name, len);

	return v ? v->text + len + 1 : NULL;
}

const char *vars_get(const struct vars *vs, const char *name)
{
	return vars_find(vs, name, strlen(name));
}

void vars_set(struct vars *vs, const char *name, const char *value, bool exported)
{
	struct bytes text = {0};

	bytes_format(&text, "%s=%s", name, value);
	put(vs, text.p, strlen(name), exported);
}

bool vars_assign(struct vars *vs, const char *text, bool exported)
{
	size_t len = vars_name_length(text);

	if (!len || text[len] != '=')
		return false;
	put(vs, must(strdup(text)), len, exported);
	return true;
}

void vars_unset(struct vars *vs, const char *name)
{
	struct var *v = find(vs, name, strlen(name));

	if (!v)
		return;
	free(v->text);
	*v = vs->v[--vs->n];
}

size_t vars_name_length(const char *text)
{
	size_t len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz_0123456789");

	return *text >= '0' && *text <= '9' ? 0 : len;
}

char **vars_environment(const struct vars *vs)
{
	char **e = must(calloc(vs->n + 1, sizeof(*e)));
	size_t n = 0;

	for (size_t i = 0; i < vs->n; i++)
		if (vs->v[i].exported)
			e[n++] = vs->v[i].text;
	return e;
}
