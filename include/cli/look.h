/*
 * How a verb's answer looks to a person: on a terminal what went well and what did not has a mark,
 * in colour where that is allowed. Whoever reads a pipe or a file gets the words alone.
 */
#ifndef CLI_LOOK_H
#define CLI_LOOK_H

#include "cli/cli.h"
#include "engine/report.h"

struct look {
	bool terminal; /* marks, and the words of the screen */
	bool colours, ascii;
};

/* Of stdout. */
struct look look_of(const struct cli *cli);

/* Prints the mark of that tone and a blank; two blanks where it has none. */
void look_mark(const struct look *look, enum tone tone);

/* Prints a paragraph behind its mark, wrapped beside it. */
void look_paragraph(const struct look *look, enum tone tone, const char *text);

#endif
