/*
 * What the terminal's entry in terminfo has, and the habits of terminals that terminfo has no name
 * for, or not for every one that has them: bracketed paste, and the mouse in numbers. NULL stands
 * for nothing, or nothing to be sent.
 */
#ifndef TUI_TERMINFO_H
#define TUI_TERMINFO_H

const char *terminfo_string(const char *name);

const char *terminfo_paste_on(void);
const char *terminfo_paste_off(void);
const char *terminfo_mouse_on(void);
const char *terminfo_mouse_off(void);

#endif
