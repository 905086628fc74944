/*
 * The ends that nobody chooses: signals, exit() in a library, want of memory. However the
 * program ends, the terminal is as it was before.
 *
 * Between ends_watch() and ends_unwatch() every signal that would end or stop the program is
 * blocked and read from a descriptor: the loop acts on it between two turns, when nothing is
 * half done. A signal that tells of something broken is acted on at once: a handler with a stack
 * of its own writes bytes that were prepared, sets the modes that the terminal had, and lets the
 * program die by it.
 */
#ifndef TUI_ENDS_H
#define TUI_ENDS_H

#include "base/err.h"

#include <stdbool.h>

/* What is ignored stays ignored. Returns the descriptor to poll. Errors: EX_OSERR. */
int ends_watch(struct err *e);

/* The next signal that came, or 0. */
int ends_next(void);

/* A signal that is to end the program and has not been taken yet, or 0. */
int ends_waiting(void);

/*
 * Around everything that writes to the terminal: one that takes nothing any more must not keep the
 * program from being ended.
 */
void ends_write(bool begins);

/* Does the terminal take something, now or within a second? */
bool ends_can_write(void);

/* Undoes ends_watch(); with a signal it does not return, the program dies by it. */
void ends_unwatch(int signal);

/* Before the terminal is changed: takes note of its modes. */
void ends_arm(void);

/* When ncurses knows the terminal, and after each change of size: what is to be written. */
void ends_prepare(void);

/* The terminal was given back, or is taken again: there is nothing to restore, or there is. */
void ends_disarm(void);
void ends_rearm(void);

/* Gives back a terminal that is taken and ours. Safe in a signal handler. */
void ends_restore(void);

#endif
