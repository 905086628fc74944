#include "net/json_members.h"

#include "model/fetch.h"

#include <jansson.h>
#include <string.h>

enum { name_max = 64, number_max = 40 };

/* False where it is not all of texts. */
static bool json_join(struct str *out, const json_t *list)
{
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
	{
		if (!json_is_string(item))
			return false;
		str_format(out, i ? " %s" : "%s", json_string_value(item));
	}
	return true;
}

/* False where it is of another kind. */
static bool json_value_text(struct str *out, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING: str_text(out, json_string_value(value)); return true;
	case JSON_INTEGER:
		str_format(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return true;
	case JSON_REAL: str_format(out, "%.17g", json_real_value(value)); return true;
	case JSON_TRUE: str_text(out, "true"); return true;
	case JSON_FALSE: str_text(out, "false"); return true;
	case JSON_ARRAY: return json_join(out, value);
	default: return false;
	}
}

static void json_add_member(struct str *out, const char *name, const json_t *value)
{
	struct str text;

	str_init_guarded(&text, fetch_answer_max);
	if (strlen(name) <= name_max && json_value_text(&text, value) && !text.full)
		fetch_add_member(out, name, text.data);
	str_wipe(&text);
}

bool json_members(struct str *out, const char *text, size_t len)
{
	json_t *document = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	const char *name;
	json_t *value;
	bool is_object = json_is_object(document);
	size_t n = 0;

	if (is_object)
		json_object_foreach(document, name, value) if (n++ < fetch_members_max)
			json_add_member(out, name, value);
	json_decref(document);
	return is_object;
}
