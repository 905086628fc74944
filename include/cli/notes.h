/*
 * What a verb has to say beside its answer: with --json rows of the array "messages", else
 * sentences on stderr.
 */
#ifndef CLI_NOTES_H
#define CLI_NOTES_H

#include "model/rules.h"

#include <jansson.h>

/* field: the key of a setting, or "". */
void notes_add(json_t *notes, const char *field, enum severity severity, const char *text);

/* The sentence of a rule that holds. */
void notes_add_rule(json_t *notes, const struct rule *rule, const struct settings *s);

/* Says them on stderr. */
void notes_say(const json_t *notes);

#endif
