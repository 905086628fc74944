#include "tui/stack.h"

#include <stdio.h>
#include <string.h>

void stack_outdate(struct stack *st)
{
	st->dirty = true;
	st->seen = false;
}

void stack_take(struct stack *st, struct screen *s)
{
	s->below = st->top;
	st->top = s;
	stack_outdate(st);
}

void stack_pop(struct stack *st)
{
	struct screen *s = st->top;

	st->top = s->below;
	s->ops->free(s);
	stack_outdate(st);
}

void stack_cursor(struct stack *st, int y, int x)
{
	st->cursor_y = y;
	st->cursor_x = x;
}

void stack_spot(struct stack *st, int y, int x, int width, int what)
{
	if (st->n_spots < spots_max)
		st->spots[st->n_spots++] = (struct spot) {y, x, width, what};
}

/* Drawing */

void stack_hide(struct stack *st)
{
	stack_cursor(st, -1, -1);
	st->n_spots = 0;
	st->seen = false;
}

static void stack_draw_from(struct stack *st, struct screen *s)
{
	if (s->below)
		stack_draw_from(st, s->below);
	if (s->below && !s->clear)
		paint_behind();
	stack_hide(st);
	st->bar_taken = false;
	s->ops->draw(st, s);
}

void stack_take_bar(struct stack *st)
{
	st->bar_taken = true;
}

static int hint_width(const struct hint *h)
{
	return paint_columns(h->key, strlen(h->key)) + 1 + paint_columns(h->name, strlen(h->name)) +
	       2;
}

/* Those of the lowest rank first, as many as fit into the width. */
static void stack_choose_hints(const struct hint *hints, int n, int width, bool shown[hints_max])
{
	for (int rank = 0; rank <= hint_rank_max; rank++)
		for (int i = 0; i < n; i++)
			if (hints[i].rank == rank && hint_width(&hints[i]) <= width) {
				shown[i] = true;
				width -= hint_width(&hints[i]);
			}
}

static void stack_draw_bar(struct stack *st, struct rect r)
{
	struct hint hints[hints_max];
	int n = st->top->ops->hints(st, st->top, hints), x = 1, y = r.height - 1;
	bool shown[hints_max] = {false};

	stack_choose_hints(hints, n, r.width, shown);
	paint_cell(y, 0, r.width, "", ROLE_TEXT);
	for (int i = 0; i < n; i++) {
		if (!shown[i])
			continue;
		x += paint_text(y, x, r.width - x, hints[i].key, ROLE_KEY) + 1;
		x += paint_text(y, x, r.width - x, hints[i].name, ROLE_TEXT) + 2;
	}
}

void stack_draw(struct stack *st)
{
	stack_draw_from(st, st->top);
	if (!st->bar_taken)
		stack_draw_bar(st, paint_screen());
	st->seen = true;
}

void stack_drawn(struct stack *st)
{
	st->dirty = false;
	if (st->seen && st->top->ops->drawn)
		st->top->ops->drawn(st, st->top);
}

/* Keys */

static void stack_click(struct stack *st, const struct key *key)
{
	struct screen *top = st->top;

	for (int i = st->n_spots - 1; i >= 0 && top->ops->click; i--) {
		const struct spot *spot = &st->spots[i];

		if (key->y != spot->y || key->x < spot->x || key->x >= spot->x + spot->width)
			continue;
		top->ops->click(st, top, spot->what);
		return;
	}
}

/* A step of the wheel is a step on the lowest screen, more where text or a list is scrolled. */
static void stack_wheel(struct stack *st, int code)
{
	const struct key key = {
		.code = code == KEYCODE_WHEEL_UP ? KEYCODE_UP : KEYCODE_DOWN,
	};
	struct screen *top = st->top;

	for (int i = 0; i < (top->below ? 3 : 1); i++)
		top->ops->key(st, top, &key);
}

void stack_key(struct stack *st, const struct key *key)
{
	if (key->code == KEYCODE_CLICK)
		stack_click(st, key);
	else if (key->code == KEYCODE_WHEEL_UP || key->code == KEYCODE_WHEEL_DOWN)
		stack_wheel(st, key->code);
	else
		st->top->ops->key(st, st->top, key);
}

bool stack_is_help(const struct key *key)
{
	return key->help || (key->code == KEYCODE_TEXT && key->text[0] == '?');
}

void stack_help(struct stack *st, struct screen *s)
{
	if (st->help)
		st->help(st->help_ctx, s);
}

int stack_hint_help(const struct stack *st, struct hint hints[hints_max], int n, int rank)
{
	hints[n] = (struct hint) {"", "Help", rank};
	(void)snprintf(hints[n].key, key_name_max, "%s", st->help_key);
	return n + !!st->help;
}

void stack_news(struct stack *st)
{
	if (st->top->ops->news)
		st->top->ops->news(st, st->top);
}
