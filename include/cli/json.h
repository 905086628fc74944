/* JSON for scripts: every document has "schema": 1, every key is there, what is absent is null. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <jansson.h>

json_t *json_document(void); /* {"schema": 1} */

/* A string, or null where text is NULL or empty. What may not be shown is replaced. */
json_t *json_text(const char *text);

/* Prints the document and a line end to stdout and frees it. */
void json_print(json_t *document);

#endif
