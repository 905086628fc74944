/*
 * A valid access token of a sign-in, for whoever needs one now. One that lasts is handed out as it
 * is; else the lock is taken, the tokens are read again, renewed where nobody else has done so, and
 * on the disk before the new one is handed out. Never blocks: it hangs in the listener's loop.
 */
#ifndef ENGINE_TOKEN_SOURCE_H
#define ENGINE_TOKEN_SOURCE_H

#include "engine/token_client.h"
#include "engine/token_lock.h"
#include "store/tokens.h"

struct token_source {
	bool open, running;
	bool renew;           /* a new one in any case, but for one that came meanwhile */
	struct secret *token; /* NULL: there is none */
	enum sign_in_outcome outcome;
	struct str
		why; /* there is none, as a sentence; or, with one, why it could not be renewed */
	struct listener listener;
	char key[sign_in_key_size];
	struct settings settings;
	struct tokens tokens;
	struct token_lock lock;
	struct token_client client;
	uint64_t timer;
	struct secret *before; /* the access token that was there before the lock */
};

/*
 * The listener hears when it does not run any more, always from the loop. Fine on a zeroed struct;
 * it stays where it lies.
 */
void token_source_start(
	struct token_source *t, const struct settings *s, bool renew, struct listener listener);

/* Ends what runs and wipes the token. Fine on a zeroed struct, which is what it leaves. */
void token_source_fini(struct token_source *t);

#endif
