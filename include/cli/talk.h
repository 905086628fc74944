/*
 * A conversation line by line: says paragraphs, asks for one line, and for a secret without
 * echo. No cursor moves and no escape byte is ever printed, so that it works on a braille line,
 * through a pipe and in a log. A signal that would end the program ends the conversation instead
 * (ANSWER_END) and is remembered (cli/wait.h); the terminal is then as it was.
 */
#ifndef CLI_TALK_H
#define CLI_TALK_H

#include "base/str.h"
#include "cli/wait.h"
#include "model/type.h"

#include <stdbool.h>
#include <stdio.h>

/* What a line is to be initialised with: its own end tells that it is too long. */
enum { talk_line_max = value_max + 2, talk_secret_max = secret_max + 2 };

enum answer {
	ANSWER_TEXT,
	ANSWER_ENTER, /* nothing was typed */
	ANSWER_HELP,  /* and the other signs: see talk_signs() */
	ANSWER_BACK,
	ANSWER_CLEAR,
	ANSWER_MENU,
	ANSWER_CHOSEN, /* of pick() */
	ANSWER_END,    /* of the input, or of the conversation by a signal */
};

struct talk {
	struct wait *wait;
	struct str typed; /* read and not asked for yet; wiped at the end */
	FILE *prompts;    /* stdout, unless that carries data */
	bool on_terminal; /* the answers come from one */
	bool ended;
};

/* Watches the signals that would end the program. talk_fini() by the caller. */
void talk_init(struct talk *t, struct wait *wait);
void talk_fini(struct talk *t);

/* Prints the text with a line end, wrapped at blanks; what may not be shown is replaced. */
void talk_say(const char *text);
void talk_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What the signs mean, in a sentence: ? < - ! */
void talk_signs(void);

/*
 * Prints the prompt and reads a line of at most value_max bytes into `line` (emptied first).
 * What is no line of text is told and asked for again. A sign with a blank before it is text.
 */
enum answer talk_ask(struct talk *t, const char *prompt, struct str *line);

/* The same for a secret: no sign is read as one, and a terminal does not echo. Wipe the line. */
enum answer talk_ask_secret(struct talk *t, const char *prompt, struct str *line);

#endif
