/*
 * The form: a projection of the draft. It keeps what cannot be in the draft: where the focus is,
 * the line under edit, and what was typed and is not a valid value (it stays on the screen,
 * with the reason below it). Nothing that was typed is ever lost by a move, a resize or a test.
 */
#ifndef TUI_FORM_H
#define TUI_FORM_H

#include "tui/app.h"
#include "tui/edit.h"

enum { form_notice_max = 400 };

struct form {
	struct screen screen;
	int focus; /* a field, or FIELD_COUNT and above: a button */
	struct edit edit;
	char *raw[FIELD_COUNT];         /* typed and not valid; NULL: none */
	struct err errors[FIELD_COUNT]; /* why; code 0: none */
	int scroll;
	char notice[form_notice_max]; /* until the next key */
	enum role notice_role;
};

struct screen *form_new(struct app *app);

/* The field in focus, or FIELD_COUNT. */
enum field_id form_field(const struct app *app);

/* Puts the line under edit into the draft, or keeps it with the reason why not. */
void form_commit(struct app *app);

/*
 * Commits, and looks for something that must be mended first: a text that is no valid value, a
 * rule of severity error; only in fields with all these flags. If there is, says what is not
 * done ("Not saved") and why, puts the focus there and returns false.
 */
bool form_is_sound(struct app *app, const char *not_done, unsigned flags);

/* After the draft was changed from outside (a provider, a save): shows it anew. */
void form_reload(struct app *app);

void form_focus(struct app *app, enum field_id id);
void form_say(struct app *app, enum role role, const char *sentence);

/* Asks what to do with a file that cannot be used. */
void form_ask_broken(struct app *app, const struct err *e);

/* Is anything on the screen that is not in the file? */
bool form_is_changed(const struct app *app);

/* For form_draw.c */
const struct action *form_button(int focus); /* NULL: it is a field */
int form_button_count(void);
bool form_field_changed(const struct app *app, const struct form *f, enum field_id id);
void form_draw(struct app *app, struct screen *s);

#endif
