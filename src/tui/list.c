#include "tui/list.h"

#include "base/mem.h"
#include "base/search_index.h"
#include "tui/line_edit.h"
#include "tui/scroll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { details_rows = 5, details_max = 4000, roomy = 22, beside_value = 4, query_width = 40 };

struct list {
	struct screen screen;
	struct list_spec spec;
	size_t *shown; /* the rows that match */
	size_t n, mark;
	int scroll, page;
	struct search_index index; /* when there is a filter */
	struct line_edit query;
	bool touched;
	bool left; /* its context is with who answers */
};

static struct list *list_of(struct screen *s)
{
	return (struct list *)(void *)s;
}

/* The row `keep` stays marked while it is shown. */
static void list_mark_row(struct list *l, size_t keep)
{
	l->mark = 0;
	for (size_t i = 0; i < l->n; i++)
		if (l->shown[i] == keep)
			l->mark = i;
}

/* Takes out what the owner does not show now. */
static void list_hide(struct list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (!l->spec.ops->hidden || !l->spec.ops->hidden(l->spec.ctx, l->shown[i]))
			l->shown[n++] = l->shown[i];
	l->n = n;
}

static void list_show_all(struct list *l, size_t keep)
{
	for (l->n = 0; l->n < l->spec.count; l->n++)
		l->shown[l->n] = l->n;
	list_hide(l);
	list_mark_row(l, keep);
}

/* Takes some milliseconds when the rows are many: it must not hold up the opening of the list. */
static void list_prepare(struct stack *st, struct screen *s)
{
	struct list *l = list_of(s);

	(void)st;
	if (l->spec.filter && !l->index.rows)
		search_index_init(&l->index, l->spec.count, l->spec.ops->words, l->spec.ctx);
}

static bool list_row_stays(const struct list *l, size_t row)
{
	return l->spec.ops->stays && l->spec.ops->stays(l->spec.ctx, row);
}

/* What the search keeps, and behind it what always stays; without a query that is in its place. */
static void list_search(struct list *l)
{
	l->n = search_index_keep(&l->index, l->query.text, l->shown);
	for (size_t row = 0; l->n < l->spec.count && row < l->spec.count; row++)
		if (list_row_stays(l, row))
			l->shown[l->n++] = row;
	list_hide(l);
}

/* The marked row keeps the mark, unless it is there only because it always is. */
static void list_refilter(struct stack *st, struct list *l)
{
	size_t keep = l->n ? l->shown[l->mark] : 0;

	list_prepare(st, &l->screen);
	l->query.text[l->query.len] = '\0';
	list_search(l);
	if (l->query.len && l->n && list_row_stays(l, keep))
		keep = l->shown[0];
	list_mark_row(l, keep);
	if (l->spec.ops->typed)
		l->spec.ops->typed(l->spec.ctx, l->query.text);
}

/* Below its field, above it where that has more room, else in the middle. */
static int list_top(const struct list *l, int rows, int room)
{
	const struct rect *field = &l->spec.under;

	if (!field->height)
		return (room - rows) / 2;
	if (field->y + 1 + rows <= room)
		return field->y + 1;
	return field->y >= rows ? field->y - rows : (room - rows) / 2;
}

/* So that its rows stand under the value, as far as the screen goes. */
static int list_left(const struct list *l, int width, int screen)
{
	int x = l->spec.under.x - beside_value;

	if (!l->spec.under.height)
		return (screen - width) / 2;
	return x < 0 ? 0 : x + width > screen ? screen - width : x;
}

/* Heights: the frame, the line of the filter, the rows, the pane behind its line. */
static struct rect list_place(struct list *l, int *pane)
{
	struct rect screen = paint_screen();
	int room = screen.height - 1, extra = 2 + l->spec.filter, rows = (int)l->spec.count;
	int width = paint_sheet_width(screen.width, l->spec.width);

	*pane = l->spec.ops->details && room >= 14 ? details_rows + 1 : 0;
	if (*pane && l->spec.details_rows && (room >= roomy || l->spec.details_rows < details_rows))
		*pane = l->spec.details_rows + 1;
	if (rows > room - extra - *pane)
		rows = room - extra - *pane;
	l->page = rows;
	rows += extra + *pane;
	return (struct rect) {
		list_top(l, rows, room), list_left(l, width, screen.width), rows, width};
}

static void list_draw_filter(const struct list *l, int y, struct rect r)
{
	static const char prompt[] = "Search: ";
	int x = r.x + 2, width = r.width - 4 - (int)strlen(prompt);
	struct line_edit_view view;
	char count[40];

	width = width < query_width ? width : query_width;
	line_edit_look(&l->query, width, &view);
	x += paint_text(y, x, r.width - 4, prompt, ROLE_LABEL);
	paint_field(y, x, width, view.shown, ROLE_FIELD);
	(void)snprintf(count, sizeof(count), " %zu of %zu ", l->n, l->spec.count);
	paint_box_corner(r, count);
}

static void list_draw_rows(struct stack *st, struct list *l, int y, struct rect r)
{
	l->scroll = scroll_to(l->scroll, l->page, (int)l->n, (int)l->mark, (int)l->mark + 1);
	for (int i = 0; i < l->page && (size_t)(l->scroll + i) < l->n; i++) {
		size_t row = (size_t)(l->scroll + i);

		l->spec.ops->draw_row(l->spec.ctx, (struct rect) {y + i, r.x + 1, 1, r.width - 2},
			l->shown[row], row == l->mark);
		stack_spot(st, y + i, r.x + 1, r.width - 2, (int)row);
	}
	if (!l->n)
		paint_text(y, r.x + 2, r.width - 4, "Nothing matches.", ROLE_DIM);
	paint_box_arrows(
		r, y, y + l->page - 1, l->scroll > 0, (size_t)(l->scroll + l->page) < l->n);
	stack_cursor(st, y + (int)l->mark - l->scroll, r.x + 2);
}

static void list_draw_details(const struct list *l, struct rect r)
{
	struct str text;

	str_init(&text, details_max);
	l->spec.ops->details(l->spec.ctx, l->shown[l->mark], &text);
	paint_paragraph(r, text.data, ROLE_TEXT);
	str_fini(&text);
}

static void list_draw(struct stack *st, struct screen *s)
{
	struct list *l = list_of(s);
	int pane, y;
	struct rect r = list_place(l, &pane);

	paint_box(r, l->spec.title);
	y = r.y + 1;
	list_draw_rows(st, l, y + l->spec.filter, r);
	if (l->spec.filter)
		list_draw_filter(l, y, r);
	if (!pane)
		return;
	y += l->spec.filter + l->page;
	paint_box_divide(r, y);
	if (l->n)
		list_draw_details(l, (struct rect) {y + 1, r.x + 2, pane - 1, r.width - 4});
}

static void list_move_mark(struct list *l, int by)
{
	long next = (long)l->mark + by;

	if (next >= (long)l->n)
		next = (long)l->n - 1;
	l->mark = next > 0 ? (size_t)next : 0;
}

/* The list is gone before the answer acts, which may open another; its context is not. */
static void list_answer(
	struct stack *st, struct list *l, void (*run)(void *ctx, size_t n), size_t row)
{
	const struct list_spec spec = l->spec;

	l->left = true;
	stack_pop(st);
	if (run)
		run(spec.ctx, row);
	else if (spec.ops->close)
		spec.ops->close(spec.ctx);
	if (spec.ops->free)
		spec.ops->free(spec.ctx);
}

static void list_choose(struct stack *st, struct list *l)
{
	if (l->n)
		list_answer(st, l, l->spec.ops->choose, l->shown[l->mark]);
}

static bool list_move_key(struct list *l, int code)
{
	const struct {
		int code, by;
	} moves[] = {
		{KEYCODE_DOWN, 1},
		{KEYCODE_TAB, 1},
		{KEYCODE_UP, -1},
		{KEYCODE_BACK_TAB, -1},
		{KEYCODE_PAGE_DOWN, l->page},
		{KEYCODE_PAGE_UP, -l->page},
		{KEYCODE_HOME, -(int)l->spec.count},
		{KEYCODE_END, (int)l->spec.count},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == code) {
			list_move_mark(l, moves[i].by);
			return true;
		}
	return false;
}

/* What is marked has changed, perhaps. */
static void list_tell_mark(const struct list *l)
{
	if (l->spec.ops->mark && l->n)
		l->spec.ops->mark(l->spec.ctx, l->shown[l->mark]);
}

/* That of the row that is marked, else that of the list. */
static void list_help(struct stack *st, struct list *l)
{
	if (l->spec.ops->help && l->n)
		l->spec.ops->help(l->spec.ctx, l->shown[l->mark]);
	else
		stack_help(st, &l->screen);
}

/* What an action acts on must be below. */
static void list_choose_and_pass(struct stack *st, struct list *l)
{
	list_choose(st, l);
	st->again = true;
}

static void list_key(struct stack *st, struct screen *s, const struct key *key)
{
	struct list *l = list_of(s);
	bool space = key->code == KEYCODE_TEXT && key->text[0] == ' ';
	bool stop = key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C');

	l->touched = true;
	if (l->spec.filter ? key->help : stack_is_help(key))
		list_help(st, l);
	else if (l->spec.passes && l->n && !stop && key->command)
		list_choose_and_pass(st, l);
	else if (key->code == KEYCODE_ENTER || (space && !l->spec.filter))
		list_choose(st, l);
	else if (stop)
		list_answer(st, l, NULL, 0);
	else if (list_move_key(l, key->code))
		list_tell_mark(l);
	else if (l->spec.filter && line_edit_key(&l->query, key))
		list_refilter(st, l);
}

static void list_click(struct stack *st, struct screen *s, int what)
{
	list_of(s)->touched = true;
	list_of(s)->mark = (size_t)what;
	list_choose(st, list_of(s));
}

static int list_hints(struct stack *st, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	hints[n++] = (struct hint) {"Enter", "Choose", 0};
	hints[n++] = (struct hint) {"Esc", "Close", 0};
	if (list_of(s)->spec.ops->help) {
		(void)snprintf(hints[n].key, key_name_max, "%s", st->help_key);
		hints[n].rank = 0;
		hints[n++].name = "More";
	} else {
		n = stack_hint_help(st, hints, n, 2);
	}
	hints[n++] = (struct hint) {"Up Down", "Move", 1};
	if (list_of(s)->spec.filter)
		hints[n++] = (struct hint) {"Type", "to search", 1};
	return n;
}

static void list_free(struct screen *s)
{
	struct list *l = list_of(s);

	if (!l->left && l->spec.ops->free)
		l->spec.ops->free(l->spec.ctx);
	search_index_fini(&l->index);
	free(l->shown);
	free(l);
}

static const struct screen_ops list_screen_ops = {
	.draw = list_draw,
	.key = list_key,
	.hints = list_hints,
	.click = list_click,
	.drawn = list_prepare,
	.free = list_free,
};

static struct list *list_on_top(const struct stack *st)
{
	return st->top && st->top->ops == &list_screen_ops ? list_of(st->top) : NULL;
}

bool list_turn(struct stack *st, const struct list_ops *ops)
{
	struct list *l = list_on_top(st);

	if (!l || l->spec.ops != ops || !l->n)
		return false;
	l->mark = (l->mark + 1) % l->n;
	list_tell_mark(l);
	return true;
}

void list_propose(struct stack *st, size_t at)
{
	struct list *l = list_on_top(st);

	if (!l)
		return;
	if (l->touched && l->n)
		at = l->shown[l->mark];
	if (l->query.len)
		list_hide(l);
	else
		list_show_all(l, at);
	list_mark_row(l, at);
}

void list_open(struct stack *st, const struct list_spec *spec)
{
	struct list *l = mem_zero(1, sizeof(*l));

	l->screen.ops = &list_screen_ops;
	l->screen.clear = spec->clear;
	l->screen.about = spec->about;
	l->spec = *spec;
	l->shown = mem_zero(spec->count, sizeof(*l->shown));
	list_show_all(l, spec->at);
	stack_take(st, &l->screen);
	list_tell_mark(l);
}
