/* For programs*.c: the box of the machine's programs, what is seen of it and where it stands. */
#ifndef SCREENS_PROGRAMS_BOX_H
#define SCREENS_PROGRAMS_BOX_H

#include "screens/app.h"

/* The first row is of all that send by sendmail, and cannot be chosen. */
enum { ROW_SENDMAIL, ROW_FIRST };

struct programs {
	struct screen screen;
	struct app *app;
	int mark, scroll, focus; /* a row, the first one shown, a button */
	bool told;               /* what the last work did was seen, and something was pressed */
	const char *refusal;     /* why a key did nothing, until the next one; or NULL */
};

struct programs_button {
	const char *label;
	void (*run)(struct programs *v);
};

enum { programs_button_count = 5 };

extern const struct programs_button programs_buttons[programs_button_count];

/* How many rows there are: the last one adds a file. The program of the one that is marked; NULL:
 * it is of none. */
int programs_rows(const struct programs *v);
struct program_item *programs_item(const struct programs *v);

bool programs_is_last(const struct programs *v); /* the row that is marked */

/* Asks for a file and whose it is, and adds it to the list, chosen. */
void programs_add_file(struct app *app);

/* Appends what there is to know of sendmail. */
void programs_say_sendmail(const struct programs *v, struct str *out);

void programs_draw(struct stack *st, struct screen *s);

#endif
