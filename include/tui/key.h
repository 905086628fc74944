/*
 * Keys from the terminal. Bytes are read and UTF-8 is decoded here (get_wch loses input), and so
 * are the escape sequences that the terminal's description does not have. A paste arrives as one
 * key with its text, so that a pasted line end never acts.
 */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include "tui/keycode.h"
#include "tui/paste.h"
#include "tui/sequence.h"

#include <stdbool.h>

struct key {
	int code;         /* of keycode.h, or a control byte */
	const char *text; /* valid until the next key is read */
	size_t len;
	const char *lines;    /* of a paste: the same with its line ends and tabs */
	struct pasted pasted; /* of a paste: what was taken out */
	int y, x;             /* of a click */
	bool command;         /* the owner of the stack has something to do by it */
	bool help;            /* and that is to help */
};

enum { key_pushed_max = 4 };

struct key_reader {
	char bytes[4]; /* an unfinished UTF-8 character */
	size_t have, need;
	struct sequence sequence;
	struct paste paste;
	int pushed[key_pushed_max], n_pushed; /* to be looked at again, the last one first */
};

void key_reader_init(struct key_reader *r);
void key_reader_fini(struct key_reader *r);

/* The next key that is complete; false when there is none now. */
bool key_read(struct key_reader *r, struct key *key);

/*
 * Is a paste under way, so that after paste_quiet_ms without a byte key_read_quiet() is to be
 * called? It gives what came so far. From then on a single key ends the paste, and acts, unless it
 * is a line end.
 */
enum { paste_quiet_ms = 1000 };
bool key_expects_more(const struct key_reader *r);
bool key_read_quiet(struct key_reader *r, struct key *key);

#endif
