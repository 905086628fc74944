/*
 * The program under test on a pseudoterminal: its screen, what is on its way to it, and every byte
 * that it has written. One script may start it several times, one after the other; the log and the
 * counts go on.
 */
#ifndef TUI_PROGRAM_H
#define TUI_PROGRAM_H

#include "child.h"
#include "term.h"

struct program {
	struct child child;
	int master; /* -1: none, hung up, or at its end */
	struct term term;
	struct bytes to;  /* not yet written to it */
	struct bytes log; /* all that was read from it */
	size_t reads;
};

void program_init(struct program *p);
void program_fini(struct program *p); /* ends it */

/* 0, or -1 with errno set. The one before must have ended. */
int program_start(
	struct program *p, char *const *argv, const struct vars *vars, int rows, int cols);

/* The events that it waits for, for poll(), and what to do when they are there. */
short program_events(const struct program *p);
void program_turn(struct program *p, short events);

/*
 * It sleeps and has read all its input: only something else than its terminal can make it go on.
 * Linux tells; where /proc is not there the answer is always yes.
 */
bool program_rests(const struct program *p);

int program_resize(struct program *p, int rows, int cols); /* 0, or -1 with errno set */
void program_hang_up(struct program *p);

#endif
