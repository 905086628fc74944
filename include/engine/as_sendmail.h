/*
 * Our own sender as what all programs hand their mail to: /usr/sbin/sendmail and its other names
 * lead to it, and what a package has there is set aside by dpkg-divert, so that packages know, and
 * put back by it. Nothing of a package is ever replaced.
 */
#ifndef ENGINE_AS_SENDMAIL_H
#define ENGINE_AS_SENDMAIL_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

extern const char as_sendmail_id[]; /* what it is called beside the other programs */

struct as_sendmail_wish {
	bool instead; /* of another mail server's, which is set aside */
	bool check;   /* only says what would be done */
};

/*
 * Adds the names that are changed. Errors: EX_NOPERM, not root; EX_NOINPUT, there is no dpkg-divert
 * or no program of ours; EX_DATAERR, another mail server is installed; EX_CONFIG, a step failed,
 * and all is as it was.
 */
int as_sendmail_apply(struct as_sendmail_wish wish, struct strlist *changed, struct err *e);

/* The reverse. Nothing to undo is no error. Errors: EX_NOPERM; EX_CONFIG. */
int as_sendmail_undo(struct strlist *changed, struct err *e);

/* Appends a sentence where another mail server's is set aside below root. false: none is. */
bool as_sendmail_say(const char *root, struct str *out);

#endif
