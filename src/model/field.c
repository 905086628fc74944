#include "model/field.h"

#include "base/text.h"

#include <string.h>

const struct section *field_section(enum field_id id)
{
	for (size_t i = 0; i < section_count; i++) {
		size_t len = strlen(sections[i].word);

		if (strncmp(fields[id].key, sections[i].word, len) == 0 &&
			fields[id].key[len] == '.')
			return &sections[i];
	}
	return NULL;
}

enum field_id field_find(const char *key)
{
	int id = 0;

	while (id < FIELD_COUNT && strcmp(fields[id].key, key) != 0)
		id++;
	return (enum field_id)id;
}

const char *field_suggest(const char *key)
{
	struct nearest nearest = {.word = key};

	for (int i = 0; i < FIELD_COUNT; i++) {
		nearest_offer(&nearest, fields[i].key, fields[i].key);
		nearest_offer(&nearest, strchr(fields[i].key, '.') + 1, fields[i].key);
	}
	return nearest.found;
}

const char *field_display(enum field_id id, const char *value)
{
	for (const struct choice *c = fields[id].choices; c && c->value; c++)
		if (strcmp(c->value, value) == 0)
			return c->label;
	return value;
}
