/*
 * What set, unset and apply do with what is wished: check it, let the password follow, refuse it
 * or save it, and tell people or scripts what came of it. What is refused, or is so already, needs
 * no lock and no right to write, and leaves nothing behind.
 */
#ifndef CLI_AMEND_H
#define CLI_AMEND_H

#include "cli/wishes.h"

#include <jansson.h>

struct amend {
	struct wishes wishes;
	/* Says between the check and the save whether the draft is any good; NULL: it is. */
	int (*prove)(const struct cli *cli, struct amend *a, struct session *s);
	struct tested tested; /* what that has recorded; its id is empty: nothing */
	json_t *messages, *diff;
	json_t *test; /* of the answer; NULL: it has none */
	bool changed;
};

/*
 * Fills the draft of a session as it is wished and tells what there is to say of it in the
 * messages, which are made where they are NULL. Returns 0, or the exit code of what is refused.
 */
int amend_draft(const struct cli *cli, struct amend *a, struct session *s);

/* All of it, with the output; takes the wishes. `code` not 0: they are not to be looked at. */
int amend_run(const struct cli *cli, struct amend *a, int code);

#endif
