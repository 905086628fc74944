/*
 * What the driver says: the Test Anything Protocol on standard output. A script is one test for
 * each of its cases, or one test if it has none.
 */
#ifndef TUI_REPORT_H
#define TUI_REPORT_H

#include "drive.h"

/*
 * Says that the script has failed at this line: the reason in d->why, the words as they came out of
 * the variables, and the screen. BROKEN.
 */
enum outcome report_failure(struct drive *d, const char *line, const struct words *w);

/* Closes the open case with ok, and opens the next one if there is a name. */
void report_case(struct drive *d, const char *name);

/* Prints the lines of text as diagnostics. */
void report_comment(const char *text);

#endif
