/*
 * The judge: facts -> verdict. The ids are a table, the rules another one, first match wins;
 * both are data, so every row is tested without a network. A verdict's texts are complete
 * sentences, with the values of the test put in.
 */
#ifndef MODEL_DIAGNOSE_H
#define MODEL_DIAGNOSE_H

#include "model/settings.h"
#include "model/test_facts.h"

enum { fix_max = 3 }; /* settings that a fix changes */

enum outcome { OUTCOME_OK, OUTCOME_WARNING, OUTCOME_FAILED, OUTCOME_CANCELLED };

/* One row an id of a verdict. */
struct diagnosis {
	const char *id;
	enum outcome outcome;
	int exit; /* of `smtpsetup test`, sysexits.h */
	const char *title;
	const char *cause; /* {server.host} and the like; {reply} is the server's own words */
	const char *advice;
	struct fix {
		enum field_id field; /* with value NULL: no fix */
		const char *value;
	} fix[fix_max];
};

extern const struct diagnosis diagnoses[];
extern const size_t diagnosis_count;

struct verdict {
	const struct diagnosis *diagnosis;
	enum step step;
	char *title, *cause, *advice;
	struct {
		enum field_id field;
		char *value; /* {server.port} and the like; NULL: no fix */
	} fix[fix_max];
	bool authenticated, encrypted;
};

/* Judges; verdict_fini() by the caller. The settings are those that were tested. */
void diagnose(const struct facts *f, const struct settings *s, struct verdict *v);
void verdict_fini(struct verdict *v);

/* Gives the verdict this fix, which is copied, in the place of the one that it has. */
void verdict_set_fix(struct verdict *v, const struct fix fix[fix_max]);

/* NULL where there is none. */
const struct diagnosis *diagnosis_find(const char *id);

/* "ok", "warning", "failed", "cancelled" */
const char *outcome_name(enum outcome o);

#endif
