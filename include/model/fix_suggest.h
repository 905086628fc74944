/*
 * Fixes that the program works out from what a test found, where no fixed words would do: the name
 * that the certificate has, the method that both sides know. Proposals: nothing is changed here,
 * and a person sees what would be. Pure.
 */
#ifndef MODEL_FIX_SUGGEST_H
#define MODEL_FIX_SUGGEST_H

#include "model/settings.h"
#include "model/verdict.h"

/* Gives the verdict its fix where there is one for such facts; else leaves it alone. */
void fix_suggest(struct verdict *v, const struct facts *f, const struct settings *s);

#endif
