/*
 * Which terminal this is, and whether the form can be drawn on it. A terminal that nothing is
 * known of is taken for one of a kind that is everywhere; one that cannot hold a drawing is for
 * the questions line by line. Whatever is not as TERM says is told in a sentence. Nothing is
 * written to the terminal, and nothing is asked of it.
 */
#ifndef TUI_FIT_H
#define TUI_FIT_H

#include <stdbool.h>

enum { fit_name_max = 64, fit_remark_max = 240 };

struct fit {
	bool draws;                  /* the form can be shown */
	char entry[fit_name_max];    /* of terminfo, to draw with */
	char remark[fit_remark_max]; /* what a person should be told; "": nothing */
};

/* Of standard output, which should be a terminal, and of the variable TERM. */
void fit_find(struct fit *f);

#endif
