/*
 * The worker's life: says hello, takes jobs from its pipe, runs them side by side, tells of every
 * step and of the result, until the pipe closes. A job's value `job`, if it has one, comes back
 * in all that is said of it.
 */
#ifndef NET_WORKER_H
#define NET_WORKER_H

/* `note`: a sentence for the hello, or NULL. Returns an exit code. */
int worker_run(const char *note);

#endif
