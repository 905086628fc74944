/*
 * The escape sequences of keys, whatever the description of the terminal says: those of xterm,
 * with and without modifiers, of the Linux console, rxvt, PuTTY, screen and tmux, in both modes of
 * the cursor keys. Bytes go in one by one, so that a slow line may break them anywhere; one that
 * means nothing is taken whole and not typed into a field.
 */
#ifndef TUI_SEQUENCE_H
#define TUI_SEQUENCE_H

#include <stdbool.h>

enum { sequence_params = 3 };

struct sequence {
	enum sequence_state {
		SEQUENCE_NONE,
		SEQUENCE_ESCAPE,
		SEQUENCE_CSI,     /* behind ESC [ */
		SEQUENCE_SS3,     /* behind ESC O */
		SEQUENCE_CONSOLE, /* behind ESC [ [ */
		SEQUENCE_MOUSE,   /* behind ESC [ M: three bytes */
	} state;
	int params[sequence_params], n; /* numbers */
	int length;
	bool sgr;  /* a report of the mouse: numbers */
	bool meta; /* a second ESC before it */
};

enum sequence_step {
	SEQUENCE_GOES_ON,
	SEQUENCE_KEY,     /* a key: code; of a click params 1 and 2 are column and row, from 1 */
	SEQUENCE_UNKNOWN, /* over, and no key */
	SEQUENCE_BROKEN,  /* this byte does not belong to it */
};

/* Takes from curses what it would read as keys of its own: the number pad, Ctrl-Left, the mouse. */
void sequence_claim(void);

/* An ESC has come. */
void sequence_begin(struct sequence *s);

/* The next byte. After anything but SEQUENCE_GOES_ON the state is SEQUENCE_NONE. */
enum sequence_step sequence_take(struct sequence *s, int byte, int *code);

#endif
