/*
 * The form: a projection of the draft. It keeps what cannot be in the draft: where the focus is,
 * the line under edit, and what was typed and is not a valid value (it stays on the screen,
 * with the reason below it). Nothing that was typed is ever lost by a move, a resize or a test.
 */
#ifndef SCREENS_FORM_H
#define SCREENS_FORM_H

#include "screens/app.h"
#include "tui/line_edit.h"
#include "screens/form_page.h"

struct action;

enum { form_notice_max = 400 };

struct form {
	struct screen screen;
	struct app *app;
	const struct form_page *page; /* what is shown */
	int focus; /* a field, from FIELD_COUNT on a button, or one of form_rows.h */
	struct line_edit edit;
	char *raw[FIELD_COUNT];         /* typed and not valid; NULL: none */
	struct err errors[FIELD_COUNT]; /* why; code 0: none */
	bool unfolded;                  /* the rows that few people need are shown */
	enum field_id source;           /* of the password, as chosen; FIELD_COUNT: as it is set */
	struct settings aside;          /* what other sources had before */
	bool begun;                     /* something was typed: no welcome any more */
	int scroll;
	bool said_cut;                /* the page had more to say than there was room for */
	struct rect place;            /* of the value in focus, when it was drawn last */
	uint64_t concealing;          /* in the loop; 0: nothing is revealed */
	char notice[form_notice_max]; /* until the next key */
	enum role notice_role;
};

struct screen *form_new(struct app *app);

/* The field in focus, or FIELD_COUNT. */
enum field_id form_field(const struct app *app);

/* Where its value is on the screen. */
struct rect form_place(const struct app *app);

/* Puts the line under edit into the draft, or keeps it with the reason why not. */
void form_commit(struct app *app);

/*
 * Commits, and looks for something that must be mended first: a text that is no valid value, a
 * rule of severity error; only in fields with all these flags. If there is, says what is not
 * done ("Not saved") and why, puts the focus there and returns false.
 */
bool form_is_sound(struct app *app, const char *not_done, unsigned flags);

/* Is there a text in the field that is no valid value? */
bool form_has_trouble(const struct app *app, enum field_id id);

/*
 * Does it as its key does: what is under edit counts, and where it cannot be done the form says
 * why.
 */
void form_act(struct app *app, const struct action *action);

/* After the draft was changed from outside (a provider, a save): shows it anew. */
void form_reload(struct app *app);

/* After another session was opened: shows that one, and forgets all that was typed. */
void form_restart(struct app *app);

/* Gives up what was typed there, or anywhere, and is not in the draft; shows what is. */
void form_forget(struct app *app, enum field_id id);
void form_forget_all(struct app *app);

/* Says why nothing can be saved, if it is so; returns whether it can. */
bool form_tell_rights(struct app *app);

/* Shows another page; what is typed is kept. */
void form_show(struct app *app, const struct form_page *page);
const struct form_page *form_page(const struct app *app);
bool form_is_guided(const struct app *app);

/* Puts the focus there; what the page does not show brings back the whole form. */
void form_focus(struct app *app, enum field_id id);

/* The first character typed into the text in focus replaces all of it. */
void form_select(struct app *app);

void form_say(struct app *app, enum role role, const char *sentence);

/* Shows the secret under edit for a moment: until the next key, and 5 seconds at most. */
bool form_can_reveal(const struct app *app);
void form_reveal(struct app *app);

/* Hides it again at once. Returns whether anything was hidden. */
bool form_conceal(struct app *app);

/* Is anything on the screen that is not in the file? */
bool form_is_changed(const struct app *app);

/* For form_draw.c, form_frame.c and form_keys.c */
struct layout;
extern const struct screen_ops form_ops;
const struct button *form_button(const struct form *f, int focus); /* NULL: it is a field */
bool form_is_text(int focus);
bool form_is_first_time(const struct app *app, const struct form *f);
void form_type_key(struct app *app, const struct key *key); /* into the line under edit */
void form_set_focus(struct app *app, int focus);
bool form_field_changed(const struct app *app, const struct form *f, enum field_id id);
void form_draw(struct stack *st, struct screen *s);
void form_draw_frame(struct app *app, const struct form *f, const struct layout *l);
void form_free(struct screen *s);

#endif
