/*
 * One line of editable text: UTF-8 by character, at most line_edit_max bytes, scrolling when it is
 * longer than its place; bullets for a secret, which may be an access token and as long as that.
 * The text before the last paste or larger deletion comes back with Alt-u, and so does what was
 * selected as a whole and typed over. It knows no screen.
 */
#ifndef TUI_LINE_EDIT_H
#define TUI_LINE_EDIT_H

#include "base/str.h"
#include "tui/key.h"

#include <stdbool.h>
#include <stddef.h>

enum { line_edit_max = 512, line_edit_secret_max = 16 * 1024 };

struct line_edit {
	char text[line_edit_secret_max + 1];
	size_t len;
	size_t cursor; /* in bytes, on a character's border */
	bool secret, revealed;
	bool touched;  /* something was typed since line_edit_set() */
	bool selected; /* what is typed first takes the place of all of it */
	bool refused;  /* the last key would have made it too long */
	char kept[line_edit_secret_max];
	size_t kept_len;
	bool has_kept;
};

void line_edit_set(struct line_edit *e, const char *text, size_t len, bool secret);
void line_edit_wipe(struct line_edit *e);

/* Does what the key means inside a line. Returns false when it means nothing here. */
bool line_edit_key(struct line_edit *e, const struct key *key);

/* What is to be said after that key, or nothing. Returns whether it is trouble. */
bool line_edit_tell(const struct line_edit *e, const struct key *key, struct str *out);

/* What is seen of it: `shown` is the text to draw, `cursor` the column of the cursor in it. */
struct line_edit_view {
	char shown[line_edit_secret_max * 4 + 8];
	int cursor;
	bool before, behind; /* there is more on that side */
};

void line_edit_look(const struct line_edit *e, int width, struct line_edit_view *view);

#endif
