/*
 * How a program of this machine is given a message, and what its own words, its queue and its log
 * say of what became of it. A row for each codec that has a
 * way; pure: nothing is run or opened here. What is not
 * said anywhere is not claimed: a program that took a message has not sent it yet.
 */
#ifndef FORMAT_DELIVERY_H
#define FORMAT_DELIVERY_H

#include "base/str.h"

enum delivery_end {
	DELIVERY_OPEN,    /* nothing is known yet */
	DELIVERY_SENT,    /* the server took it */
	DELIVERY_LEFT,    /* it is in the queue no more, and nothing says where it went */
	DELIVERY_WAITS,   /* in the queue, for a reason */
	DELIVERY_REFUSED, /* by the server or the program, for good */
	DELIVERY_END_COUNT
};

extern const char *const delivery_end_words[DELIVERY_END_COUNT]; /* for scripts */

/* What was seen of a message. */
struct delivery_seen {
	const char *to, *id;        /* its recipient, and its Message-ID without brackets */
	int status;                 /* how the command ended */
	const char *said;           /* all that it printed */
	const char *before, *queue; /* the queue's list, before the message and now */
	const char *log;            /* the last lines of the log */
};

struct delivery_verdict {
	enum delivery_end end;
	struct str words; /* the server's or the program's; may be empty */
	struct str key;   /* the name of the message in the queue, where it is known */
};

void delivery_verdict_init(struct delivery_verdict *v);
void delivery_verdict_fini(struct delivery_verdict *v);

/* How a line of the log names a message of the queue. */
enum delivery_key {
	DELIVERY_KEY_NONE,   /* not at all: what follows up to the next message is about it */
	DELIVERY_KEY_BEFORE, /* the word before `mark`, as in "ABC: message-id=<" */
	DELIVERY_KEY_AFTER   /* the word behind the recipient, as in "to=<you> queued as ABC" */
};

struct delivery_line {
	const char *words; /* what stands behind them is the reason; NULL: the last row */
	enum delivery_end end;
	bool keeps; /* the reason stood in a line before */
};

struct delivery {
	const char *program; /* the id of its codec */
	/*
	 * Is given the message on standard input. %s is the main file, %f who it is from, %t the
	 * recipient. NULL: it has no such command, and `instead` is what to do.
	 */
	const char *const *command;
	const char *instead;
	const char *const *queue; /* prints what waits; NULL: what it takes, it has sent */
	const char *const *drop;  /* takes %q out of the queue; NULL: there is no such command */
	const char *mark;         /* in the log, before the message's id or recipient */
	enum delivery_key key;
	const struct delivery_line *lines; /* of the log */
	void (*judge)(const struct delivery *d, const struct delivery_seen *seen,
		struct delivery_verdict *v);
};

extern const struct delivery deliveries[];
extern const size_t delivery_count;

const struct delivery *delivery_find(const char *program); /* NULL: none */

/* Ends 0: sent; else refused, with what it said. */
void delivery_by_exit(
	const struct delivery *d, const struct delivery_seen *seen, struct delivery_verdict *v);

/*
 * By what it says of each recipient while it delivers: a line that begins with a word of `lines`.
 * The line that begins with `mark` names the message.
 */
void delivery_by_words(
	const struct delivery *d, const struct delivery_seen *seen, struct delivery_verdict *v);

/* By the lines of its log, or else by the queue. */
void delivery_by_queue(
	const struct delivery *d, const struct delivery_seen *seen, struct delivery_verdict *v);

/* Is it about the login? Then it is the settings, or the program's copy of them, that is wrong. */
bool delivery_is_login(const char *words);

#endif
