#include "engine/passed_on.h"

#include "base/proc.h"
#include "base/text.h"

#include <stdlib.h>

/* It is run by others, from elsewhere: all paths are whole. */
static void passed_on_command(const char *config, const char *district, struct str *out)
{
	char *program = proc_beside("smtpsetup");

	text_shell(out, program ? program : "smtpsetup");
	str_text(out, " --config ");
	text_shell(out, config);
	if (district) {
		str_text(out, " --district ");
		text_shell(out, district);
	}
	str_text(out, " token");
	free(program);
}

void passed_on(const struct settings *settings, const char *config, const char *district,
	struct settings *out)
{
	struct str command;
	struct err e;

	settings_copy(out, settings);
	settings_fill_sender(out);
	if (settings_is_empty(out, FIELD_SIGN_IN))
		return;
	if (settings_is(settings, FIELD_METHOD, "auto"))
		(void)settings_assign(
			out, FIELD_METHOD, "xoauth2", &e); /* a choice that there is */
	str_init(&command, value_max);
	passed_on_command(config, district, &command);
	if (!command.full)
		(void)settings_assign(out, FIELD_PASSWORD_COMMAND, command.data, &e);
	str_fini(&command);
}
