#include "format/flat_set.h"

#include "base/ascii.h"
#include "format/keyval.h"

#include <string.h>

char *flat_set_unquote(char *value)
{
	char *to = value, quote = '\0';

	for (const char *from = value; *from; from++) {
		if (!quote && strchr("'\"", *from)) {
			quote = *from;
		} else if (quote && *from == quote) {
			quote = '\0';
		} else {
			if (*from == '\\' && quote != '\'' && from[1])
				from++;
			*to++ = *from;
		}
	}
	*to = '\0';
	return value;
}

const char *flat_set_shell_quote(struct str *out, const char *value)
{
	if (codec_is_bare(value)) {
		str_text(out, value);
		return NULL;
	}
	str_char(out, '\'');
	for (; *value; value++)
		str_text(out, *value == '\'' ? "'\"'\"'" : (const char[]) {*value, '\0'});
	str_char(out, '\'');
	return NULL;
}

bool flat_set_take_url(struct codec_reading *r, char *value, int line)
{
	bool secure = ascii_starts(value, "smtps://");
	char *login = NULL, *password, *at;

	if (!secure && !ascii_starts(value, "smtp://"))
		return false;
	value = strstr(value, "://") + 3;
	at = strrchr(value, '@');
	if (at) {
		*at = '\0';
		login = value;
		value = at + 1;
	}
	(void)keyvals_split(value, "/");
	import_put_server(r->f, value, r->f->file, line);
	if (secure)
		import_put(r->f, FIELD_PROTOCOL, "ssl", r->f->file, line);
	if (!login)
		return true;
	password = keyvals_split(login, ":");
	import_put(r->f, FIELD_USER, codec_decode(login), r->f->file, line);
	if (password)
		import_put(r->f, FIELD_PASSWORD, codec_decode(password), r->f->file, line);
	return true;
}

void flat_set_assume(struct import_result *f)
{
	static const char reason[] = "the program's default";

	if (!settings_is(&f->settings, FIELD_PROTOCOL, "ssl"))
		import_assume(f, FIELD_PORT, "25", reason);
	import_assume(f, FIELD_PORT, protocol_port("ssl"), reason);
	if (!import_has(f, FIELD_PROTOCOL))
		import_assume(f, FIELD_PROTOCOL, "plain", reason);
}
