/*
 * JSON for scripts: every document has "schema": 1, every key is there, what is absent is null. A
 * run with --json prints one object, whatever happens to it; stdout is one for the process, and so
 * is the object on it.
 */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "base/err.h"

#include <jansson.h>
#include <stdbool.h>

json_t *json_document(void); /* {"schema": 1} */

/* A string, or null where text is NULL or empty. What may not be shown is replaced. */
json_t *json_text(const char *text);

/* Takes the document, and prints it when the run ends; the last one counts. */
void json_print(json_t *document);

/* Is JSON wanted? Out of memory, too, is then told by an object. */
void json_want(bool wanted);
bool json_is_wanted(void);

/* Why the run fails; the first of that exit code counts. */
void json_note_error(const struct err *e);

/*
 * Prints the document, and the error if that is what the run ends by: alone where there is no
 * document. Nothing where no JSON is wanted.
 */
void json_end(int code);

#endif
