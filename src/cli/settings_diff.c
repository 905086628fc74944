#include "cli/settings_diff.h"

#include "cli/json.h"

#include <stdio.h>
#include <string.h>

static const char another_secret[] = "(changed)";

static const char *settings_diff_text(const struct settings *s, enum field_id id)
{
	return settings_is_hidden(s, id) ? settings_hidden_words : settings_get(s, id);
}

/* A secret is only said to be set; that it is another one then has to be said. */
static json_t *settings_diff_row(
	const struct settings *before, const struct settings *after, enum field_id id)
{
	bool another = settings_secret(before, id) && settings_secret(after, id);

	return json_pack("{s:s, s:s, s:s}", "key", fields[id].key, "before",
		settings_diff_text(before, id), "after",
		another ? another_secret : settings_diff_text(after, id));
}

json_t *settings_diff(const struct settings *before, const struct settings *after)
{
	json_t *rows = json_array();

	for (int i = 0; i < FIELD_COUNT; i++)
		if (!settings_same(before, after, (enum field_id)i))
			json_array_append_new(
				rows, settings_diff_row(before, after, (enum field_id)i));
	return rows;
}

static void settings_diff_line(char sign, const json_t *row, const char *side)
{
	const char *text = json_string_value(json_object_get(row, side));

	if (*text)
		(void)printf("%c%s=%s\n", sign, json_string_value(json_object_get(row, "key")),
			strcmp(text, another_secret) == 0 ? "(set to a different one)" : text);
}

void settings_diff_print(const json_t *diff)
{
	for (size_t i = 0; i < json_array_size(diff); i++) {
		settings_diff_line('-', json_array_get(diff, i), "before");
		settings_diff_line('+', json_array_get(diff, i), "after");
	}
}
