#include "cli/notes.h"

#include "cli/cli.h"
#include "cli/json.h"

enum { note_max = 1000 };

void notes_add(json_t *notes, const char *field, enum severity severity, const char *text)
{
	json_array_append_new(
		notes, json_pack("{s:o, s:s, s:o}", "field", json_text(field), "severity",
			       severity_name(severity), "text", json_text(text)));
}

void notes_add_rule(json_t *notes, const struct rule *rule, const struct settings *s)
{
	struct str text;

	str_init(&text, note_max);
	rule_text(rule->sentence, s, &text);
	notes_add(notes, fields[rule->field].key, rule->severity, text.data);
	str_fini(&text);
}

static void notes_say_one(const json_t *note)
{
	const char *field = json_string_value(json_object_get(note, "field"));

	cli_say(0, "%s%s%s: %s", field ? field : "", field ? ": " : "",
		json_string_value(json_object_get(note, "severity")),
		json_string_value(json_object_get(note, "text")));
}

void notes_say(const json_t *notes)
{
	for (size_t i = 0; i < json_array_size(notes); i++)
		notes_say_one(json_array_get(notes, i));
}
