/*
 * The pages of a test's screen: the first has the verdict and the steps, the others the sections
 * of the report that have a page and something to say.
 */
#ifndef SCREENS_RESULT_PAGES_H
#define SCREENS_RESULT_PAGES_H

#include "engine/report.h"
#include "screens/result_draw.h"

enum { result_pages_max = 1 + REPORT_COUNT };

/* The names of the pages there are now. Returns how many. */
int result_pages(const struct tester *t, const char *names[result_pages_max]);

/* What there is to know of the page of that name. */
const char *result_page_about(const char *page);

/* As result_draw(), for the page of that name. */
int result_page_draw(
	struct rect inside, int scroll, const char *page, const struct test_content *content);

/* The names in one line, the current one marked; the others as far as there is room. */
void result_pages_draw_names(
	int y, int x, int width, const char *const names[], int n, int current);

#endif
