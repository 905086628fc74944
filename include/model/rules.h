/*
 * What several settings say together: one row a rule, with the case it holds in, its severity,
 * a sentence, and, where the program knows it, the value that mends it. The form shows them under
 * the field, `set` refuses what breaks one of severity error.
 */
#ifndef MODEL_RULES_H
#define MODEL_RULES_H

#include "model/settings.h"

enum severity { SEVERITY_ADVICE, SEVERITY_ERROR };

struct rule {
	bool (*when)(const struct settings *s);
	enum field_id field;
	enum severity severity;
	const char *sentence; /* {key}: a value; {source}: where the password
			       * comes from; {near_host}: what host is meant */
	const char *fix;      /* the value that mends the field, {key} likewise; NULL: none */
};

extern const struct rule rules[];
extern const size_t rule_count;

/* The first rule that holds for the field (FIELD_COUNT: for any) and is at least as severe. */
const struct rule *rules_first(const struct settings *s, enum field_id id, enum severity least);

/* Appends the sentence, or the fix, with the values put in. */
void rule_text(const char *template, const struct settings *s, struct str *out);

/* Is the setting needed and empty? With a provider that wants a login, so are its two fields. */
bool rules_missing(const struct settings *s, enum field_id id);

const char *severity_name(enum severity severity);

#endif
