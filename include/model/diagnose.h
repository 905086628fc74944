/*
 * The judge: facts -> verdict. The ids are a table (model/verdict), the rules another one
 * (model/verdict_rules), first match wins; both are data, so every row is tested without a network.
 */
#ifndef MODEL_DIAGNOSE_H
#define MODEL_DIAGNOSE_H

#include "model/settings.h"
#include "model/test_facts.h"
#include "model/verdict.h"

/* Judges; verdict_fini() by the caller. The settings are those that were tested. */
void diagnose(const struct facts *f, const struct settings *s, struct verdict *v);

#endif
