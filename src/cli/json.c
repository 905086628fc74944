#include "cli/json.h"

#include "base/mem.h"

#include <stdio.h>

json_t *json_document(void)
{
	json_t *document = json_pack("{s:i}", "schema", 1);

	if (!document)
		mem_exhausted();
	return document;
}

json_t *json_text(const char *text)
{
	return text && *text ? json_string(text) : json_null();
}

void json_print(json_t *document)
{
	(void)json_dumpf(document, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(10));
	(void)putchar('\n');
	json_decref(document);
}
