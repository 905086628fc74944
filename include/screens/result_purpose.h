/* Whose test it is that the result is shown of: what follows from its end. */
#ifndef SCREENS_RESULT_PURPOSE_H
#define SCREENS_RESULT_PURPOSE_H

#include "screens/app.h"
#include "screens/form_page.h"
#include "screens/result_draw.h"

enum { result_buttons_max = 3 };

struct result_purpose {
	/* The verdict is there. Takes over by popping the view and returning true. NULL: never */
	bool (*judged)(struct app *app);
	/* What can be done with a verdict, beside fixing it; the first one closes. */
	struct button buttons[result_buttons_max + 1];
	bool leads_on;                   /* a good test leads to sending mail */
	void (*closed)(struct app *app); /* it could not begin, or was closed; NULL: nothing */
};

/* One test. */
struct result_order {
	const struct result_purpose *purpose;
	/* What is done after the login, with the address; NULL: nothing, a plain test. */
	void (*start)(struct tester *t, const struct settings *settings, const char *to);
	char address[value_max + 1];
	char changed[result_changed_max + 1]; /* by a fix, as struct test_content has it */
};

#endif
