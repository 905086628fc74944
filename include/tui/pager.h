/* Text to read, in a box, scrolled with the usual keys. */
#ifndef TUI_PAGER_H
#define TUI_PAGER_H

#include "tui/app.h"

/* Takes the text. A line that begins with # is a heading. */
void pager_take(struct app *app, const char *title, char *text);

#endif
