/*
 * What of the settings the form shows, and what stands around them: the whole form is one page,
 * each step of the wizard another. A page is a description; the form does the rest.
 */
#ifndef SCREENS_FORM_PAGE_H
#define SCREENS_FORM_PAGE_H

#include "base/str.h"
#include "model/field.h"
#include "model/provider.h"

struct app;

struct button {
	const char *label;
	const char *help; /* a sentence, while it has the focus */
	void (*run)(struct app *app);
};

enum { form_page_buttons_max = 5, form_page_said_max = 6000 };

struct form_page {
	const char *title;
	/* Appends the title as it fits into so many columns; NULL: it is `title`, and the file. */
	void (*trail)(const struct app *app, int width, struct str *out);
	const char *label;         /* in the place of the first setting's own, or NULL */
	const enum field_id *asks; /* in their order, ended by FIELD_COUNT */
	bool guided;               /* a step of the wizard */
	struct button buttons[form_page_buttons_max + 1]; /* ended by one without a label */
	/* Append what is to be known first, and what follows from the line under edit, below the
	 * settings. NULL: nothing. */
	void (*say)(const struct app *app, struct str *out);
	void (*echo)(const struct app *app, const char *typed, struct str *out);
	/* Enter in a text: to what is needed and missing behind it, else this. NULL: to the next */
	void (*enter)(struct app *app);
	bool (*needs)(const struct app *app, enum field_id id);
	void (*escape)(struct app *app); /* NULL: nothing */
	/* What a provider from the menu, a save, and the key to quit do in its place; NULL: the
	 * usual. */
	void (*use_provider)(struct app *app, const struct provider *p, bool as_listed);
	void (*saved)(struct app *app);
	void (*quit)(struct app *app);
	void (*news)(struct app *app); /* the programs of the machine stand otherwise, or NULL */
};

/* Everything, with the buttons of the actions that have one. */
const struct form_page *form_page_of_all(void);

bool form_page_asks(const struct form_page *page, enum field_id id);

/* How many settings, and how many buttons. */
int form_page_fields(const struct form_page *page);
int form_page_buttons(const struct form_page *page);

#endif
