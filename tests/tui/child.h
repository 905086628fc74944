/*
 * The processes that a script starts: the program on its terminal, helpers in the background and
 * commands that are run to their end. Each is signalled by its own id, and only until it has been
 * reaped.
 */
#ifndef TUI_CHILD_H
#define TUI_CHILD_H

#include "bytes.h"
#include "vars.h"

#include <stdbool.h>
#include <sys/types.h>

struct child {
	pid_t pid; /* 0: none was started */
	bool ended;
	int status; /* of waitpid() */
};

/* In the new process: a clean slate of signals, the script's environment, then the program. */
_Noreturn void child_exec(char *const *argv, const struct vars *vars);

void child_reap(struct child *c); /* looks whether it has ended; does not wait */
void child_kill(struct child *c); /* ends it for certain; nothing to do if it has ended */
bool child_runs(const struct child *c);

/* How it ended, "0" or "signal:HUP"; finish it. */
struct bytes child_result(const struct child *c);

/* The number of the signal named as HUP or TERM; 0 when there is none. */
int child_signal_number(const char *name);

enum { helper_max = 8 };

/* A process in the background. What it says in its first line is kept, the rest is read away. */
struct helper {
	struct child child;
	int in;  /* closed to end it */
	int out; /* -1 after its end */
	struct bytes said;
	bool has_said; /* the first line is whole */
};

/* 0, or -1 with errno set. */
int helper_start(struct helper *h, char *const *argv, const struct vars *vars);
void helper_read(struct helper *h);
void helper_hang_up(struct helper *h); /* closes its standard input */
void helper_fini(struct helper *h);    /* after child_kill() */

/* Starts a command that reads nothing and writes to the file. 0, or -1 with errno set. */
int command_start(struct child *c, char *const *argv, const struct vars *vars, const char *output);

#endif
