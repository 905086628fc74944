/*
 * The terminal that the program sees: libvterm behind calls that speak of text on a screen. Rows
 * and columns count from 0 here; scripts and messages count from 1.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "bytes.h"
#include "dim.h"

#include <stdbool.h>
#include <vterm.h>

struct term {
	VTerm *vt; /* NULL until term_open() */
	VTermScreen *screen;
	VTermOutputCallback *reply;
	void *user;
	struct dim dim;
	int rows, cols;
	bool visible, altscreen, mouse;
};

/* What the terminal sends (keys, answers to queries) goes to reply. */
void term_open(struct term *t, int rows, int cols, VTermOutputCallback *reply, void *user);
void term_close(struct term *t);
void term_resize(struct term *t, int rows, int cols);
void term_feed(struct term *t, const char *p, size_t n);

/*
 * Presses a key by its name (F5, ^T, Alt-1, Shift-Tab, Down*3); false when there is no such key.
 */
bool term_key(struct term *t, const char *name);
void term_send(struct term *t, const char *text); /* as it is */

/* Between the marks of bracketed paste if the program asked for them; a line end is sent as CR. */
void term_paste(struct term *t, const char *text);
void term_paste_bytes(struct term *t, const char *p, size_t n); /* as they are */

/* A press of the button (1: left, 4 and 5: the wheel) and its release, if the program wants to
 * know. */
void term_mouse(struct term *t, int row, int col, int button);

/* Sets text to what the cell holds, a blank if nothing; its width in columns: 1 or 2. */
int term_cell(const struct term *t, int row, int col, struct bytes *text);
VTermPos term_cursor(const struct term *t);

/* The row without the blanks at its end; the caller finishes it. */
struct bytes term_row(const struct term *t, int row);

/*
 * Calls found for each place in the row where text stands, with its first column and the first one
 * behind it, until found returns true. Whether it did. found may be NULL: then any place will do.
 */
typedef bool term_found(const struct term *t, int row, int from, int to, void *user);
bool term_find(const struct term *t, int row, const char *text, term_found *found, void *user);
bool term_has(const struct term *t, const char *text);

/*
 * Whether the cell has the attribute: bold, dim, underline, italic, blink, reverse, fg:N, bg:N,
 * fg:default, bg:default, or any of them behind not-. -1: there is no such attribute.
 */
int term_attribute(const struct term *t, int row, int col, const char *name);

/* Sets text to all that a person sees of them: "fg:31 bold"; of a blank its ground only. */
void term_style(const struct term *t, int row, int col, struct bytes *text);
bool term_coloured(const struct term *t); /* some cell has a colour that is not the default */

#endif
