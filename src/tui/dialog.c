#include "tui/dialog.h"

#include "base/mem.h"
#include "base/text.h"
#include "tui/buttons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { widest = 66, padding = 2, frame_rows = 4 /* the frame, a blank row, a row of buttons */ };

struct dialog {
	struct screen screen;
	struct dialog_spec spec;
	char *text;
	int n, focus;
	int scroll; /* lines of the text above its place */
};

static struct dialog *dialog_of(struct screen *s)
{
	return (struct dialog *)(void *)s;
}

static struct buttons dialog_buttons_of(const struct dialog *d)
{
	struct buttons b = {.n = d->n, .focus = d->focus, .primary = -1};

	for (int i = 0; i < d->n; i++)
		b.labels[i] = d->spec.buttons[i];
	return b;
}

static struct rect dialog_place(const struct dialog *d, int *lines, int *rows)
{
	struct rect r = paint_screen();
	int width = r.width - 4 < widest ? r.width - 4 : widest, height;
	const struct buttons buttons = dialog_buttons_of(d);
	int inside = width - 2 * padding - 2;
	int frame = frame_rows - 1 + buttons_rows(&buttons, inside);

	*lines = paint_wrap_count(d->text, inside);
	height = *lines + frame;
	if (height > r.height - 1)
		height = r.height - 1;
	*rows = height - frame;
	return (struct rect) {(r.height - 1 - height) / 2, (r.width - width) / 2, height, width};
}

static void dialog_draw_buttons(struct stack *st, const struct dialog *d, struct rect r)
{
	const struct buttons buttons = dialog_buttons_of(d);
	int width = r.width - 2 * padding - 2, rows = buttons_rows(&buttons, width);

	buttons_draw(st, (struct rect) {r.y + r.height - 1 - rows, r.x + 1 + padding, rows, width},
		&buttons, 0);
}

static void dialog_draw(struct stack *st, struct screen *s)
{
	struct dialog *d = dialog_of(s);
	int lines, rows;
	struct rect r = dialog_place(d, &lines, &rows);
	char line[value_line_max];

	if (d->scroll > lines - rows)
		d->scroll = lines > rows ? lines - rows : 0;
	paint_box(r, d->spec.title);
	for (int i = 0; i < rows; i++)
		if (paint_wrap(
			    d->text, r.width - 2 * padding - 2, d->scroll + i, line, sizeof(line)))
			paint_text(r.y + 1 + i, r.x + 1 + padding, r.width - 2 * padding - 2, line,
				ROLE_TEXT);
	paint_box_arrows(r, r.y + 1, r.y + rows, d->scroll > 0, d->scroll + rows < lines);
	dialog_draw_buttons(st, d, r);
}

static void dialog_move_focus(struct dialog *d, int by)
{
	d->focus = (d->focus + by + d->n) % d->n;
}

/* The box is gone before the answer acts, which may open another; its context is not. */
static void dialog_answer(struct stack *st, struct dialog *d, int button)
{
	const struct dialog_spec spec = d->spec;

	d->spec.free = NULL;
	stack_pop(st);
	if (spec.answer)
		spec.answer(spec.ctx, button);
	if (spec.free)
		spec.free(spec.ctx);
}

static void dialog_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct dialog *d = dialog_of(s);
	static const struct {
		int code, by, scroll;
	} moves[] = {
		{KEYCODE_TAB, 1, 0},
		{KEYCODE_BACK_TAB, -1, 0},
		{KEYCODE_RIGHT, 1, 0},
		{KEYCODE_LEFT, -1, 0},
		{KEYCODE_DOWN, 0, 1},
		{KEYCODE_UP, 0, -1},
		{KEYCODE_PAGE_DOWN, 0, 5},
		{KEYCODE_PAGE_UP, 0, -5},
	};

	if (key->code == KEYCODE_ENTER || (key->code == KEYCODE_TEXT && key->text[0] == ' ')) {
		dialog_answer(st, d, d->focus);
		return;
	}
	if (key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C')) {
		dialog_answer(st, d, d->n - 1);
		return;
	}
	if (stack_is_help(key)) {
		stack_help(st, s);
		return;
	}
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == key->code) {
			dialog_move_focus(d, moves[i].by);
			d->scroll =
				d->scroll + moves[i].scroll > 0 ? d->scroll + moves[i].scroll : 0;
		}
}

static void dialog_click(struct stack *st, struct screen *s, int what)
{
	dialog_answer(st, dialog_of(s), what);
}

static int dialog_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	const struct dialog *d = dialog_of(s);
	int n = 0;

	hints[n++] = (struct hint) {"Enter", d->spec.buttons[d->focus], 0};
	if (d->n > 1) {
		hints[n++] = (struct hint) {"Tab", "Next", 1};
		hints[n++] = (struct hint) {"Esc", d->spec.buttons[d->n - 1], 0};
	}
	return stack_hint_help(st, hints, n, 2);
}

static void dialog_free(struct screen *s)
{
	struct dialog *d = dialog_of(s);

	if (d->spec.free)
		d->spec.free(d->spec.ctx);
	free(d->text);
	free(d);
}

static const struct screen_ops ops = {
	.draw = dialog_draw,
	.key = dialog_key,
	.hints = dialog_hints,
	.click = dialog_click,
	.free = dialog_free,
};

void dialog_open(struct stack *st, const struct dialog_spec *spec)
{
	struct dialog *d = mem_zero(1, sizeof(*d));

	*d = (struct dialog) {.screen.ops = &ops,
		.spec = *spec,
		.text = mem_text(spec->text),
		.focus = spec->focus};
	text_capital(d->text);
	while (d->n < dialog_buttons_max && spec->buttons[d->n])
		d->n++;
	stack_take(st, &d->screen);
}
