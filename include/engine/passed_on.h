/*
 * Settings with a sign-in, as other programs are to have them: it is a command that prints its
 * token, which whoever can run a command runs for each mail. The token itself goes nowhere.
 */
#ifndef ENGINE_PASSED_ON_H
#define ENGINE_PASSED_ON_H

#include "model/settings.h"

/* `out` is initialised. config: the file of the settings; district: NULL, none. */
void passed_on(const struct settings *settings, const char *config, const char *district,
	struct settings *out);

#endif
