/* The lines of a report (engine/report.h) on the screen: each tone has its looks. */
#ifndef SCREENS_REPORT_LINES_H
#define SCREENS_REPORT_LINES_H

#include "engine/report.h"
#include "tui/line_layout.h"

/* For struct report_out; context: the layout. */
void report_lines_put(void *context, const struct report_line *line);

/* Appends what stands beside the label: an arrow from the old value to the new one. */
void report_lines_say(const struct report_line *line, struct str *out);

/* For struct report_out, in texts of lines; context: a struct str. */
void report_lines_as_text(void *context, const struct report_line *line);

/* A section, aligned to its own labels. */
void report_lines_section(
	struct line_layout *s, const struct report_section *section, const struct tester *t);

#endif
