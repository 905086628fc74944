/* Where the parts of the form lie, at every size. */
#include "unit.h"

#include "screens/layout.h"
#include "tui/scroll.h"

enum { first_start = 14, unfolded = 20 };

static const struct parts all = {.content = first_start}, long_one = {.content = unfolded},
			  with_tabs = {.content = first_start, .tabs = true};

static void test_every_size_holds_together(void **state)
{
	(void)state;
	for (int height = layout_min_height; height <= 100; height++)
		for (int width = layout_min_width; width <= 300; width++) {
			struct layout l;

			layout_make(&l, height, width, all);
			assert_false(layout_is_too_small(height, width));
			assert_true(l.body > l.title);
			assert_true(l.body_height >= 4);
			assert_true(l.body + l.body_height <= l.buttons);
			assert_true(l.buttons < l.bar);
			assert_true(l.hint < 0 || (l.buttons < l.hint && l.hint < l.bar));
			assert_true(l.line < 0 || (l.buttons < l.line && l.line < l.hint));
			assert_int_equal(l.bar, height - 1);
			assert_true(l.width <= width);
			assert_true(l.value_width >= 20);
			/* What shows that a text goes on, and beside it that the page does. */
			assert_true(l.value_x + l.value_width < l.width - !l.narrow);
			assert_true(l.narrow || l.value_x > l.label_x + 23);
		}
}

static void test_too_small_is_said(void **state)
{
	static const int sizes[][2] = {{1, 1}, {9, 80}, {24, 39}, {0, 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		assert_true(layout_is_too_small(sizes[i][0], sizes[i][1]));
}

/* The whole form stands on one screen of 24 rows, with the welcome and room for messages. */
static void test_one_screen(void **state)
{
	const struct parts first = {.content = first_start, .welcome = true};
	struct layout l;

	(void)state;
	layout_make(&l, 24, 80, first);
	assert_int_equal(l.body, 1);
	assert_int_equal(l.body_height, first_start);
	assert_int_equal(l.buttons, 16);
	assert_int_equal(l.welcome, 18);
	assert_int_equal(l.line, 21);
	assert_int_equal(l.value_x, 28);
	assert_int_equal(l.value_width, 36);
	assert_int_equal(l.note_x, 66);
	layout_make(&l, 12, 40, first);
	assert_true(l.narrow);
	assert_int_equal(l.body_height, 9);
	assert_int_equal(l.buttons, 10);
	assert_int_equal(l.welcome, -1);
	assert_int_equal(l.hint, -1);
}

static void test_two_panes(void **state)
{
	struct layout l;

	(void)state;
	layout_make(&l, 40, layout_wide - 1, all);
	assert_int_equal(l.width, layout_wide - 1);
	layout_make(&l, 40, layout_wide, all);
	assert_int_equal(l.width, layout_left_width);
}

/* The blank row above the buttons goes first where there are many. */
static void test_gap_where_there_is_room(void **state)
{
	struct layout l;

	(void)state;
	layout_make(&l, 24, 80, all);
	assert_int_equal(l.buttons, l.body + first_start + 1);
	layout_make(&l, 24, 80, long_one);
	assert_int_equal(l.body_height, 19);
	assert_int_equal(l.buttons, 20);
}

/* They never take from a small screen. */
static void test_tabs_where_there_is_room(void **state)
{
	struct layout l, tabs;

	(void)state;
	for (int height = layout_min_height; height <= 100; height++) {
		layout_make(&l, height, 80, all);
		layout_make(&tabs, height, 80, with_tabs);
		assert_int_equal(l.tabs, -1);
		assert_int_equal(tabs.tabs, height >= 16 ? 1 : -1);
		assert_int_equal(tabs.body - l.body, height >= 16);
	}
}

static void test_scrolling_moves_as_little_as_it_can(void **state)
{
	static const struct {
		int scroll, height, content, from, to, expected;
	} rows[] = {
		{0, 10, 30, 0, 1, 0},
		{0, 10, 30, 9, 10, 0},
		{0, 10, 30, 10, 11, 1},
		{5, 10, 30, 4, 5, 4},
		{5, 10, 30, 29, 30, 20},
		{25, 10, 30, 25, 26, 20},
		{3, 10, 8, 7, 8, 0},
		{0, 4, 30, 10, 20, 10},
		{-5, 10, 30, -5, -5, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(scroll_to(rows[i].scroll, rows[i].height, rows[i].content,
					 rows[i].from, rows[i].to),
			rows[i].expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_size_holds_together),
		cmocka_unit_test(test_too_small_is_said),
		cmocka_unit_test(test_one_screen),
		cmocka_unit_test(test_two_panes),
		cmocka_unit_test(test_gap_where_there_is_room),
		cmocka_unit_test(test_tabs_where_there_is_room),
		cmocka_unit_test(test_scrolling_moves_as_little_as_it_can),
	};

	return unit_run(tests);
}
