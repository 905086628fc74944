/*
 * The numbers of the keys. Those of the keyboard are curses' own (key.c holds them to it), so that
 * nothing has to be translated, and nobody but who reads the terminal has to know curses.
 */
#ifndef TUI_KEYCODE_H
#define TUI_KEYCODE_H

enum {
	KEYCODE_TEXT = -1,  /* one printable character, in text */
	KEYCODE_PASTE = -2, /* what was pasted, in text, without its last line end */
	KEYCODE_ESC = 27,
	KEYCODE_ENTER = '\r',
	KEYCODE_TAB = '\t',
	KEYCODE_BACKSPACE = 127,
	KEYCODE_DOWN = 0402,
	KEYCODE_UP = 0403,
	KEYCODE_LEFT = 0404,
	KEYCODE_RIGHT = 0405,
	KEYCODE_HOME = 0406,
	KEYCODE_DELETE = 0512,
	KEYCODE_INSERT = 0513,
	KEYCODE_PAGE_DOWN = 0522,
	KEYCODE_PAGE_UP = 0523,
	KEYCODE_BACK_TAB = 0541,
	KEYCODE_END = 0550,
	KEYCODE_PASTE_BEGIN = 0x700, /* the marks of a paste: above all that curses has */
	KEYCODE_PASTE_END,
	KEYCODE_WORD_LEFT = 0x710,
	KEYCODE_WORD_RIGHT,
	KEYCODE_WORD_DELETE,
	KEYCODE_WORD_RUB_OUT,
	KEYCODE_UNDO,
	KEYCODE_CLICK, /* of the mouse, with its place */
	KEYCODE_WHEEL_UP,
	KEYCODE_WHEEL_DOWN,
};

/* The control key of a letter: KEYCODE_CTRL('X') is ^X. */
#define KEYCODE_CTRL(letter) ((letter)&0x1F)

/* Function key n: 1 to 12. */
#define KEYCODE_F(n) (0410 + (n))

#endif
