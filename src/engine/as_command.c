#include "engine/as_command.h"

#include "format/flat_set.h"

static bool as_command_has(const struct settings *s, enum field_id id)
{
	bool wanted = fields[id].flags & FIELD_ALWAYS || !settings_is_default(s, id);

	return wanted && !settings_is_empty(s, id) && !settings_is_hidden(s, id) &&
	       !(fields[id].flags & FIELD_SECRET);
}

void as_command(const struct settings *s, struct str *out)
{
	str_text(out, "smtpsetup set");
	for (int i = 0; i < FIELD_COUNT; i++) {
		if (!as_command_has(s, (enum field_id)i))
			continue;
		str_format(out, " %s=", fields[i].key);
		(void)flat_set_shell_quote(out, settings_get(s, (enum field_id)i));
	}
	if (!settings_is_empty(s, FIELD_PASSWORD))
		str_text(out, " --password-stdin");
}

void as_command_say_needs(const struct settings *s, struct str *out)
{
	static const enum field_id files[] = {FIELD_PASSWORD_FILE, FIELD_CA_FILE};

	if (!settings_is_empty(s, FIELD_PASSWORD))
		str_text(out, "The password is left out: --password-stdin asks for it, or reads it "
			      "from a pipe.\n");
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (as_command_has(s, files[i]))
			str_format(out, "%s is a file on this machine: copy it too.\n",
				settings_get(s, files[i]));
}
