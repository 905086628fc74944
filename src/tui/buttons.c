#include "tui/buttons.h"

#include <stdio.h>
#include <string.h>

enum { button_max = 80 };

static int buttons_text(const struct buttons *b, int i, char text[button_max])
{
	(void)snprintf(text, button_max, b->narrow ? "[%s]" : "[ %s ]", b->labels[i]);
	return paint_columns(text, strlen(text));
}

/* Where each is, in columns and rows from the corner. */
static void buttons_place(const struct buttons *b, int width, int y[], int x[])
{
	int row = 0, column = 0;
	char text[button_max];

	for (int i = 0; i < b->n; i++) {
		int columns = buttons_text(b, i, text);

		if (column && column + columns > width) {
			column = 0;
			row++;
		}
		y[i] = row;
		x[i] = column;
		column += columns + (b->narrow ? 1 : 2);
	}
}

int buttons_rows(const struct buttons *b, int width)
{
	int y[buttons_max], x[buttons_max];

	buttons_place(b, width, y, x);
	return b->n ? y[b->n - 1] + 1 : 0;
}

/* Where there are fewer rows than they take, the first to be shown, so that the focus is. */
static int buttons_first_row(const struct buttons *b, struct rect place, const int y[])
{
	int row = b->focus >= 0 ? y[b->focus] : 0;

	return row < place.height ? 0 : row - place.height + 1;
}

void buttons_draw(struct stack *st, struct rect place, const struct buttons *b, int spot)
{
	int y[buttons_max], x[buttons_max], first;
	char text[button_max];

	buttons_place(b, place.width, y, x);
	first = buttons_first_row(b, place, y);
	for (int i = 0; i < b->n; i++) {
		int row = place.y + y[i] - first, column = place.x + x[i];
		int columns = buttons_text(b, i, text);
		enum role role = i == b->focus     ? ROLE_SELECTED
				 : i == b->primary ? ROLE_PRIMARY
						   : ROLE_BUTTON;

		if (row < place.y || row >= place.y + place.height)
			continue;
		paint_text(row, column, place.x + place.width - column, text, role);
		stack_spot(st, row, column, columns, spot + i);
		if (i == b->focus)
			stack_cursor(st, row, column + (b->narrow ? 1 : 2));
	}
}
