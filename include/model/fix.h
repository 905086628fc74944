/* The settings that mend what a test found, where the verdict knows them. */
#ifndef MODEL_FIX_H
#define MODEL_FIX_H

#include "model/settings.h"
#include "model/verdict.h"

/* Is there one? */
bool fix_is_known(const struct verdict *v);

/* Is there one, and would it change these settings? One that is there already did not help. */
bool fix_is_new(const struct verdict *v, const struct settings *tested, const struct settings *now);

/* Appends what would change, as a person reads it: "Port 465, Transport Protocol SSL (...)". */
void fix_say(const struct verdict *v, const struct settings *tested, struct str *out);

/* Puts it into the settings. Errors: EX_DATAERR (a value that is none); `to` untouched. */
int fix_apply(
	const struct verdict *v, const struct settings *tested, struct settings *to, struct err *e);

/* Calls with every setting and its new value. */
void fix_each(const struct verdict *v, const struct settings *tested,
	void (*each)(void *context, enum field_id id, const char *value), void *context);

#endif
