#include "store/state.h"

#include "base/str.h"

#include <limits.h>
#include <stdlib.h>

/* A relative path in the environment is to be ignored. */
char *state_path(const char *name)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct str path;

	str_init(&path, PATH_MAX);
	if (state && state[0] == '/')
		str_format(&path, "%s/smtpsetup/%s", state, name);
	else
		str_format(&path, "%s/.local/state/smtpsetup/%s", home ? home : "", name);
	return str_take(&path);
}
