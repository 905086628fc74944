/*
 * The default theme, as themes/default.theme says it (a unit test compares them): so that there is
 * no file to be found, read and parsed before the first drawing.
 */
#include "store/theme.h"

#define PLAIN COLOUR_DEFAULT

enum { RED = 1, BLUE = 4, MAGENTA = 5, WHITE = 7 };

/* fg, bg, for few colours again fg, bg; bold, reverse */
const struct theme theme_default = {
	.name = "default",
	.about = "The terminal's own colours, and one accent",
	.styles =
		{
			[ROLE_TEXT] = {PLAIN, PLAIN, PLAIN, PLAIN},
			[ROLE_TITLE] = {255, 24, WHITE, BLUE, .bold = true},
			[ROLE_SECTION] = {31, PLAIN, PLAIN, PLAIN, .bold = true},
			[ROLE_LABEL] = {PLAIN, PLAIN, PLAIN, PLAIN},
			[ROLE_FOCUS] = {31, PLAIN, PLAIN, PLAIN},
			[ROLE_DIM] = {243, PLAIN, PLAIN, PLAIN},
			[ROLE_GOOD] = {28, PLAIN, PLAIN, PLAIN, .bold = true},
			[ROLE_WARN] = {130, PLAIN, MAGENTA, PLAIN},
			[ROLE_BAD] = {161, PLAIN, RED, PLAIN, .bold = true},
			[ROLE_BUTTON] = {PLAIN, PLAIN, PLAIN, PLAIN},
			[ROLE_SELECTED] = {PLAIN, PLAIN, PLAIN, PLAIN, .reverse = true},
			[ROLE_FRAME] = {255, 24, WHITE, BLUE},
			[ROLE_KEY] = {PLAIN, PLAIN, PLAIN, PLAIN},
		},
};
