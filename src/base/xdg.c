#include "base/xdg.h"

#include <stdlib.h>

bool xdg_home(struct str *path)
{
	const char *home = getenv("HOME");

	if (!home || !*home)
		return false;
	str_text(path, home);
	return true;
}

static bool xdg_directory(struct str *path, const char *variable, const char *below_home)
{
	const char *directory = getenv(variable);
	bool known;

	if (directory && directory[0] == '/') {
		str_text(path, directory);
		return true;
	}
	known = xdg_home(path);
	str_text(path, below_home);
	return known;
}

bool xdg_config(struct str *path)
{
	return xdg_directory(path, "XDG_CONFIG_HOME", "/.config");
}

bool xdg_state(struct str *path)
{
	return xdg_directory(path, "XDG_STATE_HOME", "/.local/state");
}
