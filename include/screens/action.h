/*
 * What can be done from everywhere on the form: one table drives the keys, the menu, the bar at
 * the bottom, the buttons, the help screen and the manual. One that stands in the menu needs no
 * key.
 */
#ifndef SCREENS_ACTION_H
#define SCREENS_ACTION_H

#include "screens/app.h"

enum action_id {
	ACTION_HELP,
	ACTION_PROVIDERS,
	ACTION_WIZARD,
	ACTION_LEVEL,
	ACTION_TEST,
	ACTION_THEME,
	ACTION_VERSIONS,
	ACTION_FIX,
	ACTION_SAVE,
	ACTION_QUIT,
	ACTION_MENU,
	ACTION_COMMANDS,
	ACTION_INHERIT,
	ACTION_SIGN_IN,
	ACTION_CANCEL,
	ACTION_REVEAL,
	ACTION_REDRAW,
	ACTION_SUSPEND,
	ACTION_IMPORT,
	ACTION_PROGRAMS,
	ACTION_COUNT
};

/* What it is about: in the menu they stand in this order, and then as in the table. */
enum action_place {
	PLACE_NOWHERE,
	PLACE_SETUP,
	PLACE_FILE,
	PLACE_SCREEN,
	PLACE_PROGRAM,
	PLACE_COUNT
};

struct action {
	int function_key; /* 1 to 12; 0: none */
	char letter;      /* with Ctrl; 0: none */
	char alt;         /* with Alt, where tui/sequence.c has it; 0: none */
	enum action_place place;
	const char *menu;   /* its words in the menu; NULL: not there */
	const char *name;   /* in the bar; NULL: not there */
	const char *button; /* on the form; NULL: none */
	const char *help;   /* a sentence */
	int rank;           /* in the bar: 0 stays longest */
	bool everywhere;    /* also while a dialog or list is open */
	bool unseen;        /* also where the window has no room for a screen */
	bool writes;        /* not where nothing may be saved */
	bool under_edit;    /* about the line under edit: it is not put into the draft first */
	bool guided;        /* in the bar also in a step of the wizard */
	void (*run)(struct app *app);
	bool (*enabled)(const struct app *app); /* NULL: always */
	const char *disabled;                   /* why not, a sentence */
};

extern const struct action actions[ACTION_COUNT];

enum { action_key_max = 12, action_keys_max = 24 };

/* The action of a key, or NULL. */
const struct action *action_find(int code);

bool action_is_enabled(const struct app *app, const struct action *a);

/* The name of the key that works on this terminal: "F5" or "^T"; "" where it has none. */
void action_key_name(const struct action *a, char name[action_key_max]);

/* The names of all its keys, as in "F5, ^T" with that comma; "Menu" where it has none. */
void action_keys(const struct action *a, const char *comma, char names[action_keys_max]);

#endif
