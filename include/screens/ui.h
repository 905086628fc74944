/*
 * The full-screen program. The loop waits for keys, signals and the worker, lets the topmost screen
 * handle what came, and draws once per turn if anything is dirty.
 */
#ifndef SCREENS_UI_H
#define SCREENS_UI_H

#include "screens/app.h"

struct ui_options {
	struct level level;   /* which settings */
	const char *theme;    /* NULL: the one chosen last */
	const char *terminal; /* its entry of terminfo (tui/term_check.h) */
	const char *remark;   /* to begin with, on the form; "": none */
	bool ascii;
	bool mouse;
	bool colours;
	bool open_providers;
	bool open_wizard;
};

/* Runs the form until it is left. Returns the exit code, or dies by the signal it got. */
int ui_run(const struct ui_options *options);

/* Stops the job, as ^Z does, and goes on when it is continued. */
void ui_suspend(struct app *app);

#endif
