/*
 * Takes the names of people and machines out of the report of a test, so that it can be shown to
 * everybody: what is set, what the certificates are of, and whatever looks like an address, a host
 * or a fingerprint. A word in brackets stands in its place, the same for the same name.
 */
#ifndef ENGINE_REPORT_HIDE_H
#define ENGINE_REPORT_HIDE_H

#include "engine/tester.h"

/* Appends the text of the report without them. */
void report_hide(const struct tester *t, const char *text, struct str *out);

#endif
