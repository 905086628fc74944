/*
 * Job control: stopping for the shell and going on when it says so. Whoever is continued in the
 * background (by bg, or by a shell that ends its jobs) must not touch the terminal, which is the
 * shell's then: the job stops again, unless a signal waits that is to end it.
 */
#ifndef TUI_JOB_CONTROL_H
#define TUI_JOB_CONTROL_H

#include <stdbool.h>

/*
 * Stays stopped until the terminal is ours. False: it is not, and either a signal waits (see
 * signals.h) or nobody is there who could continue what stops.
 */
bool job_control_come_forward(void);

/* Stops the whole job: a script that started us has to stop as well. Then as above. */
bool job_control_stop(void);

#endif
