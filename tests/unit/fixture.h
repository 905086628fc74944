/*
 * Settings written as one line of words, "server.host=mx.example.org auth.user=me". What stands in
 * front of a | is inherited.
 */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "unit.h"

#include "model/settings.h"

#include <string.h>

/* A blank in a value is written as _~. */
static inline void fixture_change(struct settings *s, const char *words)
{
	char copy[1000], *rest, *word;

	(void)snprintf(copy, sizeof(copy), "%s", words);
	for (word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		char *equals = strchr(word, '=');
		struct err e = {0};

		assert_non_null(equals);
		*equals = '\0';
		for (char *blank; (blank = strstr(equals + 1, "_~"));) {
			*blank = ' ';
			memmove(blank + 1, blank + 2, strlen(blank + 2) + 1);
		}
		if (settings_assign(s, field_find(word), equals + 1, &e) < 0)
			fail_msg("%s=%s: %s", word, equals + 1, e.message);
	}
}

/* Initialises and fills, over those in front of a |, which stay until the next call. */
static inline const char *fixture_base(struct settings *s, const char *words)
{
	static struct settings base;
	static bool filled;
	const char *own = strchr(words, '|');
	char inherited[1000];

	if (filled)
		settings_fini(&base);
	filled = own;
	if (own) {
		(void)snprintf(inherited, sizeof(inherited), "%.*s", (int)(own - words), words);
		settings_init(&base);
		fixture_change(&base, inherited);
	}
	settings_init_over(s, own ? &base : NULL);
	return own ? own + 1 : words;
}

/* The caller ends them with settings_fini(). */
static inline void fixture_settings(struct settings *s, const char *words)
{
	fixture_change(s, fixture_base(s, words));
}

#endif
