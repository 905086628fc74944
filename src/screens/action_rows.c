/* What can be done, a row each. This is where an action meets its screen. */
#include "screens/action.h"
#include "screens/apply_fix.h"
#include "screens/choose.h"
#include "screens/form.h"
#include "screens/help.h"
#include "screens/known_fix.h"
#include "screens/levels.h"
#include "screens/result_start.h"
#include "screens/save_quit.h"
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

/* clang-format off: a table, each row a sentence */
const struct action actions[ACTION_COUNT] = {
	[ACTION_HELP] = {1, 'G', "Help", NULL, "Explains the setting in focus and all keys.", 0,
		.guided = true, .run = help_open},
	[ACTION_PROVIDERS] = {2, 'P', "Providers", "Providers",
		"Opens the menu of mail providers, which fills in the server.", 1, .writes = true,
		.guided = true, .run = choose_provider},
	[ACTION_WIZARD] = {3, 'O', "Wizard", NULL,
		"Asks step by step, beginning with your address; from a step back to the form.", 2,
		.writes = true, .guided = true, .run = wizard_toggle},
	[ACTION_LEVEL] = {4, 'N', "District", NULL,
		"Goes to Options, or to the settings of a district.", 2, .run = levels_open,
		.enabled = levels_are_there,
		.disabled = "There are no districts; smtpsetup district add NAME makes one."},
	[ACTION_TEST] = {5, 'T', "Test", "Test Server",
		"Connects and logs in with what is on the screen. Sends no mail.", 0,
		.run = result_start_plain},
	[ACTION_THEME] = {6, 'Y', "Theme", NULL, "Shows another theme, and a list of all.", 3,
		.everywhere = true, .run = themes_open},
	[ACTION_VERSIONS] = {7, 'V', "Earlier", NULL,
		"Shows the earlier versions of the file, to put one back into the form.", 4,
		.writes = true, .run = versions_open, .enabled = versions_are_kept,
		.disabled = "There is no file yet, and so no earlier version of it."},
	[ACTION_FIX] = {8, 'F', "Fix", NULL,
		"Puts the fix of the last test into the form and tests again.", 1, .writes = true,
		.run = apply_fix, .enabled = known_fix_is_new,
		.disabled = "There is nothing to fix: no test has named settings that would."},
	[ACTION_SAVE] = {9, 'S', "Save", "Save", "Writes the settings into the file.", 0,
		.writes = true, .run = save_quit_save},
	[ACTION_QUIT] = {10, 'X', "Quit", "Quit", "Leaves; asks first if something is not saved.",
		0, .unseen = true, .guided = true, .run = save_quit},
	[ACTION_INHERIT] = {12, '_', "Inherit", NULL,
		"Gives the value of a district back to what is inherited from Options.", 3,
		.writes = true, .run = levels_inherit, .enabled = levels_can_inherit,
		.disabled = "Nothing here is a district's own value."},
	[ACTION_CANCEL] = {0, 'C', NULL, NULL, "Cancels a test; on the form the same as Quit.", 0,
		.unseen = true, .run = save_quit},
	[ACTION_REVEAL] = {0, 'R', "Show", NULL,
		"Shows the password in focus, until the next key and 5 seconds at most.", 2,
		.under_edit = true, .guided = true, .run = form_reveal, .enabled = form_can_reveal,
		.disabled = "^R shows a password for a moment: go to it first."},
	[ACTION_REDRAW] = {0, 'L', NULL, NULL,
		"Draws the screen anew, where something else has written on it.", 0,
		.everywhere = true, .unseen = true, .run = action_redraw},
	[ACTION_SUSPEND] = {0, 'Z', NULL, NULL, "Goes back to the shell; fg comes back.", 0,
		.everywhere = true, .unseen = true, .run = ui_suspend},
};
/* clang-format on */
