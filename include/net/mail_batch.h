/*
 * The dialogue that hands over one message after the other behind a login (RFC 5321 3.3): MAIL, all
 * its RCPT and DATA, at once where the server has PIPELINING (RFC 2920), and RSET before the next
 * message where one went wrong. Every recipient has an answer of its own. Pure: bytes in, bytes
 * out; the message comes in pieces, and its dots are doubled on the way (4.5.2).
 */
#ifndef NET_MAIL_BATCH_H
#define NET_MAIL_BATCH_H

#include "base/str.h"
#include "model/test_facts.h"

#include <stdbool.h>

/* What the server says of a command: of a recipient, or of all of them (-1). */
struct mail_answer {
	enum step step; /* sender, recipient or content */
	long recipient;
	int code;
	const char *enhanced, *text;
};

struct mail_batch_owner {
	void (*answered)(void *ctx, const struct mail_answer *answer);
	void (*over)(void *ctx); /* the message is; the next one may come */
	void *ctx;
};

enum batch_state {
	BATCH_IDLE,
	BATCH_ASKS,  /* commands wait for their answers */
	BATCH_TEXT,  /* the message goes out */
	BATCH_WAITS, /* all of it has, and its answer has not come */
	BATCH_LOST,  /* what came is no SMTP, or a goodbye (421) */
};

struct mail_batch {
	struct mail_batch_owner owner;
	const struct facts *facts; /* what the server offers */
	enum batch_state state;
	char *from;
	struct strlist to;
	size_t size;
	bool eight_bit;
	size_t said, heard; /* commands of this message */
	size_t taken;       /* recipients */
	bool sender_taken, data_taken, dirty, resets;
	bool line_start; /* of what goes out of the message */
	struct str out;  /* who has sent of it drops it */
	struct str line, text;
	int code; /* of the reply under way; 0: none */
};

void mail_batch_init(
	struct mail_batch *b, const struct facts *facts, const struct mail_batch_owner *owner);
void mail_batch_fini(struct mail_batch *b);

/*
 * The next message: addresses with their domains in A-labels, copied. Only when it is idle. What
 * the server does not offer is answered at once, with code 0: an address that needs SMTPUTF8.
 */
void mail_batch_begin(struct mail_batch *b, const char *from, const struct strlist *to, size_t size,
	bool eight_bit);

/* A piece of the message, while it goes out; the last one ends with a line end. */
void mail_batch_text(struct mail_batch *b, const char *bytes, size_t len, bool last);

/* What came from the server, in pieces of any size. */
void mail_batch_hear(struct mail_batch *b, const char *bytes, size_t len);

#endif
