#include "model/field.h"

#include "base/suggest.h"

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

const char *field_label(enum field_id id, bool narrow)
{
	return narrow && fields[id].brief ? fields[id].brief : fields[id].label;
}

enum field_id field_find(const char *key)
{
	int id = 0;

	while (id < FIELD_COUNT && strcmp(fields[id].key, key) != 0)
		id++;
	return (enum field_id)id;
}

int field_check(const struct field *f, const char *text, struct str *out, struct err *e)
{
	const struct bounds bounds = {f->choices, f->refusals, f->min, f->max};

	return type_check(f->type, &bounds, text, out, e) < 0 ? err_field(e, f->key) : 0;
}

const char *field_suggest(const char *key)
{
	struct suggest near = {.word = key};

	for (int i = 0; i < FIELD_COUNT; i++) {
		suggest_offer(&near, fields[i].key, fields[i].key);
		suggest_offer(&near, strchr(fields[i].key, '.') + 1, fields[i].key);
	}
	return near.found;
}

const char *field_display(enum field_id id, const char *value)
{
	for (const struct choice *c = fields[id].choices; c && c->value; c++)
		if (strcmp(c->value, value) == 0)
			return c->label;
	if (fields[id].zero && strcmp(value, "0") == 0)
		return fields[id].zero;
	return value;
}
