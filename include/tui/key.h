/*
 * Keys from the terminal. Bytes are read and UTF-8 is decoded here (get_wch loses input); a
 * paste arrives as one key with its text, so that a pasted line end never acts.
 */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include "base/str.h"

#include <stdbool.h>

enum {
	KEYCODE_TEXT = -1,  /* one printable character, in text */
	KEYCODE_PASTE = -2, /* what was pasted, in text, without its last line end */
	KEYCODE_ESC = 27,
	KEYCODE_ENTER = '\r',
	KEYCODE_TAB = '\t',
	KEYCODE_BACKSPACE = 127,
};

/* The control key of a letter: ctrl('X') is ^X. */
#define KEYCODE_CTRL(letter) ((letter)&0x1F)

struct key {
	int code;         /* one of the above, a control byte, or KEY_* of curses */
	const char *text; /* valid until the next key is read */
	size_t len;
	bool cut;   /* a paste: control characters inside it were taken out */
	bool ended; /* a paste: its line end was taken off */
};

struct key_reader {
	char bytes[4]; /* an unfinished UTF-8 character */
	size_t have, need;
	bool pasting;
	struct str paste;
	int pushed_back; /* a byte to be looked at again, or -1 */
};

void key_reader_init(struct key_reader *r);
void key_reader_fini(struct key_reader *r);

/* The next key that is complete; false when there is none now. */
bool key_read(struct key_reader *r, struct key *key);

#endif
