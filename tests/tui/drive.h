/*
 * One run of one script: the program, its helpers and variables, and where the script stands. The
 * functions here are what all commands are made of: pass the time while the program talks, until
 * something holds.
 */
#ifndef TUI_DRIVE_H
#define TUI_DRIVE_H

#include "child.h"
#include "program.h"
#include "script.h"
#include "vars.h"

#include <stdbool.h>

enum outcome { BROKEN = -1, NOT_YET, DONE };

enum { canary_max = 16 };

/* A text that must not occur in what the program writes. */
struct canary {
	char *text;
	size_t from; /* where in the program's log to look on */
	int line;
};

struct tap {
	int count;
	int failed;
};

struct drive {
	const char *name; /* of the script, as it was given */
	struct vars vars;
	struct program program;
	struct helper helpers[helper_max];
	int n_helpers;
	struct canary canaries[canary_max];
	int n_canaries;
	int sung; /* the line of the canary that was heard; 0: none */
	struct script *script;
	struct tap *tap;
	char *case_name; /* NULL before the first case */
	char *scratch;
	int rows, cols;
	int limit; /* seconds that anything may take */
	bool update;
	bool settled; /* a wait has matched since the last input */
	bool failed;
	size_t mark_bytes, mark_reads;
	struct bytes why; /* lines about the failure, for a person */
};

/* Adds a line to d->why. BROKEN, so that a caller can return it. */
enum outcome drive_broken(struct drive *d, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Sets n from text; false, and the reason said, unless it is a number from min to max. */
bool drive_number(struct drive *d, const char *text, int base, long min, long max, long *n);

/*
 * Passes at most ms milliseconds, fewer when something happens: takes what the program and the
 * helpers wrote, gives the program its input, notices what has ended. How many bytes the program
 * wrote.
 */
size_t drive_pass(struct drive *d, int ms);

/* Takes everything that the program has written up to now. */
void drive_drain(struct drive *d);

/* Passes time until the program rests and all that it wrote was read. */
enum outcome drive_settle(struct drive *d);

/* Passes time until holds(what); false when the limit is over before. */
bool drive_until(struct drive *d, bool (*holds)(void *what), void *what);

/* The program was started, has ended, and all that it wrote was read. */
bool drive_program_over(struct drive *d);

/* Gives the program all its input. */
enum outcome drive_flush(struct drive *d);

/* Waits for the end of a child; when the limit is over it is killed, and that is BROKEN. */
enum outcome drive_reap(struct drive *d, struct child *c);

#endif
