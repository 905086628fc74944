#include "store/state.h"

#include "base/str.h"
#include "base/xdg.h"

#include <limits.h>

char *state_path(const char *name)
{
	struct str path;

	str_init(&path, PATH_MAX);
	(void)xdg_state(&path);
	str_format(&path, "/smtpsetup/%s", name);
	return str_take(&path);
}
