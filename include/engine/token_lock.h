/* Waits for the lock of a sign-in's tokens without blocking, as long as a refresh may take. */
#ifndef ENGINE_TOKEN_LOCK_H
#define ENGINE_TOKEN_LOCK_H

#include "base/loop.h"
#include "model/sign_in_plan.h"

struct token_lock {
	struct loop *loop;
	char key[sign_in_key_size];
	int fd; /* -1: not locked */
	uint64_t timer;
	int64_t until;
	void (*locked)(void *ctx, const struct err *failure); /* NULL: it is locked */
	void *ctx;
	bool open;
};

/* `locked` is called from the loop, once. Fine on a zeroed struct; it stays where it lies. */
void token_lock_start(struct token_lock *l, const char *key, struct loop *loop,
	void (*locked)(void *ctx, const struct err *failure), void *ctx);

/* Unlocks, or waits no more. Fine on a zeroed struct, which is what it leaves. */
void token_lock_fini(struct token_lock *l);

#endif
