/* What stands below a field of the form: why it is refused, a warning, or advice. */
#ifndef SCREENS_FORM_MESSAGE_H
#define SCREENS_FORM_MESSAGE_H

#include "screens/form.h"

enum { message_max = 1200 };

struct message {
	enum role role; /* of the glyph */
	enum glyph glyph;
	char text[message_max];
};

/* False: there is none. */
bool form_message(const struct app *app, const struct form *f, enum field_id id, struct message *m);

#endif
