/* What can be done, a row each. This is where an action meets its screen. */
#include "screens/action.h"
#include "screens/action_menu.h"
#include "screens/apply_fix.h"
#include "screens/choose.h"
#include "screens/commands.h"
#include "screens/form.h"
#include "screens/help.h"
#include "screens/known_fix.h"
#include "screens/levels.h"
#include "screens/paste_offer.h"
#include "screens/programs.h"
#include "screens/result_start.h"
#include "screens/save_quit.h"
#include "screens/sign_in_box.h"
#include "screens/themes.h"
#include "screens/ui.h"
#include "screens/versions.h"
#include "screens/wizard.h"
#include "tui/term.h"

static void action_redraw(struct app *app)
{
	(void)app;
	term_redraw();
}

static void action_show_programs(struct app *app, size_t n)
{
	(void)n;
	programs_open(app);
}

/* They get what is saved: what is not is asked about first. */
static void action_programs(struct app *app)
{
	if (session_is_begun(&app->session))
		save_quit_ask_unsaved(app, (struct sequel) {action_show_programs, 0});
	else
		form_say(app, ROLE_WARN,
			"Nothing is saved yet, and what is saved is what programs get.");
}

/* clang-format off */
const struct action actions[ACTION_COUNT] = {
	[ACTION_HELP] = {.function_key = 1, .letter = 'G', .name = "Help", .rank = 0,
		.place = PLACE_PROGRAM, .menu = "Help",
		.help = "Explains the setting in focus and all keys.",
		.guided = true, .run = help_open},
	[ACTION_PROVIDERS] = {.function_key = 2, .letter = 'P', .name = "Providers", .rank = 1,
		.button = "Providers", .place = PLACE_SETUP, .menu = "Providers",
		.help = "Opens the menu of mail providers, which fills in the server.",
		.writes = true, .guided = true, .run = choose_provider},
	[ACTION_WIZARD] = {.function_key = 3, .letter = 'O', .name = "Step by step", .rank = 2,
		.place = PLACE_SETUP, .menu = "Step by step",
		.help = "Asks step by step, starting with your address; from a step, goes back to "
			"the form.",
		.writes = true, .guided = true, .run = wizard_toggle},
	[ACTION_LEVEL] = {.function_key = 4, .letter = 'N', .name = "District", .rank = 2,
		.place = PLACE_FILE, .menu = "Options and districts",
		.help = "Switches between Options and the districts.",
		.run = levels_open, .enabled = levels_are_there,
		.disabled = "There are no districts. To add one: smtpsetup district add NAME"},
	[ACTION_TEST] = {.function_key = 5, .letter = 'T', .name = "Test", .rank = 0,
		.button = "Test Server", .place = PLACE_SETUP, .menu = "Test Server",
		.help = "Connects and logs in with the settings on the screen. Sends no mail.",
		.run = result_start_plain},
	[ACTION_THEME] = {.function_key = 6, .letter = 'Y', .name = "Theme", .rank = 4,
		.place = PLACE_SCREEN, .menu = "Themes",
		.help = "Switches to another theme, or shows all of them.",
		.everywhere = true, .run = themes_open},
	[ACTION_VERSIONS] = {.function_key = 7, .letter = 'V', .name = "Earlier", .rank = 5,
		.place = PLACE_FILE, .menu = "Earlier versions",
		.help = "Lists earlier versions of the file; one of them can be restored.",
		.writes = true, .run = versions_open, .enabled = versions_are_kept,
		.disabled = "There is no file yet, so there are no earlier versions."},
	[ACTION_FIX] = {.function_key = 8, .letter = 'F', .name = "Fix", .rank = 1,
		.place = PLACE_SETUP, .menu = "Fix and test again",
		.help = "Fills in the fix that the last test found, and tests again.",
		.writes = true, .run = apply_fix, .enabled = known_fix_is_new,
		.disabled = "Nothing to fix yet. Run Test Server (F5) first."},
	[ACTION_SAVE] = {.function_key = 9, .letter = 'S', .name = "Save", .rank = 0,
		.button = "Save", .place = PLACE_FILE, .menu = "Save",
		.help = "Writes the settings into the file.",
		.writes = true, .run = save_quit_save},
	[ACTION_QUIT] = {.function_key = 10, .letter = 'X', .name = "Quit", .rank = 0,
		.button = "Quit", .place = PLACE_PROGRAM, .menu = "Quit",
		.help = "Quits; asks first if there are unsaved changes.",
		.unseen = true, .guided = true, .run = save_quit},
	[ACTION_MENU] = {.function_key = 11, .alt = 'm', .name = "Menu", .rank = 3,
		.help = "Lists everything you can do here; type to search.",
		.guided = true, .run = action_menu_open},
	[ACTION_COMMANDS] = {.place = PLACE_FILE, .menu = "Show as commands",
		.help = "Shows the settings as one command for another machine, without the "
			"password.",
		.run = commands_show, .enabled = commands_are_there,
		.disabled = "Nothing to show yet. Set SMTP Server first."},
	[ACTION_INHERIT] = {.function_key = 12, .letter = '_', .name = "Inherit", .rank = 3,
		.place = PLACE_FILE, .menu = "Inherit",
		.help = "Removes the district's own value, so that it inherits from Options.",
		.writes = true, .run = levels_inherit, .enabled = levels_can_inherit,
		.disabled = "This value is not set in the district."},
	[ACTION_SIGN_IN] = {.place = PLACE_SETUP, .menu = "Sign in",
		.help = "Gets the access token of a sign-in (OAuth 2), by a code or a pasted address.",
		.run = sign_in_box_open, .enabled = sign_in_box_is_wanted,
		.disabled = "A sign-in is chosen under Password from."},
	[ACTION_CANCEL] = {.letter = 'C',
		.help = "Cancels a test; on the form, the same as Quit.",
		.unseen = true, .run = save_quit},
	[ACTION_REVEAL] = {.letter = 'R', .name = "Show", .rank = 2,
		.place = PLACE_SCREEN, .menu = "Show the password",
		.help = "Shows the password until the next key, for 5 seconds at most.",
		.under_edit = true, .guided = true, .run = form_reveal, .enabled = form_can_reveal,
		.disabled = "Go to a password first: ^R shows it for a moment."},
	[ACTION_REDRAW] = {.letter = 'L', .place = PLACE_SCREEN, .menu = "Redraw the screen",
		.help = "Redraws the screen.",
		.everywhere = true, .unseen = true, .run = action_redraw},
	[ACTION_SUSPEND] = {.letter = 'Z', .place = PLACE_SCREEN, .menu = "Back to the shell",
		.help = "Suspends smtpsetup; fg in the shell continues it.",
		.everywhere = true, .unseen = true, .run = ui_suspend},
	[ACTION_IMPORT] = {.place = PLACE_SETUP, .menu = "Import from a file",
		.help = "Fills in what a file of another program has, such as msmtprc or .env.",
		.writes = true, .run = paste_offer_file},
	[ACTION_PROGRAMS] = {.place = PLACE_SETUP, .menu = "Programs on this machine",
		.help = "Lists the programs that send mail, and uses the saved settings there.",
		.run = action_programs, .enabled = programs_can,
		.disabled = "The settings of a district are not for the machine's programs."},
};
/* clang-format on */
