#include "base/utc.h"

#include <stdio.h>

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

void utc_local(time_t at, const char *between, char out[utc_local_size])
{
	char text[utc_size];
	struct tm local;

	utc_text(at, text); /* empty for what no calendar has */
	if (*text && localtime_r(&at, &local))
		(void)snprintf(out, utc_local_size, "%.4d-%.2d-%.2d%.4s%.2d:%.2d",
			local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, between,
			local.tm_hour, local.tm_min);
	else
		(void)snprintf(out, utc_local_size, "an unknown time");
}
