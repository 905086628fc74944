/* The first page of a test's screen: the verdict and the steps, line by line. */
#ifndef SCREENS_RESULT_DRAW_H
#define SCREENS_RESULT_DRAW_H

#include "screens/report_lines.h"

enum { result_changed_max = 1000 };

/* What there is to be shown. */
struct test_content {
	const struct tester *tester;
	const struct err *trouble; /* why the result could not be recorded, code 0 where it was */
	const char *changed;       /* by the fix: lines of label, tab, words; empty: nothing */
	bool saved;                /* what passed its test is what the file has */
};

/*
 * Draws it from line `scroll` on into the place. Returns how many lines it has in all; with a
 * height of 0 it only counts.
 */
int result_draw(struct rect inside, int scroll, const struct test_content *content);

#endif
