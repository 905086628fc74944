/* Settings written as one line of words, "server.host=mx.example.org auth.user=me". */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "unit.h"

#include "model/settings.h"

#include <string.h>

/* No value has a blank in it. */
static inline void fixture_change(struct settings *s, const char *words)
{
	char copy[1000], *rest, *word;

	(void)snprintf(copy, sizeof(copy), "%s", words);
	for (word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		char *equals = strchr(word, '=');
		struct err e = {0};

		assert_non_null(equals);
		*equals = '\0';
		if (settings_set(s, field_find(word), equals + 1, &e) < 0)
			fail_msg("%s=%s: %s", word, equals + 1, e.message);
	}
}

/* Initialises and fills. The caller ends them with settings_fini(). */
static inline void fixture_settings(struct settings *s, const char *words)
{
	settings_init(s);
	fixture_change(s, words);
}

#endif
