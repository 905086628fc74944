/*
 * A question with one line to type, in a box. Enter answers with what passes the check, Esc goes
 * back and changes nothing.
 */
#ifndef TUI_ASK_H
#define TUI_ASK_H

#include "base/err.h"
#include "base/str.h"
#include "tui/stack.h"

struct ask_spec {
	const char *title;   /* a constant */
	const char *text;    /* a constant */
	const char *initial; /* copied */
	const char *about;   /* a constant, for the help, or NULL */
	/* Appends the answer as it is meant. Errors: shown below the line. */
	int (*check)(const char *typed, struct str *out, struct err *e);
	void (*answer)(void *ctx, const char *text); /* not empty; the box is gone by then */
	void *ctx;
	void (*free)(void *ctx); /* after the answer, or without one; NULL: ctx is borrowed */
};

void ask_open(struct stack *st, const struct ask_spec *spec);

#endif
