/*
 * Signing out: asks who gave the refresh token to take it back (RFC 7009), where that is offered,
 * and forgets the tokens in any case. Never blocks.
 */
#ifndef ENGINE_SIGN_OUT_H
#define ENGINE_SIGN_OUT_H

#include "engine/token_client.h"
#include "engine/token_lock.h"
#include "store/tokens.h"

struct sign_out {
	bool open, running;
	bool was_in;        /* there were tokens */
	bool revoked;       /* they were taken back */
	struct err failure; /* code 0: they are forgotten */
	struct listener listener;
	char key[sign_in_key_size];
	struct settings settings;
	struct tokens tokens;
	struct token_lock lock;
	struct token_client client;
};

/* The listener hears from the loop. Fine on a zeroed struct; it stays where it lies. */
void sign_out_start(struct sign_out *o, const struct settings *s, struct listener listener);

/* Fine on a zeroed struct, which is what it leaves. */
void sign_out_fini(struct sign_out *o);

#endif
