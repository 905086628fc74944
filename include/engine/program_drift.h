/* Which programs no longer say what was written into their files. */
#ifndef ENGINE_PROGRAM_DRIFT_H
#define ENGINE_PROGRAM_DRIFT_H

#include "engine/program.h"

/* Appends the ids of the programs that were applied and now say other settings than these. */
void program_drift(const char *root, const struct settings *s, struct strlist *ids);

#endif
