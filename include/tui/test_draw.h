/* The content of the test's screen, line by line. */
#ifndef TUI_TEST_DRAW_H
#define TUI_TEST_DRAW_H

#include "engine/tester.h"
#include "tui/paint.h"

/*
 * Draws what there is to say of the test, from line `scroll` on, into the place. Returns how many
 * lines it has in all; with a height of 0 it only counts. trouble: why the result could not be
 * recorded, code 0 where it was.
 */
int test_draw(struct rect inside, int scroll, const struct tester *t, const struct err *trouble);

#endif
