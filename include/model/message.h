/*
 * The test message: a proper one (RFC 5322; RFC 2045 and 2047 for what is not ASCII; RFC 3834, so
 * that no machine answers it) that says which server, port, protocol and user sent it, and no
 * password. Pure: time, zone and the random part are given. Every line ends with CR LF, none begins
 * with a dot, none of the body is longer than 78 characters, and all is 7-bit, but for an address
 * whose local part is not: such a message needs SMTPUTF8 (RFC 6532) as its envelope does.
 */
#ifndef MODEL_MESSAGE_H
#define MODEL_MESSAGE_H

#include "model/settings.h"

#include <time.h>

enum { message_max = 64 * 1024 }; /* bytes; what the settings can make of it is far below */

struct message {
	const struct settings *settings; /* the domains of its addresses in A-labels */
	const char *to;                  /* likewise */
	const char *host_name;           /* the name of this one */
	const char *unique;              /* letters and digits that no other message has */
	time_t at;
	long zone; /* seconds east of UTC */
};

/* Appends the message; out has message_max left. */
void message_compose(const struct message *m, struct str *out);

/* Appends " Name <address>", or the address alone, folded: what stands behind "From:". */
void message_mailbox(const char *name, const char *address, struct str *out);

/* The date as RFC 5322 3.3 writes it, in English whatever the locale. */
void message_date(time_t at, long zone, struct str *out);

#endif
