/*
 * The terminal: taken over and given back, whatever happens in between. Nothing is drawn here.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "base/err.h"

#include <stdbool.h>

/* Takes the terminal, by its entry of terminfo. Errors: EX_USAGE. */
int term_open(const char *entry, struct err *e);

/* From here on clicks and the wheel are keys. The terminal's own selection needs Shift then. */
void term_use_mouse(void);

/*
 * Gives the terminal back; fine when it was never taken. Where it has no other screen to go back
 * to, the form is erased first.
 */
void term_close(void);

/*
 * Keys are keys from here on. To be called behind the first drawing: before it, what this writes
 * would be written twice.
 */
void term_listen(void);

/* The next byte or key (keycode.h), ERR when there is none; draws nothing. */
int term_getch(void);

/* How many it has given so far. */
unsigned long term_taken(void);

/* After SIGWINCH: takes the new size. */
void term_resize(void);

/* The next time everything is drawn, whatever is on the screen. */
void term_redraw(void);

/*
 * Ctrl-Z or SIGTSTP: gives the terminal back, stops the job, takes the terminal again. False: it
 * cannot be taken again.
 */
bool term_suspend(void);

/*
 * Leaves the screen for a line that is to be selected there as a whole, which no drawn one can be.
 * Nothing may be drawn until term_come_back(); keys are read meanwhile.
 */
void term_show_alone(const char *line);
bool term_is_away(void);
void term_come_back(void);

/* After SIGCONT: somebody else has had the terminal. Returns as above. */
bool term_retake(void);

/* Does the terminal send this function key (1 to 12)? */
bool term_has_function_key(int number);

#endif
