/*
 * Text to read, in a box, scrolled with the usual keys. A line that begins with # is a heading, one
 * with a tab a label and its text, which stands beside it where there is room.
 */
#ifndef TUI_TEXT_VIEWER_H
#define TUI_TEXT_VIEWER_H

#include "screens/app.h"

/* Takes the text. more: what the key of the help shows in its place, NULL for nothing more. */
void text_viewer_take(
	struct app *app, const char *title, char *text, void (*more)(struct app *app));

#endif
