#include "store/config_mode.h"

#include "base/str.h"
#include "base/text.h"

#include <limits.h>

enum { secret_mode = 0640, open_mode = 0644 };

bool config_has_secret(const struct settings *s)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (fields[i].flags & FIELD_SECRET && settings_is_own(s, (enum field_id)i))
			return true;
	return false;
}

int config_mode_check(const char *path, mode_t mode, bool has_secret, bool by_option, struct err *e)
{
	struct str quoted;

	if (!(mode & ~(mode_t)(has_secret ? secret_mode : open_mode)))
		return 0;
	str_init(&quoted, 5 * PATH_MAX);
	text_shell(&quoted, path);
	(void)err_set(e, EX_CONFIG,
		"%s can be read or changed by others (mode %04o). Repair it with: chmod 600 %s%s",
		path, (unsigned)mode, quoted.data,
		by_option ? " (or the option --fix-permissions)" : "");
	str_fini(&quoted);
	return -1;
}
