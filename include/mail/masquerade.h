/*
 * Under whose name mail leaves. A relay with a login takes mail from its own address, and cron,
 * sudo and the web server send as root and www-data: then the sender becomes the allowed address,
 * with the name kept, and the one that it was stays in Reply-To and in X-Original-From. Pure.
 */
#ifndef MAIL_MASQUERADE_H
#define MAIL_MASQUERADE_H

#include "base/str.h"

#include <stdbool.h>

struct masquerade {
	const char *from, *name; /* the allowed address, and the name for it, "" for none */
	const char *reply_to;    /* where there is none; "" for none */
	bool any;                /* mail leaves as its programs say, where that is an address */
	bool eight_bit;          /* the body is not ASCII: a header that says nothing is mended */
};

/* The envelope's sender: `given` is what the program said, "" for nobody. */
const char *masquerade_sender(const struct masquerade *id, const char *given);

/* Appends the header, which is whole and has its empty line, as it leaves. */
void masquerade_header(
	const struct masquerade *id, const char *header, size_t len, struct str *out);

#endif
