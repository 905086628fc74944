/* Lists alone, without a program: marking, filtering, choosing, and whose the context is. */
#include "unit.h"

#include "canvas.h"
#include "tui/list.h"

#include <string.h>

/* What a list is about: so many rows named "row 1", "row 2", and what happened to it. */
struct rows {
	struct canvas canvas;
	int chosen, marked, helped, closed, freed;
	bool gone; /* the list, when the choice was told */
};

static void rows_words(const void *ctx, size_t n, struct str *out)
{
	(void)ctx;
	str_format(out, "row %zu", n + 1);
}

static void rows_draw(const void *ctx, struct rect line, size_t n, bool marked)
{
	char text[40];

	(void)ctx;
	(void)snprintf(text, sizeof(text), "%crow %zu.", marked ? '>' : ' ', n + 1);
	paint_text(line.y, line.x, line.width, text, ROLE_TEXT);
}

static void rows_details(const void *ctx, size_t n, struct str *out)
{
	(void)ctx;
	str_format(out, "details of %zu", n + 1);
}

static void rows_mark(void *ctx, size_t n)
{
	((struct rows *)ctx)->marked = (int)n + 1;
}

static void rows_choose(void *ctx, size_t n)
{
	struct rows *r = ctx;

	r->chosen = (int)n + 1;
	r->gone = canvas_is_bare(&r->canvas);
}

static void rows_help(void *ctx, size_t n)
{
	((struct rows *)ctx)->helped = (int)n + 1;
}

static void rows_close(void *ctx)
{
	struct rows *r = ctx;

	r->closed++;
	r->gone = canvas_is_bare(&r->canvas);
}

static void rows_free(void *ctx)
{
	((struct rows *)ctx)->freed++;
}

static const struct list_ops rows_ops = {
	.words = rows_words,
	.draw_row = rows_draw,
	.details = rows_details,
	.mark = rows_mark,
	.choose = rows_choose,
	.help = rows_help,
	.close = rows_close,
	.free = rows_free,
};

static void rows_open(struct rows *r, size_t count, size_t at, bool filter, bool passes)
{
	*r = (struct rows) {0};
	canvas_open(&r->canvas, 24, 80);
	list_open(&r->canvas.stack, &(struct list_spec) {
					    .title = "Rows",
					    .ops = &rows_ops,
					    .ctx = r,
					    .count = count,
					    .at = at,
					    .width = 40,
					    .filter = filter,
					    .passes = passes,
				    });
	canvas_draw(&r->canvas);
}

static void keys_move_the_mark(void **state)
{
	static const struct {
		int code, marked;
	} rows[] = {
		{KEYCODE_UP, 1},
		{KEYCODE_DOWN, 2},
		{KEYCODE_TAB, 3},
		{KEYCODE_BACK_TAB, 2},
		{KEYCODE_END, 50},
		{KEYCODE_DOWN, 50},
		{KEYCODE_PAGE_UP, 35},
		{KEYCODE_PAGE_DOWN, 50},
		{KEYCODE_HOME, 1},
		{KEYCODE_WHEEL_DOWN, 4},
		{KEYCODE_WHEEL_UP, 1},
	};
	struct rows r;
	char text[40];

	(void)state;
	rows_open(&r, 50, 0, false, false);
	for (size_t i = 0; i < unit_count(rows); i++) {
		canvas_key(&r.canvas, rows[i].code);
		(void)snprintf(text, sizeof(text), ">row %d.", rows[i].marked);
		unit_expect(r.marked == rows[i].marked && canvas_row(&r.canvas, text) >= 0 &&
				    r.canvas.stack.cursor_y == canvas_row(&r.canvas, text),
			"row %zu: marked %d, not %d", i, r.marked, rows[i].marked);
	}
	canvas_close(&r.canvas);
	assert_int_equal(r.freed, 1);
	assert_int_equal(r.closed, 0);
	unit_end();
}

static void typing_filters(void **state)
{
	struct rows r;

	(void)state;
	rows_open(&r, 200, 6, true, false);
	assert_true(canvas_row(&r.canvas, ">row 7.") >= 0);
	canvas_type(&r.canvas, "17");
	assert_true(
		canvas_row(&r.canvas, " row 17.") >= 0 || canvas_row(&r.canvas, ">row 17.") >= 0);
	assert_true(canvas_row(&r.canvas, "row 170.") >= 0);
	assert_int_equal(canvas_row(&r.canvas, "row 16."), -1);
	canvas_type(&r.canvas, "x");
	assert_true(canvas_row(&r.canvas, "Nothing matches.") >= 0);
	canvas_key(&r.canvas, KEYCODE_ENTER);
	assert_int_equal(r.chosen, 0);
	canvas_key(&r.canvas, KEYCODE_BACKSPACE);
	canvas_key(&r.canvas, KEYCODE_DOWN);
	canvas_key(&r.canvas, KEYCODE_ENTER);
	assert_int_equal(r.chosen, 117);
	canvas_close(&r.canvas);
}

static bool last_stays(const void *ctx, size_t n)
{
	(void)ctx;
	return n == 199;
}

static void words_but_of_the_last(const void *ctx, size_t n, struct str *out)
{
	if (!last_stays(ctx, n))
		rows_words(ctx, n, out);
}

static char typed[20];

static void note_typed(void *ctx, const char *query)
{
	(void)ctx;
	(void)snprintf(typed, sizeof(typed), "%s", query);
}

/* Whatever is typed it comes last, and it is marked only where there is nothing else. */
static void row_that_stays(void **state)
{
	static const struct list_ops ops = {.words = words_but_of_the_last,
		.draw_row = rows_draw,
		.choose = rows_choose,
		.typed = note_typed,
		.stays = last_stays};
	struct rows r = {0};

	(void)state;
	canvas_open(&r.canvas, 24, 80);
	list_open(&r.canvas.stack, &(struct list_spec) {.title = "Rows",
					   .ops = &ops,
					   .ctx = &r,
					   .count = 200,
					   .at = 199,
					   .width = 40,
					   .filter = true});
	canvas_draw(&r.canvas);
	assert_true(canvas_row(&r.canvas, ">row 200.") >= 0);
	canvas_type(&r.canvas, "173");
	assert_true(canvas_row(&r.canvas, ">row 173.") >= 0);
	assert_int_equal(
		canvas_row(&r.canvas, " row 200."), canvas_row(&r.canvas, ">row 173.") + 1);
	canvas_type(&r.canvas, "xyz");
	assert_string_equal(typed, "173xyz");
	assert_true(canvas_row(&r.canvas, ">row 200.") >= 0);
	assert_int_equal(canvas_row(&r.canvas, "row 173."), -1);
	canvas_key(&r.canvas, KEYCODE_ENTER);
	assert_int_equal(r.chosen, 200);
	canvas_close(&r.canvas);
}

static void list_is_gone_before_the_answer_and_its_context_after(void **state)
{
	struct rows r;

	(void)state;
	rows_open(&r, 3, 1, false, false);
	canvas_key(&r.canvas, KEYCODE_ENTER);
	assert_int_equal(r.chosen, 2);
	assert_true(r.gone);
	assert_int_equal(r.freed, 1);
	canvas_close(&r.canvas);
	assert_int_equal(r.freed, 1);

	rows_open(&r, 3, 1, false, false);
	canvas_key(&r.canvas, KEYCODE_ESC);
	assert_int_equal(r.chosen, 0);
	assert_int_equal(r.closed, 1);
	assert_true(r.gone);
	canvas_close(&r.canvas);
	assert_int_equal(r.freed, 1);
}

static void click_chooses(void **state)
{
	struct rows r;

	(void)state;
	rows_open(&r, 3, 0, false, false);
	canvas_click(&r.canvas, "row 3.");
	assert_int_equal(r.chosen, 3);
	canvas_close(&r.canvas);
}

static void command_passes_only_where_it_may(void **state)
{
	struct rows r;

	(void)state;
	rows_open(&r, 3, 1, false, true);
	canvas_command(&r.canvas);
	assert_int_equal(r.chosen, 2);
	assert_true(r.canvas.stack.again);
	canvas_close(&r.canvas);

	rows_open(&r, 3, 1, false, false);
	canvas_command(&r.canvas);
	assert_int_equal(r.chosen, 0);
	assert_false(r.canvas.stack.again);
	assert_int_equal(r.canvas.keys, 0);
	canvas_close(&r.canvas);
}

static void help_is_of_the_row(void **state)
{
	struct rows r;

	(void)state;
	rows_open(&r, 3, 1, false, false);
	assert_true(canvas_row(&r.canvas, "F1 More") >= 0);
	canvas_help(&r.canvas);
	assert_int_equal(r.helped, 2);
	canvas_key(&r.canvas, KEYCODE_DOWN);
	canvas_type(&r.canvas, "?");
	assert_int_equal(r.helped, 3);
	canvas_close(&r.canvas);

	rows_open(&r, 3, 1, true, false); /* there ? is a character like any other */
	canvas_type(&r.canvas, "?");
	assert_int_equal(r.helped, 0);
	canvas_close(&r.canvas);
}

static void proposal_yields_to_the_person(void **state)
{
	static const struct list_ops others = {.draw_row = rows_draw, .choose = rows_choose};
	struct rows r;

	(void)state;
	rows_open(&r, 5, 0, false, false);
	list_propose(&r.canvas.stack, 3);
	canvas_draw(&r.canvas);
	assert_true(canvas_row(&r.canvas, ">row 4.") >= 0);
	assert_false(list_turn(&r.canvas.stack, &others));
	assert_true(list_turn(&r.canvas.stack, &rows_ops));
	assert_true(list_turn(&r.canvas.stack, &rows_ops));
	assert_int_equal(r.marked, 1); /* round */
	canvas_key(&r.canvas, KEYCODE_DOWN);
	list_propose(&r.canvas.stack, 4);
	canvas_draw(&r.canvas);
	assert_true(canvas_row(&r.canvas, ">row 2.") >= 0);
	canvas_close(&r.canvas);
}

/* Whatever the size and the rows, the one that is marked is seen, and so are the hints. */
static void mark_is_seen_at_every_size(void **state)
{
	static const size_t counts[] = {1, 2, 7, 30, 200};
	char text[40];
	struct rows r;

	(void)state;
	for (size_t i = 0; i < unit_count(counts); i++)
		for (int filter = 0; filter < 2; filter++) {
			rows_open(&r, counts[i], counts[i] / 2, filter, false);
			(void)snprintf(text, sizeof(text), ">row %zu.", counts[i] / 2 + 1);
			for (int height = 10; height <= 60; height += 7)
				for (int width = 40; width <= 160; width += 30) {
					canvas_resize(&r.canvas, height, width);
					unit_expect(canvas_row(&r.canvas, text) > 0 &&
							    canvas_row(&r.canvas, "Enter Choose") ==
								    height - 1,
						"%zu rows, filter %d, %dx%d", counts[i], filter,
						width, height);
				}
			canvas_close(&r.canvas);
		}
	unit_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_move_the_mark),
		cmocka_unit_test(typing_filters),
		cmocka_unit_test(row_that_stays),
		cmocka_unit_test(list_is_gone_before_the_answer_and_its_context_after),
		cmocka_unit_test(click_chooses),
		cmocka_unit_test(command_passes_only_where_it_may),
		cmocka_unit_test(help_is_of_the_row),
		cmocka_unit_test(proposal_yields_to_the_person),
		cmocka_unit_test(mark_is_seen_at_every_size),
	};

	return unit_run(tests);
}
