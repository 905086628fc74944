/*
 * The pages of a test's screen: the first has the verdict and the steps, the others the sections
 * of the report that have a page and something to say.
 */
#ifndef TUI_TEST_PAGES_H
#define TUI_TEST_PAGES_H

#include "tui/test_draw.h"

enum { test_pages_max = 8 };

/* The names of the pages there are now. Returns how many. */
int test_pages(const struct tester *t, const char *names[test_pages_max]);

/* As test_draw(), for the page of that name. */
int test_page_draw(
	struct rect inside, int scroll, const char *page, const struct test_content *content);

/* The names in one line, the current one marked; the others as far as there is room. */
void test_pages_draw_names(int y, int x, int width, const char *const names[], int n, int current);

#endif
