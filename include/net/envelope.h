/*
 * The dialogue behind the login (RFC 5321 3.3): MAIL and RCPT, then DATA and a message, or nothing
 * more where it is only a rehearsal. One command at a time, a table of them; what the server says
 * goes through the session, which ends it at the first refusal. Pure: bytes in, bytes out; no
 * network, no clock; times are given, in us since the start.
 */
#ifndef NET_ENVELOPE_H
#define NET_ENVELOPE_H

#include "net/smtp_session.h"

struct envelope {
	struct smtp_session *session;
	char *from, *to; /* domains in A-labels */
	struct str message;
	bool sends;      /* the message too */
	size_t turn;     /* the next command */
	struct str out;  /* to be sent; who has sent all of it clears it */
	struct str line; /* of the server, not whole yet */
};

/* Copies the addresses; takes over the message, without dots doubled; NULL: rehearse. */
void envelope_init(struct envelope *e, struct smtp_session *m, const char *from, const char *to,
	struct str *message);
void envelope_fini(struct envelope *e);

/* Says the next command, if the last one has been answered; behind the last one it is over. */
void envelope_speak(struct envelope *e, int64_t us);

/* What came from the server, in pieces of any size. */
void envelope_hear(struct envelope *e, int64_t us, const char *bytes, size_t len);

/* Says goodbye, once it is over: nobody waits for the answer. */
void envelope_leave(struct envelope *e, int64_t us);

/* Appends the message as it goes over the wire: dots doubled, and the last one (4.5.2). */
void envelope_stuff(struct str *out, const struct str *message);

#endif
