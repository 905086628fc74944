#include "tui/ask.h"

#include "base/mem.h"
#include "base/text.h"
#include "tui/line_edit.h"

#include <stdlib.h>
#include <string.h>

enum { widest = 66, padding = 2, frame_rows = 6 /* frame, two blank rows, the line, the reason */ };

struct ask {
	struct screen screen;
	struct ask_spec spec;
	struct line_edit edit;
	struct err trouble; /* code 0: none */
};

static struct ask *ask_of(struct screen *s)
{
	return (struct ask *)(void *)s;
}

static struct rect ask_place(const struct ask *a, int *lines)
{
	struct rect r = paint_screen();
	int width = r.width - 4 < widest ? r.width - 4 : widest, height;

	*lines = paint_wrap_count(a->spec.text, width - 2 * padding - 2);
	height = *lines + frame_rows;
	if (height > r.height - 1)
		height = r.height - 1;
	*lines = height - frame_rows;
	return (struct rect) {(r.height - 1 - height) / 2, (r.width - width) / 2, height, width};
}

static void ask_draw(struct stack *st, struct screen *s)
{
	const struct ask *a = ask_of(s);
	int lines;
	struct rect r = ask_place(a, &lines);
	int x = r.x + 1 + padding, width = r.width - 2 - 2 * padding, y = r.y + 2 + lines;
	struct line_edit_view view;

	paint_box(r, a->spec.title);
	(void)paint_paragraph((struct rect) {r.y + 1, x, lines, width}, a->spec.text, ROLE_TEXT);
	line_edit_look(&a->edit, width, &view);
	paint_field(y, x, width, view.shown, ROLE_ACTIVE);
	if (view.before)
		paint_run(y, x - 1, 1, GLYPH_LEFT, ROLE_FOCUS);
	if (view.behind)
		paint_run(y, x + width, 1, GLYPH_RIGHT, ROLE_FOCUS);
	if (a->trouble.code) {
		paint_run(y + 1, x, 1, GLYPH_NO, ROLE_BAD);
		paint_text(y + 1, x + 2, width - 2, a->trouble.message, ROLE_TEXT);
	}
	stack_cursor(st, y, x + view.cursor);
}

/* The box is gone before the answer acts, which may open another; its context is not. */
static void ask_give(struct stack *st, struct ask *a, const char *text)
{
	const struct ask_spec spec = a->spec;

	a->spec.free = NULL;
	stack_pop(st);
	spec.answer(spec.ctx, text);
	if (spec.free)
		spec.free(spec.ctx);
}

static void ask_answer(struct stack *st, struct ask *a)
{
	struct str text;

	a->edit.text[a->edit.len] = '\0';
	str_init(&text, line_edit_max);
	if (a->spec.check(a->edit.text, &text, &a->trouble) < 0)
		text_capital(a->trouble.message);
	else if (text.len)
		ask_give(st, a, text.data);
	str_fini(&text);
}

static void ask_type(struct ask *a, const struct key *key)
{
	struct str said;

	if (!line_edit_key(&a->edit, key))
		return;
	str_init(&said, sizeof(a->trouble.message) - 1);
	if (line_edit_tell(&a->edit, key, &said))
		(void)err_set(&a->trouble, EX_DATAERR, "%s", said.data);
	str_fini(&said);
}

static void ask_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct ask *a = ask_of(s);

	a->trouble.code = 0;
	if (key->code == KEYCODE_ENTER)
		ask_answer(st, a);
	else if (key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C'))
		stack_pop(st);
	else if (key->help)
		stack_help(st, s);
	else
		ask_type(a, key);
}

static int ask_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	(void)s;
	hints[n++] = (struct hint) {"Enter", "Go on", 0};
	hints[n++] = (struct hint) {"Esc", "Back", 0};
	return stack_hint_help(st, hints, n, 1);
}

static void ask_free(struct screen *s)
{
	struct ask *a = ask_of(s);

	if (a->spec.free)
		a->spec.free(a->spec.ctx);
	free(a);
}

static const struct screen_ops ops = {
	.draw = ask_draw,
	.key = ask_key,
	.hints = ask_hints,
	.free = ask_free,
};

void ask_open(struct stack *st, const struct ask_spec *spec)
{
	struct ask *a = mem_zero(1, sizeof(*a));

	a->screen.ops = &ops;
	a->screen.about = spec->about;
	a->spec = *spec;
	line_edit_set(&a->edit, spec->initial, strlen(spec->initial), false);
	a->edit.selected = true;
	stack_take(st, &a->screen);
}
