/*
 * A question in a box: a title, some sentences and buttons. The answer is the number of the
 * button; Esc gives the last one, which is always the one that changes nothing.
 */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H

#include "screens/app.h"

enum { dialog_buttons_max = 3 };

struct dialog_spec {
	const char *title;
	const char *text;                            /* copied */
	const char *buttons[dialog_buttons_max];     /* constants; NULL where there are fewer */
	int focus;                                   /* the button that Enter presses at once */
	void (*answer)(struct app *app, int button); /* NULL: nothing to be done */
};

void dialog_open(struct app *app, const struct dialog_spec *spec);

#endif
