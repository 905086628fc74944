#include "screens/commands.h"

#include "engine/as_command.h"
#include "tui/text_viewer.h"

bool commands_are_there(const struct app *app)
{
	return !settings_is_empty(&app->session.draft, FIELD_HOST);
}

void commands_show(struct app *app)
{
	const struct settings *s = &app->session.draft;
	struct str text;

	str_clear(&app->printed);
	as_command(s, &app->printed);
	str_init(&text, 2 * as_command_max);
	str_format(&text, "This sets up another machine in the same way:\n\n%s\n\n",
		app->printed.data);
	as_command_say_needs(s, &text);
	str_text(&text, "It is printed again when you quit, so that you can copy it.");
	text_viewer_take(&app->stack, "As commands", str_take(&text),
		(struct text_viewer_more) {NULL, NULL, NULL});
}
