#include "cli/json.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

json_t *json_document(void)
{
	json_t *document = json_pack("{s:i}", "schema", 1);

	if (!document)
		mem_exhausted();
	return document;
}

json_t *json_text(const char *text)
{
	struct str safe;
	json_t *json;

	if (!text || !*text)
		return json_null();
	str_init(&safe, 4 * strlen(text));
	text_safe(&safe, text, strlen(text));
	json = json_string(safe.data);
	str_fini(&safe);
	return json;
}

void json_print(json_t *document)
{
	(void)json_dumpf(document, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(10));
	(void)putchar('\n');
	json_decref(document);
}
