/*
 * What is known of a message that waits, beside its bytes, as lines of text. The ticket stands in
 * front of the message and never changes: who handed it over, from whom and to whom. The progress
 * lies in a file of its own, which is replaced at each change: who has got it, what is tried next
 * and why. Both are read with suspicion: files may be damaged. Pure.
 */
#ifndef MAIL_TICKET_H
#define MAIL_TICKET_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum {
	ticket_max = 1100 * 1024, /* bytes; the most recipients of the longest addresses */
	progress_reason_max = 1000,
};

struct ticket {
	time_t at; /* it was handed over */
	long uid;
	char *from;        /* "": nobody, a notice is never answered */
	struct strlist to; /* as they were given: local names, too */
	bool eight_bit;    /* the body is not ASCII */
	size_t message;    /* where the message begins in the file */
};

/* Appends its lines and the empty one behind them. *body is where ticket_body() goes. */
void ticket_write(const struct ticket *t, struct str *out, size_t *body);

/* As long whatever it says, so that it can be put there when the body has been seen. */
const char *ticket_body(bool eight_bit);

/* The front of a file; ticket_fini() in any case. Errors: EX_DATAERR, it is none. */
int ticket_read(struct ticket *t, const char *bytes, size_t len, struct err *e);
void ticket_fini(struct ticket *t);

/* What became of a recipient so far. */
enum { RECIPIENT_WAITS = 'w', RECIPIENT_SENT = 's', RECIPIENT_REFUSED = 'r' };

struct progress {
	unsigned tries;
	time_t next;          /* not before */
	bool held;            /* until a person lets it go */
	char *reason, *words; /* the id of a verdict, and a sentence; NULL: none yet */
	char *key;            /* a fingerprint of the settings that it was so with, or NULL */
	time_t since;         /* it has been so; 0: it is not */
	struct strlist to;    /* each with what became of it in front: "wroot" */
};

void progress_write(const struct progress *p, struct str *out);
int progress_read(struct progress *p, const char *bytes, size_t len, struct err *e);
void progress_fini(struct progress *p);
void progress_say(struct progress *p, const char *reason, const char *words);

/* How many recipients are in that state. */
size_t progress_count(const struct progress *p, char state);

#endif
