/* How a sign-in looks in its box: the code and its page, the line to paste into, or the end. */
#ifndef SCREENS_SIGN_IN_DRAW_H
#define SCREENS_SIGN_IN_DRAW_H

#include "engine/sign_in.h"
#include "screens/app.h"
#include "tui/hidden_line.h"

struct sign_in_box {
	struct screen screen;
	struct app *app;
	struct sign_in sign_in;
	struct hidden_line pasted;
	struct err trouble;                       /* of what was pasted */
	void (*over)(struct app *app, bool done); /* NULL: the form hears of it */
	uint64_t tick;                            /* in the loop: the minutes that are left */
};

void sign_in_draw(struct stack *st, struct sign_in_box *b);

#endif
