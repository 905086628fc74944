#include "screens/layout.h"

enum {
	narrow_below = 64,
	hint_from = 14, /* rows */
	tabs_from = 16,
	line_from = 20,
	label_column = 3,
	value_column = 28,
	narrow_value_column = 12,
	beside_value = 44, /* columns of the labels, the notes and the margins */
	least_value = 36,
	right_margin = 2, /* what shows that a text goes on, and that the page does */
	welcome_rows = 2,
};

static int layout_least(int a, int b)
{
	return a < b ? a : b;
}

static int layout_most(int a, int b)
{
	return a > b ? a : b;
}

bool layout_is_too_small(int height, int width)
{
	return height < layout_min_height || width < layout_min_width;
}

bool layout_is_narrow(int width)
{
	return width < narrow_below;
}

static void layout_columns(struct layout *l, int width)
{
	int room;

	l->width = width >= layout_wide ? layout_left_width : width;
	l->narrow = layout_is_narrow(width);
	l->label_x = l->narrow ? 1 : label_column;
	l->value_x = l->narrow ? narrow_value_column : value_column;
	room = l->width - l->value_x - right_margin;
	l->value_width =
		l->narrow ? room + 1
			  : layout_least(room, layout_most(least_value, l->width - beside_value));
	l->note_x = l->value_x + l->value_width + right_margin;
	l->note_width = l->narrow ? 0 : layout_most(0, l->width - 1 - l->note_x);
}

/* From the bottom up; what helps goes first where there is little room. */
static void layout_bottom(struct layout *l, int height)
{
	l->bar = height - 1;
	l->hint = height >= hint_from ? height - 2 : -1;
	l->line = height >= line_from ? height - 3 : -1;
}

void layout_make(struct layout *l, int height, int width, struct parts parts)
{
	int end, room, gap, top;

	*l = (struct layout) {.tabs = -1, .welcome = -1};
	layout_columns(l, width);
	layout_bottom(l, height);
	if (parts.tabs && height >= tabs_from)
		l->tabs = 1;
	top = 1 + (l->tabs >= 0);
	end = l->line >= 0 ? l->line : l->hint >= 0 ? l->hint : l->bar;
	l->body = top + (parts.apart && height >= tabs_from);
	room = layout_most(0, end - l->body - 1);
	gap = parts.content < room && !l->narrow;
	l->body_height = layout_least(parts.content, room);
	l->buttons = l->narrow ? end - 1 : l->body + l->body_height + gap;
	if (l->narrow)
		l->body_height = room;
	if (parts.welcome && l->buttons + 1 + welcome_rows < end)
		l->welcome = l->buttons + 2;
}
