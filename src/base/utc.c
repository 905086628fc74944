#include "base/utc.h"

#include <stddef.h>

static const char utc_format[] = "%Y-%m-%dT%H:%M:%SZ";

void utc_text(time_t at, char out[utc_size])
{
	struct tm utc;

	if (!gmtime_r(&at, &utc) || !strftime(out, utc_size, utc_format, &utc))
		out[0] = '\0';
}

bool utc_parse(const char *text, time_t *at)
{
	struct tm utc = {0};
	const char *end = strptime(text, utc_format, &utc);

	if (!end || *end)
		return false;
	*at = timegm(&utc);
	return true;
}
