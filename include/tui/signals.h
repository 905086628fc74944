/*
 * The ends that nobody chooses: signals, exit() in a library, want of memory. However the
 * program ends, the terminal is as it was before.
 *
 * Between signals_watch() and signals_unwatch() every signal that would end or stop the program is
 * blocked and comes by the loop, between two turns, when nothing is half done. A signal that tells
 * of something broken is acted on at once: a handler with a stack of its own writes bytes that were
 * prepared, sets the modes that the terminal had, and lets the program die by it.
 */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include "base/loop.h"

#include <stdbool.h>

/* What is ignored stays ignored. came() is called in the loop for each. Errors: EX_OSERR. */
int signals_watch(struct loop *l, void (*came)(void *ctx, int signal), void *ctx, struct err *e);

/* A signal that is to end the program and has not been taken yet, or 0. */
int signals_waiting(void);

/*
 * Around everything that writes to the terminal: one that takes nothing any more must not keep the
 * program from being ended.
 */
void signals_write(bool begins);

/* Does the terminal take something, now or within a second? */
bool signals_can_write(void);

/* Undoes signals_watch(); with a signal it does not return, the program dies by it. */
void signals_unwatch(int signal);

/* Before the terminal is changed: takes note of its modes. */
void signals_arm(void);

/* When ncurses knows the terminal, and after each change of size: what is to be written. */
void signals_prepare(bool with_mouse);

/* The terminal was given back, or is taken again: there is nothing to restore, or there is. */
void signals_disarm(void);
void signals_rearm(void);

/* Gives back a terminal that is taken and ours. Safe in a signal handler. */
void signals_restore(void);

#endif
