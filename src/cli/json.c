#include "cli/json.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* Of this run. */
static struct {
	bool wanted;
	json_t *document;
	struct err error; /* code 0: none */
} answer;

void json_print(json_t *document)
{
	json_decref(answer.document);
	answer.document = document;
}

/* Without memory: what jansson would print, by hand. */
static void json_say_exhausted(void)
{
	static const char text[] = "{\n  \"schema\": 1,\n  \"error\": {\n    \"code\": 71,\n"
				   "    \"field\": null,\n    \"text\": \"out of memory\"\n"
				   "  }\n}\n";

	if (write(STDOUT_FILENO, text, sizeof(text) - 1) < 0)
		_exit(EX_IOERR);
}

void json_want(bool wanted)
{
	answer.wanted = wanted;
	mem_on_failure(wanted ? json_say_exhausted : NULL);
}

bool json_is_wanted(void)
{
	return answer.wanted;
}

void json_note_error(const struct err *e)
{
	if (answer.error.code != e->code)
		answer.error = *e;
}

static json_t *json_error(int code)
{
	const struct err *e = &answer.error;
	bool known = e->code == code;

	return json_pack("{s:i, s:o, s:o}", "code", code, "field",
		known ? json_text(e->field) : json_null(), "text",
		e->code ? json_text(e->message) : json_string("failed"));
}

/* Whole before the first byte of it is printed: where memory is out, another object is. */
void json_end(int code)
{
	bool failed = code && (!answer.document || answer.error.code == code);
	char *text;

	if (!answer.wanted)
		return;
	if (!answer.document)
		answer.document = json_document();
	if (failed)
		json_object_set_new(answer.document, "error", json_error(code));
	text = json_dumps(answer.document, JSON_INDENT(2) | JSON_REAL_PRECISION(10));
	if (text)
		(void)puts(text);
	free(text);
	json_print(NULL);
}
