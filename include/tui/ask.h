/*
 * A question with one line to type, in a box. What is typed is checked as the setting would be
 * that it is like; Enter answers, Esc goes back and changes nothing.
 */
#ifndef TUI_ASK_H
#define TUI_ASK_H

#include "screens/app.h"

struct ask_spec {
	const char *title;   /* a constant */
	const char *text;    /* a constant */
	const char *initial; /* copied */
	enum field_id like;  /* whose type the answer has */
	void (*answer)(struct app *app, const char *text);
};

void ask_open(struct app *app, const struct ask_spec *spec);

#endif
