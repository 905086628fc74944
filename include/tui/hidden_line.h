/*
 * A line that nobody may see and that is longer than a value: what is pasted there is a secret for
 * a moment. Only its end can be edited. It knows no screen but for its own line.
 */
#ifndef TUI_HIDDEN_LINE_H
#define TUI_HIDDEN_LINE_H

#include "base/str.h"
#include "tui/key.h"
#include "tui/paint.h"

enum { hidden_line_max = 4096 }; /* bytes */

struct hidden_line {
	struct str text; /* in memory for secrets */
	bool refused;    /* the last key would have made it too long */
};

void hidden_line_init(struct hidden_line *h);
void hidden_line_fini(struct hidden_line *h); /* fine on a zeroed struct */

/* Does what the key means here; false when it means nothing. */
bool hidden_line_key(struct hidden_line *h, const struct key *key);

/* Draws bullets, and how many bytes there are where they are more. Returns the cursor's column. */
int hidden_line_draw(const struct hidden_line *h, int y, int x, int width);

#endif
