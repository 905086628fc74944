#include "base/file_beside.h"

#include "base/file.h"

#include <string.h>

static const struct {
	const char *suffix, *system;
} places[FILE_BESIDE_COUNT] = {
	[FILE_BESIDE_LOCK] = {".lock", LOCKFILE},
	[FILE_BESIDE_HISTORY] = {".history", STATEDIR "/history"},
};

bool file_beside_is_moved(const char *real)
{
	return strcmp(real, CONFDIR "/smtpsetup.cfg") == 0 && !file_is_shared(real);
}

void file_beside_path(const char *real, enum file_beside what, struct str *out)
{
	if (file_beside_is_moved(real))
		str_text(out, places[what].system);
	else
		file_beside_old_path(real, what, out);
}

void file_beside_old_path(const char *real, enum file_beside what, struct str *out)
{
	str_format(out, "%s%s", real, places[what].suffix);
}
