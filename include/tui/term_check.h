/*
 * Which terminal this is, and whether the form can be drawn on it. A terminal that nothing is
 * known of is taken for one of a kind that is everywhere; one that cannot hold a drawing is for
 * the questions line by line. Whatever is not as TERM says is told in a sentence. Nothing is
 * written to the terminal, and nothing is asked of it.
 */
#ifndef TUI_TERM_CHECK_H
#define TUI_TERM_CHECK_H

#include <stdbool.h>

enum { term_check_name_max = 64, term_check_remark_max = 240 };

struct term_check {
	bool draws;                         /* the form can be shown */
	char entry[term_check_name_max];    /* of terminfo, to draw with */
	char remark[term_check_remark_max]; /* what a person should be told; "": nothing */
};

/* Of standard output, which should be a terminal, and of the variable TERM. */
void term_check_find(struct term_check *f);

#endif
