/*
 * What two texts differ in, line by line: the lines that only the old one has and those that only
 * the new one has, in the order of a reader. The longest common part stays (Hunt and McIlroy);
 * where that would cost too much, all between the first and the last difference counts as changed.
 */
#ifndef BASE_LINE_DIFF_H
#define BASE_LINE_DIFF_H

#include "base/str.h"

/* Appends each such line with '-' or '+' before it. */
void line_diff(struct str *out, const struct str *old, const struct str *now);

#endif
