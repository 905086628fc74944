#include "screens/layout.h"

enum {
	stack_below_width = 64,
	gaps_from_height = 16, /* rows for the eye around the body */
	label_column = 3,
	value_column = 28,
	widest_value = 72,
	right_margin = 2, /* what tells that a text goes on, and that the page does */
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

void layout_make(struct layout *l, int height, int width, struct parts parts)
{
	int gap = height >= gaps_from_height, tabs = gap && parts.tabs;

	*l = (struct layout) {
		.stacked = width < stack_below_width,
		.title = 0,
		.tabs = tabs ? 1 : -1,
		.body = 1 + tabs + gap,
		.bar = height - 1,
		.hint = height - 2,
		.buttons = height - 3 - gap,
		.label_x = label_column,
	};
	l->body_height = layout_most(0, l->buttons - gap - l->body);
	l->spacious = parts.content + parts.sections <= l->body_height;
	l->value_x = l->stacked ? label_column + 2 : value_column;
	l->value_width = layout_least(widest_value, width - l->value_x - right_margin);
}
