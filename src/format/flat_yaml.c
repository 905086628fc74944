#include "format/flat_yaml.h"

#include <string.h>

const struct scan_style flat_yaml_style = {
	.next = scan_lines_next,
	.lines = true,
	.between = ":",
	.last = true,
	.equals = ": ",
	.stop = "",
	.verb = "  ", /* below a line that begins a section */
	.indent = "",
};

const char *flat_yaml_quote(struct str *out, const char *value)
{
	str_char(out, '\'');
	for (; *value; value++)
		str_text(out, *value == '\'' ? "''" : (const char[]) {*value, '\0'});
	str_char(out, '\'');
	return NULL;
}

char *flat_yaml_unquote(char *value)
{
	char *to = value;

	if (*value != '\'')
		return value;
	for (const char *from = value + 1; *from && (*from != '\'' || from[1] == '\''); from++) {
		if (*from == '\'')
			from++;
		*to++ = *from;
	}
	*to = '\0';
	return value;
}
