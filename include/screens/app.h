/*
 * What all screens share: a stack of them over one session. All are drawn, from the bottom to the
 * top, on the one window of curses: it sends only what differs. The loop is screens/ui.h's.
 */
#ifndef SCREENS_APP_H
#define SCREENS_APP_H

#include "engine/program_task.h"
#include "engine/session.h"
#include "engine/steps.h"
#include "engine/tester.h"
#include "sender/hour.h"
#include "store/theme.h"
#include "tui/key.h"
#include "tui/stack.h"

struct app {
	struct loop loop;
	struct session session;
	struct tester tester;
	struct hour hour; /* that a test message counts in, while it is sent */
	struct program_list programs; /* as they were looked at last */
	struct program_task task;     /* what is being written into them */
	struct strlist districts;
	struct draft draft; /* of what is edited, for a next time */
	struct steps steps; /* of the wizard; without a session it has not begun */
	struct theme theme;
	struct stack stack;
	struct screen *form; /* the lowest screen */
	struct key_reader keys;
	uint64_t tick, quiet; /* in the loop: the clock of a test, the end of a paste */
	bool done;
	bool held;                 /* it was to be left where no question could be asked */
	bool offered;              /* the programs, after a save */
	bool told;                 /* that no draft can be kept */
	bool wizard_only;          /* saving is the end */
	enum steps_at wizard_page; /* the step that the form shows */
	int code;                  /* to exit with */
	int signal;                /* to die by, or 0 */
	struct str last_words;     /* for stderr, after the screen is gone */
	struct str printed;        /* likewise for stdout */
};

/* Ends the program at the next turn of the loop. */
void app_quit(struct app *app, int code);

/* Is the window large enough for a screen? Where it is not, keys act on nothing. */
bool app_has_room(void);

/* Draws what there is. */
void app_draw(struct app *app);

#endif
