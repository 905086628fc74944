/* Test Server on the screen: the steps as they come, then the verdict. */
#ifndef TUI_TEST_VIEW_H
#define TUI_TEST_VIEW_H

#include "tui/app.h"

/* Tests what is on the screen; asks first where a password would go out unencrypted. */
void test_view_start(struct app *app);

#endif
