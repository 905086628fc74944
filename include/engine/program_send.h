/*
 * A test message through a program of this machine, by the command that everything else uses as
 * well, and what was seen of it then. Looks at the program's queue and log until it is known what
 * became of it, for a minute at most.
 */
#ifndef ENGINE_PROGRAM_SEND_H
#define ENGINE_PROGRAM_SEND_H

#include "engine/program.h"
#include "format/delivery.h"

struct program_sent {
	struct delivery_verdict verdict;
	bool login;   /* it is the login that was refused */
	bool differs; /* its files say other settings than these */
	bool dropped; /* it was taken out of the queue again */
};

/*
 * Sends to the address, from the sender of these settings. Errors: EX_USAGE, no such address;
 * EX_CONFIG, there is no From; EX_NOINPUT, no such program here; EX_UNAVAILABLE, it has no such
 * command; EX_NOPERM, a file of another user. What became of the message is no error.
 * program_sent_fini() by the caller, also after an error.
 */
int program_send(const struct codec *codec, const struct program_where *where,
	const struct settings *s, const char *to, struct program_sent *sent, struct err *e);
void program_sent_fini(struct program_sent *sent); /* fine on a zeroed struct */

/* Takes a message that waits out of the queue again, where there is a command for it. */
void program_sent_drop(const struct codec *codec, struct program_sent *sent);

/* 0: sent, or it left the queue; EX_TEMPFAIL: it waits; EX_PROTOCOL, EX_NOPERM: refused. */
int program_sent_code(const struct program_sent *sent);

/* Appends a sentence, or two, behind the name of the program. */
void program_sent_say(const struct codec *codec, const char *to, const struct program_sent *sent,
	struct str *out);

#endif
