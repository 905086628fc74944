/*
 * A helper program behind pipes. It is started with clean signals and only the descriptors 0, 1
 * and 2, in a process group of its own, and it is gone when proc_end() returns: killed if it still
 * ran, and reaped.
 */
#ifndef BASE_PROC_H
#define BASE_PROC_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/types.h>

struct proc {
	pid_t pid; /* 0: none */
	int to;    /* its standard input; non-blocking */
	int from;  /* its standard output; non-blocking */
};

/* Starts the program at path with argv. Errors: EX_SOFTWARE (it cannot be started). */
int proc_start(struct proc *p, const char *path, char *const argv[], struct err *e);

/*
 * The same for a program that is not ours: nothing comes from its standard input, its complaints
 * go nowhere, and it has a session of its own, without a terminal that it could ask on.
 */
int proc_start_alone(struct proc *p, const char *path, char *const argv[], struct err *e);

/* The same, but `in` (-1: nothing) is its standard input, and its complaints come with its output.
 */
int proc_start_heard(struct proc *p, const char *path, char *const argv[], int in, struct err *e);

/*
 * Runs the function beside this process, in a copy of it that ends with it: what it writes to the
 * descriptor can be read here. Nothing that it does to its memory is seen here, and it has neither
 * a terminal nor complaints. Errors: EX_SOFTWARE (there is no room for another process).
 */
int proc_call(struct proc *p, void (*run)(void *ctx, int to), void *ctx, struct err *e);

/* How it ended, if it did; it is still to be reaped, by proc_end(). */
struct proc_ending {
	int status; /* of its exit */
	int signal; /* 0: it ended by itself */
};

bool proc_has_ended(const struct proc *p, struct proc_ending *ending);

/* Writes what it takes now, and drops that from the bytes. Errors: EX_SOFTWARE (it is gone). */
int proc_write(struct proc *p, struct str *bytes, struct err *e);

/* Appends what there is to read now. Returns false when the program has closed its output. */
bool proc_read(struct proc *p, struct str *into);

/*
 * Kills it if it still runs, with all of its process group, reaps it and closes the pipes. Fine
 * on one that never started.
 */
void proc_end(struct proc *p);

/*
 * The same, but where it has ended by itself, what it started goes on: a mail program delivers in a
 * process that it leaves behind.
 */
void proc_leave(struct proc *p);

/* Has the terminal been given to another job than ours? Safe in a signal handler. */
bool proc_is_behind(void);

/* The path of a file beside the running program; NULL where there is none. The caller frees. */
char *proc_beside(const char *name);

#endif
