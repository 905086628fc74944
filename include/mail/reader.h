/*
 * A message as a stream, on its way from a program to the spool. Line ends become CR LF whatever
 * they were, lines that are too long for SMTP are broken, Bcc goes out of the header, and Date,
 * Message-ID and From come in where they are missing (RFC 5322 3.6, RFC 6409 8). The header is
 * kept until it is whole, the body goes on at once: any message takes the same memory. Pure.
 */
#ifndef MAIL_READER_H
#define MAIL_READER_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <time.h>

enum {
	mail_header_max = 256 * 1024,     /* bytes */
	mail_size_max = 50 * 1024 * 1024, /* of a message */
	mail_line_max = 998,              /* without its end (RFC 5322 2.1.1) */
};

/* Texts are the caller's. */
struct mail_rules {
	bool dots;               /* a line with one dot is text, and not the end */
	bool from_header;        /* recipients stand in the header, too */
	const char *from, *name; /* of who sends it, for a From that is missing; name may be "" */
	const char *domain;      /* of this machine */
	const char *unique;      /* letters and digits that no other message has */
	time_t at;
	long zone; /* seconds east of UTC */
};

/* Who gets it. Errors of theirs end the reading. */
struct mail_target {
	/* The header is whole, and all recipients are known. */
	int (*begin)(void *ctx, const struct strlist *recipients, struct err *e);
	int (*put)(void *ctx, const char *bytes, size_t len, struct err *e);
	void *ctx;
};

struct mail_reader {
	struct mail_rules rules;
	struct mail_target target;
	struct strlist recipients; /* the list grows by those of the header */
	struct str header, line, out;
	size_t size;      /* bytes that went to the target */
	bool in_body, cr; /* cr: one has come, and what follows is not known */
	bool ended;       /* by a dot */
	bool fresh;       /* nothing has come yet */
	bool eight_bit;   /* in the body */
};

/* Takes over the recipients that are known already. */
void mail_reader_init(struct mail_reader *r, const struct mail_rules *rules,
	struct strlist *recipients, const struct mail_target *target);
void mail_reader_fini(struct mail_reader *r);

/* Errors: EX_DATAERR, a header or a message that is too large, a recipient that is no address. */
int mail_reader_feed(struct mail_reader *r, const char *bytes, size_t len, struct err *e);

/* No more comes. Errors: the same, and EX_USAGE, there is no recipient. */
int mail_reader_end(struct mail_reader *r, struct err *e);

#endif
