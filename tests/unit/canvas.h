/*
 * A screen that nobody sees, of any size: widgets draw on it as they do on a terminal, tests press
 * keys and read what it shows. Below what a test opens lies a ground that counts what reaches it.
 */
#ifndef TESTS_CANVAS_H
#define TESTS_CANVAS_H

#include "tui/stack.h"

struct canvas {
	struct stack stack;
	int keys, news; /* that reached the ground */
};

/* Opens it, and gives it another size. One at a time. */
void canvas_open(struct canvas *c, int rows, int columns);
void canvas_resize(struct canvas *c, int rows, int columns);
void canvas_close(struct canvas *c);

/* Is the ground on top again? */
bool canvas_is_bare(const struct canvas *c);

/* Draws, and is left as it is until the next time. */
void canvas_draw(struct canvas *c);

/* The first row that has the text, or -1. */
int canvas_row(const struct canvas *c, const char *text);

/* One key, or the characters of a text, or a click on the text; all is drawn before and after. */
void canvas_key(struct canvas *c, int code);
void canvas_type(struct canvas *c, const char *text);
void canvas_click(struct canvas *c, const char *text);

/* A key that is a command of the owner's, and one that asks for help. */
void canvas_command(struct canvas *c);
void canvas_help(struct canvas *c);

#endif
