/*
 * The default theme, as themes/default.theme has it (a unit test compares them): so that there is
 * no file to be found, read and parsed before the first drawing.
 */
#include "store/theme.h"

#define PLAIN COLOUR_DEFAULT

enum { BLACK = 0, RED = 1, GREEN = 2, BLUE = 4, WHITE = 7 };

/* fg, bg, for few colours again fg, bg */
/* clang-format off */
const struct theme theme_default = {
	.name = "default",
	.about = "The terminal's own colours, calm on every ground",
	.styles = {
		[ROLE_TEXT] = {PLAIN, PLAIN, PLAIN, PLAIN},
		[ROLE_TITLE] = {231, 24, WHITE, BLUE, .bold = true},
		[ROLE_SECTION] = {PLAIN, PLAIN, PLAIN, PLAIN, .bold = true},
		[ROLE_LABEL] = {PLAIN, PLAIN, PLAIN, PLAIN},
		[ROLE_FOCUS] = {PLAIN, PLAIN, PLAIN, PLAIN, .bold = true},
		[ROLE_DIM] = {PLAIN, PLAIN, PLAIN, PLAIN},
		[ROLE_GOOD] = {231, 22, BLACK, GREEN},
		[ROLE_WARN] = {16, 220, PLAIN, PLAIN, .basic_reverse = true},
		[ROLE_BAD] = {231, 124, WHITE, RED, .bold = true},
		[ROLE_BUTTON] = {PLAIN, PLAIN, PLAIN, PLAIN},
		[ROLE_SELECTED] = {PLAIN, PLAIN, PLAIN, PLAIN, .reverse = true},
		[ROLE_FRAME] = {PLAIN, PLAIN, PLAIN, PLAIN},
		[ROLE_KEY] = {PLAIN, PLAIN, PLAIN, PLAIN, .bold = true},
		[ROLE_FIELD] = {PLAIN, PLAIN, PLAIN, PLAIN, .underline = true},
		[ROLE_EMPTY] = {PLAIN, PLAIN, PLAIN, PLAIN, .underline = true},
		[ROLE_ACTIVE] = {PLAIN, PLAIN, PLAIN, PLAIN, .reverse = true},
		[ROLE_PRIMARY] = {PLAIN, PLAIN, PLAIN, PLAIN, .bold = true},
		[ROLE_LINE] = {PLAIN, PLAIN, PLAIN, PLAIN, .dim = true},
		[ROLE_BEHIND] = {PLAIN, PLAIN, PLAIN, PLAIN, .dim = true},
		[ROLE_CHIP_GOOD] = {231, 22, BLACK, GREEN},
		[ROLE_CHIP_WARN] = {16, 220, PLAIN, PLAIN, .basic_reverse = true},
		[ROLE_CHIP_BAD] = {231, 124, WHITE, RED, .bold = true},
	},
};
/* clang-format on */
