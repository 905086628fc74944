/*
 * The terminal: taken over and given back, whatever happens in between. Nothing is drawn here.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "base/err.h"

#include <stdbool.h>

enum { term_paste_begin = 0x700, term_paste_end = 0x701 };

/* Errors: EX_USAGE (no terminal, or one that this program cannot draw on). */
int term_open(struct err *e);

/* From here on clicks and the wheel are keys. The terminal's own selection needs Shift then. */
void term_use_mouse(void);

/* Can this terminal move its cursor? One that is not known here passes, to be told of. */
bool term_can_draw(void);

/*
 * Gives the terminal back; fine when it was never taken. Where it has no other screen to go back
 * to, the form is erased first.
 */
void term_close(void);

/* The next byte or KEY_* of curses, ERR when there is none; draws nothing. */
int term_getch(void);

/* After SIGWINCH: takes the new size. */
void term_resize(void);

/* The next time everything is drawn, whatever is on the screen. */
void term_redraw(void);

/* Ctrl-Z or SIGTSTP (which is blocked): gives the terminal back, stops the process group, takes it
 * again. */
void term_suspend(void);

/* Does the terminal send this function key (1 to 12)? */
bool term_has_function_key(int number);

#endif
