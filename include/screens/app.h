/*
 * What all screens share: a stack of them over one session. All are drawn, from the bottom to the
 * top, on the one window of curses: it sends only what differs. The loop is screens/ui.h's.
 */
#ifndef SCREENS_APP_H
#define SCREENS_APP_H

#include "engine/session.h"
#include "engine/steps.h"
#include "engine/tester.h"
#include "engine/versions.h"
#include "store/theme.h"
#include "tui/key.h"
#include "tui/paint.h"
#include "screens/result_draw.h"

struct app;
struct screen;

/* A hint of the bar at the bottom: the key and what it does. Rank 0 stays longest. */
struct hint {
	char key[12];
	const char *name;
	int rank;
};

enum { hint_rank_max = 9, hints_max = 12 };

struct screen_ops {
	/* Draws itself; sets the cursor (app_cursor) when it is the topmost. */
	void (*draw)(struct app *app, struct screen *s);
	void (*key)(struct app *app, struct screen *s, const struct key *key);
	int (*hints)(struct app *app, struct screen *s, struct hint hints[hints_max]);
	void (*click)(struct app *app, struct screen *s, int what); /* on a spot; may be NULL */
	void (*news)(struct app *app, struct screen *s); /* the test went on; may be NULL */
	/* It is on the terminal: what could wait until then. NULL: nothing */
	void (*drawn)(struct app *app, struct screen *s);
	void (*free)(struct screen *s);
};

struct screen {
	const struct screen_ops *ops;
	struct screen *below;
};

/* A place of the topmost screen that can be clicked on, and what is there. */
struct spot {
	int y, x, width, what;
};

enum { spots_max = 400 };

/* What the open lists and questions are about; of each kind there is one at a time. */
struct asked {
	const struct provider *provider; /* whose listed values are dead */
	size_t level;                    /* to go to, behind what is not saved */
	size_t save_check;               /* about the save */
	void (*saved)(struct app *app);  /* what follows the save; NULL: nothing */
	struct version versions[history_max];
	struct shown_themes *themes;          /* of screens/themes.c; NULL: the list is not open */
	const struct result_purpose *purpose; /* of the test that is to begin */
	char address[value_max + 1];          /* that it goes to */
	char changed[result_changed_max + 1]; /* by the fix before it */
	char report[value_max + 1];           /* the file for the report of a test */
};

struct app {
	struct session session;
	struct tester tester;
	struct strlist districts;
	struct draft draft; /* of what is edited, for a next time */
	struct steps steps; /* of the wizard; without a session it has not begun */
	struct theme theme;
	struct screen *top;
	struct screen *form; /* the lowest screen */
	struct key_reader keys;
	bool dirty, done;
	bool told;                 /* that no draft can be kept */
	bool unmoved;              /* the key changed nothing: it brings no drawing about */
	bool wizard_only;          /* saving is the end */
	enum steps_at wizard_page; /* the step that the form shows */
	int code;                  /* to exit with */
	int signal;                /* to die by, or 0 */
	int cursor_y, cursor_x;
	struct spot spots[spots_max];
	int n_spots;
	struct asked asked;
	struct str last_words; /* for stderr, after the screen is gone */
};

/* Puts a screen on top; app owns it from then on. Removes the topmost one. */
void app_take(struct app *app, struct screen *s);
void app_pop(struct app *app);

void app_quit(struct app *app, int code);

void app_cursor(struct app *app, int y, int x);
void app_spot(struct app *app, int y, int x, int width, int what);

/* Draws what there is. */
void app_draw(struct app *app);

#endif
