/*
 * The addresses of a header field, or of an argument: a list of mailboxes and groups with names,
 * comments, quoted strings, folded lines and old routes (RFC 5322 3.4 and 4.4). A local name, as
 * cron's `root`, is an address too. Pure.
 */
#ifndef MAIL_ADDRESSES_H
#define MAIL_ADDRESSES_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum {
	mail_address_max = 1000,    /* bytes; more than RFC 5321 4.5.3.1 allows */
	mail_recipients_max = 1000, /* of one message */
};

/* Is that one which may stand in a command of SMTP? A local part alone may, too. */
bool address_is_sound(const char *address);

/*
 * Adds the addresses to the list, without those that it has. Errors: EX_DATAERR, one that makes no
 * sense, or too many.
 */
int addresses_add(struct strlist *list, const char *text, size_t len, struct err *e);

/* The same for one that is known to be sound. */
int addresses_add_one(struct strlist *list, const char *address, struct err *e);

/* What stands before the first address: its name, without quotes; or in a comment behind it. */
void addresses_first_name(const char *text, size_t len, struct str *name);

#endif
