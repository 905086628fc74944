/*
 * A program on a terminal of its own, watched: what it writes, byte by byte, what is then on its
 * screen, and, when it is traced, how many system calls and writes that took and what it waits
 * for. Time is told by when its bytes arrive here.
 */
#ifndef BENCH_SEAT_H
#define BENCH_SEAT_H

#include "../tui/term.h"

#include <stdbool.h>
#include <sys/types.h>

struct seat {
	pid_t pid;
	int master;
	struct term term;
	struct bytes in;  /* still to be given to it */
	struct bytes out; /* all that it wrote */
	bool ended;
	double started_ms, given_ms, last_ms; /* the exec; the last byte given, and had */

	/* When traced. What was done because time passed is counted apart. */
	bool traced, in_call, ticked;
	bool waits;   /* in a call that waits for its input */
	bool endless; /* without a limit of time */
	bool timers;  /* has armed one */
	size_t calls, writes, ticks, tick_bytes, tick_writes;
};

double seat_now_ms(void);

/* Starts it, 24 lines by 80 columns. A terminal that cannot be had ends the measurement. */
void seat_open(struct seat *s, const char *const argv[], bool traced);

/* Until it has read all its input and waits for more, and all that it wrote is here. */
void seat_settle(struct seat *s);

/* Until the text is on its screen. */
void seat_see(struct seat *s, const char *text);

/* Until it has written so much. False: it ended before, or does not come to it. */
bool seat_await(struct seat *s, size_t bytes);

/* Until it has done something because time passed, so many times. Traced. */
void seat_await_ticks(struct seat *s, size_t ticks);

void seat_key(struct seat *s, const char *name);

/* Of a line of /proc/PID/status, the number; 0 when it is not there. */
long seat_status(const struct seat *s, const char *name);

void seat_close(struct seat *s);

#endif
