/*
 * Asking who gives tokens: gets the client's secret from where it is kept, then sends requests to
 * the worker, one after the other, and hands each answer over. Never blocks; who hears may end it.
 */
#ifndef ENGINE_TOKEN_CLIENT_H
#define ENGINE_TOKEN_CLIENT_H

#include "engine/password_source.h"
#include "engine/worker_client.h"

/* What came of a request; `failure`: nothing did, as something here is wrong (code 0: none). */
struct token_heard {
	const struct fetched *fetched; /* NULL: see failure */
	const struct err *failure;
};

struct token_client {
	struct loop *loop;
	struct settings settings; /* a copy, of one that lies over nothing */
	struct worker_client worker;
	struct password_source source; /* of the client's secret */
	struct str answer;             /* that is to be handed over */
	struct err failure;
	uint64_t timer;
	void (*ready)(void *ctx, const struct err *failure);
	void (*heard)(void *ctx, const struct token_heard *heard);
	void *ctx;
	bool open, waits;
};

/*
 * `ready` is called from the loop when the secret is there, or with why it cannot be had. After
 * that requests may be made. Fine on a zeroed struct; it stays where it lies.
 */
void token_client_start(struct token_client *c, const struct settings *s, struct loop *loop,
	void (*ready)(void *ctx, const struct err *failure), void *ctx);

/* NULL: the client has none. Borrowed. */
const struct secret *token_client_secret(const struct token_client *c);

/* One at a time. `heard` is called from the loop, once. The texts of the request are copied. */
void token_client_ask(struct token_client *c, const struct fetch_request *request,
	void (*heard)(void *ctx, const struct token_heard *heard));

/* Fine on a zeroed struct, which is what it leaves. */
void token_client_fini(struct token_client *c);

#endif
