/*
 * The line to the server, behind the worker: one connection and one login for as many messages as
 * come, and the verdict on what the server says of them.
 */
#ifndef SENDER_RELAY_H
#define SENDER_RELAY_H

#include "engine/worker_client.h"
#include "model/test_facts.h"
#include "model/verdict.h"
#include "sender/outgoing.h"

struct relay {
	struct loop *loop;
	const struct settings *settings; /* with the password that counts now */
	bool any;                        /* mail leaves under other addresses, too */
	struct worker_client worker;
	unsigned request;
	struct facts facts; /* of the connection */
	bool ready, ended;
	unsigned lost;        /* connections, with a message under way */
	struct outgoing *now; /* the message under way, or NULL */
};

void relay_init(struct relay *r, struct loop *loop, const struct settings *settings);
void relay_fini(struct relay *r);

/*
 * Connects and logs in: `ready`, or else the facts say why not. Errors: those of
 * worker_client_request(), and of the worker.
 */
int relay_connect(struct relay *r, struct err *e);

/*
 * Names one message, whose header has been read, to the server, which gets none of it before
 * relay_send(): `over` where the server had its say about it.
 */
void relay_name(struct relay *r, struct outgoing *o, const char *from);
void relay_send(struct relay *r, struct outgoing *o);

/* Says goodbye. */
void relay_leave(struct relay *r);

/* What the facts come to; *words is the caller's to free. */
const struct diagnosis *relay_judge(const struct relay *r, const struct facts *facts, char **words);

#endif
