/*
 * A message on its way out: who of its recipients is named to the server this time, its header as
 * it leaves, and what became of it.
 */
#ifndef SENDER_OUTGOING_H
#define SENDER_OUTGOING_H

#include "mail/masquerade.h"
#include "spool/spool.h"

struct outgoing {
	const struct spool *spool;
	const char *id;
	struct ticket ticket;
	struct progress progress;
	int fd;            /* at the body */
	struct str header; /* as it leaves; what is left of it */
	size_t size;       /* of what is left of the body */
	struct strlist to; /* those of this turn */
	size_t *places;    /* of them in the progress */
	bool *answered;    /* refused by name */
	bool sent, over;
	bool blames_server;   /* it is refused for what is no fault of the message */
	char *words, *reason; /* of a refusal */
	char *said;           /* by the server that took it */
};

/* Who local names are. */
struct locals {
	const char *aliases, *host_name;
	const char *mail_to; /* finally */
};

/* outgoing_close() in any case. Errors: those of spool_read(). */
int outgoing_open(struct outgoing *o, const struct spool *spool, const char *id, struct err *e);
void outgoing_close(struct outgoing *o);

/* At its first turn it is found out who the local names are. */
void outgoing_expand(struct outgoing *o, const struct locals *locals);

/* As many of those who wait for it as there is room for. */
void outgoing_choose(struct outgoing *o, size_t room);

/* The header as it leaves; the body is next. Errors: EX_DATAERR. */
int outgoing_read_header(struct outgoing *o, const struct masquerade *id, struct err *e);

/*
 * Appends the next piece, of at most `max` bytes of body, and says whether it is the last. False:
 * it cannot be read.
 */
bool outgoing_next(struct outgoing *o, size_t max, struct str *piece, bool *last);

/* What became of those of this turn, once the server took the message. */
void outgoing_mark(struct outgoing *o);

/* Is there anybody who was named to the server and has to be named again? */
bool outgoing_is_unfinished(const struct outgoing *o);

/* Nobody waits for it any more: it took too long. */
void outgoing_expire(struct outgoing *o);

#endif
