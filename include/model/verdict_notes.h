/*
 * What the facts add to the words of a verdict, whichever it is: the other faults of a certificate,
 * that it ends soon, and a name in EHLO that other servers may refuse. Complete sentences; nothing
 * where there is nothing to say. Pure.
 */
#ifndef MODEL_VERDICT_NOTES_H
#define MODEL_VERDICT_NOTES_H

#include "model/settings.h"
#include "model/verdict.h"

enum { verdict_notes_days = 21 }; /* a certificate that ends within them is worth a word */

/* Appends what belongs behind the cause, and behind the advice. */
void verdict_notes_cause(const struct diagnosis *d, const struct facts *f, struct str *out);
void verdict_notes_advice(const struct diagnosis *d, const struct facts *f,
	const struct settings *s, struct str *out);

/* Appends a sentence and returns true where it is still valid and ends within verdict_notes_days.
 */
bool verdict_notes_ending(const struct certificate *c, struct str *out);

#endif
