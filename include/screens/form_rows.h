/*
 * The rows of the form, in their order: those settings of a page that are shown now, and in the
 * whole form two that are no settings: where the password comes from, of whose settings only the
 * chosen one is shown, and what folds away what few people need.
 */
#ifndef SCREENS_FORM_ROWS_H
#define SCREENS_FORM_ROWS_H

#include "screens/form.h"

enum { form_rows_max = FIELD_COUNT + 2 };

/* Numbers of the focus, beside settings and buttons. */
enum { FORM_SOURCE = FIELD_COUNT + form_page_buttons_max + 1, FORM_MORE };

/* Returns how many: settings, FORM_SOURCE, FORM_MORE. */
int form_rows(const struct app *app, const struct form *f, int rows[form_rows_max]);

/* How many rows are folded away, and how many of these are not at their default. */
int form_rows_folded(const struct settings *s, int *changed);

/* What says where the password comes from: the setting that was chosen, or that has a value. */
enum field_id form_rows_source(const struct app *app, const struct form *f);

/* After the draft was filled in: shows the source that it has, whichever was chosen. */
void form_rows_forget_source(struct app *app);

/* Makes the row of the setting one that is shown. */
void form_rows_show(struct app *app, struct form *f, enum field_id id);

/* The choices of FORM_SOURCE: a setting each, and what it is called. */
struct form_source {
	enum field_id id;
	const char *label;
};

enum { form_sources_count = 5 };

extern const struct form_source form_sources[form_sources_count];

/* Takes another source: what the others had is kept aside, and comes back with them. */
void form_rows_choose_source(struct app *app, enum field_id id);

#endif
