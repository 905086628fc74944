/*
 * The two ends of the worker's pipe. When the other side has gone there is nobody left to work
 * for.
 */
#ifndef NET_PIPE_H
#define NET_PIPE_H

#include "base/str.h"

#include <stdbool.h>

/* Writes all bytes to standard output; ends the program when the other side has gone. */
void pipe_send(const struct str *bytes);

/*
 * Appends some of what there is on standard input, if it is wanted, without waiting; false when the
 * other side has closed it.
 */
bool pipe_receive(struct str *into, bool wanted);

#endif
