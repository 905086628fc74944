/* Where the parts of the form lie, at every size. */
#include "unit.h"

#include "screens/layout.h"
#include "tui/scroll.h"

enum { content = 21, sections = 5 };

static const struct parts all = {content, sections, false}, with_tabs = {content, sections, true};

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
			assert_true(l.buttons < l.hint && l.hint < l.bar);
			assert_int_equal(l.bar, height - 1);
			assert_true(l.value_width >= 20);
			/* What tells that a text goes on, and beside it that the page does. */
			assert_true(l.value_x + l.value_width < width - 1);
			assert_true(l.stacked || l.value_x > l.label_x + 23);
		}
}

static void test_too_small_is_said(void **state)
{
	static const int sizes[][2] = {{1, 1}, {9, 80}, {24, 39}, {0, 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		assert_true(layout_is_too_small(sizes[i][0], sizes[i][1]));
}

static void test_blank_rows_only_where_there_is_room(void **state)
{
	struct layout l;

	(void)state;
	layout_make(&l, 24, 80, all);
	assert_false(l.spacious);
	layout_make(&l, 40, 80, all);
	assert_true(l.spacious);
	assert_true(l.body_height >= content + sections);
}

/* They never take from a small screen, and nothing else moves but the body. */
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
		assert_int_equal(l.body_height - tabs.body_height, height >= 16);
		assert_int_equal(tabs.buttons, l.buttons);
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
		cmocka_unit_test(test_blank_rows_only_where_there_is_room),
		cmocka_unit_test(test_tabs_where_there_is_room),
		cmocka_unit_test(test_scrolling_moves_as_little_as_it_can),
	};

	return unit_run(tests);
}
