#include "engine/token_lock.h"

#include "store/tokens.h"

#include <stdio.h>

enum { retry_ms = 50, patience_s = 90 /* longer than whoever refreshes may take */ };

static void token_lock_try(void *ctx)
{
	struct token_lock *l = ctx;
	struct err e;

	l->timer = 0;
	l->fd = tokens_try_lock(l->key, &e);
	if (l->fd < 0 && e.code == EX_TEMPFAIL && loop_now(l->loop) < l->until)
		l->timer = loop_timer(l->loop, retry_ms, token_lock_try, l);
	else
		l->locked(l->ctx, l->fd < 0 ? &e : NULL);
}

void token_lock_start(struct token_lock *l, const char *key, struct loop *loop,
	void (*locked)(void *ctx, const struct err *failure), void *ctx)
{
	*l = (struct token_lock) {
		.loop = loop, .fd = -1, .locked = locked, .ctx = ctx, .open = true};
	(void)snprintf(l->key, sizeof(l->key), "%s", key);
	l->until = loop_now(loop) + (int64_t)patience_s * us_per_second;
	l->timer = loop_timer(loop, 0, token_lock_try, l);
}

void token_lock_fini(struct token_lock *l)
{
	if (!l->open)
		return;
	loop_remove(l->loop, &l->timer);
	tokens_unlock(l->fd);
	*l = (struct token_lock) {0};
}
