#include "format/flat_ini.h"

#include "format/dotenv_tls.h"
#include "format/keyval.h"

#include <string.h>

/* The last closing quotes count, so that values may have such quotes themselves. */
char *flat_ini_unquote(char *value)
{
	static const char *const quotes[] = {"\"\"\"", "`"};
	size_t len = strlen(value);

	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		size_t n = strlen(quotes[i]);

		if (len < 2 * n || strncmp(value, quotes[i], n) != 0)
			continue;
		for (size_t end = len - n; end >= n; end--)
			if (strncmp(value + end, quotes[i], n) == 0) {
				value[end] = '\0';
				return value + n;
			}
	}
	(void)keyvals_split(value, "#;");
	value = keyvals_trim(value);
	len = strlen(value);
	if (len < 2 || !strchr("'\"", value[0]) || strchr(value + 1, value[0]) != value + len - 1)
		return value;
	value[len - 1] = '\0';
	return value + 1;
}

bool flat_ini_refers(const struct settings *s, const char *text)
{
	(void)s;
	return strstr(text, "${") || strstr(text, "$__") || strstr(text, "%(");
}

void flat_ini_take_enabled(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (!dotenv_is_on(value))
		codec_remark(r, key, value, line);
}

void flat_ini_take_unchecked(
	struct codec_reading *r, const struct codec_key *key, char *value, int line)
{
	if (dotenv_is_on(value))
		codec_remark(r, key, value, line);
}
