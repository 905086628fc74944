#include "tui/list.h"

#include "base/mem.h"
#include "model/search_index.h"
#include "screens/action.h"
#include "tui/line_edit.h"
#include "screens/layout.h"

#include <stdlib.h>
#include <string.h>

enum { details_rows = 5, details_max = 4000, roomy = 22 };

struct list {
	struct screen screen;
	const struct list_model *model;
	size_t *shown; /* the rows that match */
	size_t count, n, mark;
	int scroll, width, page;
	struct search_index sieve; /* when there is a filter */
	struct line_edit query;
	bool touched;
};

static struct list *list_of(struct screen *s)
{
	return (struct list *)(void *)s;
}

struct source {
	const struct app *app;
	const struct list_model *model;
};

static void list_words(const void *context, size_t row, struct str *out)
{
	const struct source *from = context;

	from->model->words(from->app, row, out);
}

/* The row `keep` stays marked while it is shown. */
static void mark_row(struct list *l, size_t keep)
{
	l->mark = 0;
	for (size_t i = 0; i < l->n && l->shown[i] <= keep; i++)
		if (l->shown[i] == keep)
			l->mark = i;
}

static void show_all(struct list *l, size_t keep)
{
	for (l->n = 0; l->n < l->count; l->n++)
		l->shown[l->n] = l->n;
	mark_row(l, keep);
}

/* Takes some milliseconds when the rows are many: it must not hold up the opening of the list. */
static void list_prepare(struct app *app, struct screen *s)
{
	struct list *l = list_of(s);

	if (l->model->filter && !l->sieve.starts)
		search_index_init(
			&l->sieve, l->count, list_words, &(struct source) {app, l->model});
}

static void list_refilter(struct app *app, struct list *l)
{
	size_t keep = l->n ? l->shown[l->mark] : 0;

	list_prepare(app, &l->screen);
	l->query.text[l->query.len] = '\0';
	l->n = search_index_keep(&l->sieve, l->query.text, l->shown);
	mark_row(l, keep);
}

/* Heights: the frame, the line of the filter, the rows, the pane. */
static struct rect list_place(struct list *l, int *pane)
{
	struct rect screen = paint_screen();
	int room = screen.height - 1, extra = 2 + l->model->filter, rows = (int)l->count;
	int width = l->width < screen.width ? l->width : screen.width;

	*pane = l->model->details && room >= 14 ? details_rows + 1 : 0;
	if (*pane && l->model->details_rows &&
		(room >= roomy || l->model->details_rows < details_rows))
		*pane = l->model->details_rows + 1;
	if (rows > room - extra - *pane)
		rows = room - extra - *pane;
	l->page = rows;
	rows += extra + *pane;
	return (struct rect) {(room - rows) / 2, (screen.width - width) / 2, rows, width};
}

static void draw_filter(struct app *app, const struct list *l, int y, struct rect r)
{
	static const char prompt[] = "Search: ";
	int x = r.x + 2, width = r.width - 4 - (int)strlen(prompt);
	struct line_edit_view view;

	line_edit_look(&l->query, width, &view);
	x += paint_text(y, x, r.width - 4, prompt, ROLE_TEXT);
	paint_text(y, x, width, view.shown, ROLE_TEXT);
	app_cursor(app, y, x + view.cursor);
}

static void draw_rows(struct app *app, struct list *l, int y, struct rect r)
{
	l->scroll = layout_scroll(l->scroll, l->page, (int)l->n, (int)l->mark, (int)l->mark + 1);
	for (int i = 0; i < l->page && (size_t)(l->scroll + i) < l->n; i++) {
		size_t row = (size_t)(l->scroll + i);

		l->model->draw_row(app, (struct rect) {y + i, r.x + 1, 1, r.width - 2},
			l->shown[row], row == l->mark);
		app_spot(app, y + i, r.x + 1, r.width - 2, (int)row);
	}
	if (!l->n)
		paint_text(y, r.x + 2, r.width - 4, "Nothing matches.", ROLE_DIM);
	if (l->scroll > 0)
		paint_run(y, r.x + r.width - 1, 1, GLYPH_UP, ROLE_FOCUS);
	if ((size_t)(l->scroll + l->page) < l->n)
		paint_run(y + l->page - 1, r.x + r.width - 1, 1, GLYPH_DOWN, ROLE_FOCUS);
	if (!l->model->filter)
		app_cursor(app, y + (int)l->mark - l->scroll, r.x + 2);
}

static void draw_details(const struct app *app, const struct list *l, struct rect r)
{
	struct str text;

	str_init(&text, details_max);
	l->model->details(app, l->shown[l->mark], &text);
	paint_paragraph(r, text.data, ROLE_TEXT);
	str_fini(&text);
}

static void list_draw(struct app *app, struct screen *s)
{
	struct list *l = list_of(s);
	int pane, y;
	struct rect r = list_place(l, &pane);

	paint_box(r, l->model->title);
	y = r.y + 1;
	draw_rows(app, l, y + l->model->filter, r);
	if (l->model->filter)
		draw_filter(app, l, y, r);
	if (!pane)
		return;
	y += l->model->filter + l->page;
	paint_cell(y, r.x + 1, r.width - 2, "", ROLE_TEXT);
	if (l->n)
		draw_details(app, l, (struct rect) {y + 1, r.x + 2, pane - 1, r.width - 4});
}

static void move_mark(struct list *l, int by)
{
	long next = (long)l->mark + by;

	if (next >= (long)l->n)
		next = (long)l->n - 1;
	l->mark = next > 0 ? (size_t)next : 0;
}

static void list_choose(struct app *app, struct list *l)
{
	void (*run)(struct app *, size_t) = l->model->choose;
	size_t row;

	if (!l->n)
		return;
	row = l->shown[l->mark];
	app_pop(app);
	run(app, row);
}

static void close_list(struct app *app, const struct list *l)
{
	void (*run)(struct app *) = l->model->close;

	app_pop(app);
	if (run)
		run(app);
}

static bool move_key(struct list *l, int code)
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
		{KEYCODE_HOME, -(int)l->count},
		{KEYCODE_END, (int)l->count},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].code == code) {
			move_mark(l, moves[i].by);
			return true;
		}
	return false;
}

/* What is marked has changed, perhaps. */
static void tell_mark(struct app *app, const struct list *l)
{
	if (l->model->mark && l->n)
		l->model->mark(app, l->shown[l->mark]);
}

/* What an action acts on must be below. */
static void choose_and_act(struct app *app, struct list *l, const struct key *key)
{
	list_choose(app, l);
	app->top->ops->key(app, app->top, key);
}

static bool asks_for_help(const struct list *l, const struct key *key)
{
	bool question = key->code == KEYCODE_TEXT && key->text[0] == '?' && !l->model->filter;

	return l->model->help && l->n &&
	       (question || action_find(key->code) == &actions[ACTION_HELP]);
}

static void list_key(struct app *app, struct screen *s, const struct key *key)
{
	struct list *l = list_of(s);
	bool space = key->code == KEYCODE_TEXT && key->text[0] == ' ';
	bool stop = key->code == KEYCODE_ESC || key->code == KEYCODE_CTRL('C');

	l->touched = true;
	if (asks_for_help(l, key))
		l->model->help(app, l->shown[l->mark]);
	else if (l->model->passes && !stop && action_find(key->code))
		choose_and_act(app, l, key);
	else if (key->code == KEYCODE_ENTER || (space && !l->model->filter))
		list_choose(app, l);
	else if (stop)
		close_list(app, l);
	else if (move_key(l, key->code))
		tell_mark(app, l);
	else if (l->model->filter && line_edit_key(&l->query, key))
		list_refilter(app, l);
}

static void list_click(struct app *app, struct screen *s, int what)
{
	list_of(s)->touched = true;
	list_of(s)->mark = (size_t)what;
	list_choose(app, list_of(s));
}

static int list_hints(struct app *app, struct screen *s, struct hint hints[hints_max])
{
	int n = 0;

	(void)app;
	hints[n++] = (struct hint) {"Enter", "Choose", 0};
	hints[n++] = (struct hint) {"Esc", "Close", 0};
	if (list_of(s)->model->help) {
		action_key_name(&actions[ACTION_HELP], hints[n].key);
		hints[n].rank = 0;
		hints[n++].name = "More";
	}
	hints[n++] = (struct hint) {"Up Down", "Move", 1};
	if (list_of(s)->model->filter)
		hints[n++] = (struct hint) {"Type", "to search", 1};
	return n;
}

static void list_free(struct screen *s)
{
	search_index_fini(&list_of(s)->sieve);
	free(list_of(s)->shown);
	free(s);
}

static const struct screen_ops ops = {
	.draw = list_draw,
	.key = list_key,
	.hints = list_hints,
	.click = list_click,
	.drawn = list_prepare,
	.free = list_free,
};

bool list_turn(struct app *app, const struct list_model *model)
{
	struct list *l = app->top->ops == &ops ? list_of(app->top) : NULL;

	if (!l || l->model != model || !l->n)
		return false;
	l->mark = (l->mark + 1) % l->n;
	tell_mark(app, l);
	return true;
}

void list_propose(struct app *app, size_t at)
{
	struct list *l = app->top->ops == &ops ? list_of(app->top) : NULL;

	if (l && !l->touched)
		mark_row(l, at);
}

void list_open(struct app *app, const struct list_model *model, size_t count, size_t at, int width)
{
	struct list *l = mem_zero(1, sizeof(*l));

	l->screen.ops = &ops;
	l->model = model;
	l->shown = mem_zero(count, sizeof(*l->shown));
	l->count = count;
	l->width = width;
	show_all(l, at);
	app_take(app, &l->screen);
	tell_mark(app, l);
}
