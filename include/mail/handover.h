/*
 * A message on its way from a caller to who may keep it, through a socket or the drop folder: its
 * ticket, the bytes in pieces, and an end, so that half a message is known as such. Who hears it
 * trusts nothing of it. Pure.
 */
#ifndef MAIL_HANDOVER_H
#define MAIL_HANDOVER_H

#include "mail/ticket.h"

enum {
	handover_digits = 8,            /* of a length, in hexadecimal, in front of its piece */
	handover_max = 54 * 1024 * 1024 /* bytes; the largest ticket, message and lengths */
};

/* What stands at the end of every one: the length of no piece. */
extern const char handover_end[handover_digits + 1];

/* Appends the length of a piece; its bytes follow. */
void handover_length(size_t len, struct str *out);

/* Who gets what is heard. Errors of theirs end it. */
struct handover_target {
	int (*begin)(void *ctx, const struct ticket *t, struct err *e);
	int (*put)(void *ctx, const char *bytes, size_t len, struct err *e);
	void *ctx;
};

struct handover {
	struct handover_target target;
	struct str front; /* the ticket, or the digits of a length, until they are whole */
	size_t left;      /* bytes of the piece */
	bool begun;
	bool ended; /* it is whole; what follows is nobody's */
};

void handover_init(struct handover *h, const struct handover_target *target);
void handover_fini(struct handover *h);

/* Errors: EX_DATAERR, it is none. */
int handover_feed(struct handover *h, const char *bytes, size_t len, struct err *e);

#endif
