#include "sender/turns.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Of one user: what was sent, together with what has its turn; and their next message. */
struct share {
	long uid;
	size_t used, next;
};

static size_t share_find(struct share *shares, size_t *n, long uid)
{
	size_t i = 0;

	while (i < *n && shares[i].uid != uid)
		i++;
	if (i == *n)
		shares[(*n)++] = (struct share) {.uid = uid};
	return i;
}

/* Their next message from there on. */
static size_t share_next(const struct turn *turns, size_t n, long uid, size_t from)
{
	while (from < n && turns[from].uid != uid)
		from++;
	return from;
}

/* The one of whom least was sent; of those, whose message is the oldest. */
static struct share *share_least(struct share *shares, size_t shares_n, size_t end)
{
	struct share *least = NULL;

	for (size_t i = 0; i < shares_n; i++)
		if (shares[i].next < end &&
			(!least || shares[i].used < least->used ||
				(shares[i].used == least->used && shares[i].next < least->next)))
			least = &shares[i];
	return least;
}

void turns_order(struct turn *turns, size_t n, const struct ledger_user *users, size_t users_n)
{
	struct share *shares = mem_zero(n + 1, sizeof(*shares)), *least;
	struct turn *sorted = mem_zero(n + 1, sizeof(*sorted));
	size_t shares_n = 0, done = 0;

	for (size_t i = 0; i < n; i++) {
		size_t known = shares_n, at = share_find(shares, &shares_n, turns[i].uid);

		if (shares_n > known)
			shares[at].next = i;
	}
	for (size_t i = 0; i < shares_n; i++)
		for (size_t k = 0; k < users_n; k++)
			if (users[k].uid == shares[i].uid)
				shares[i].used = users[k].used;
	while ((least = share_least(shares, shares_n, n))) {
		sorted[done++] = turns[least->next];
		least->used++;
		least->next = share_next(turns, n, least->uid, least->next + 1);
	}
	memcpy(turns, sorted, n * sizeof(*turns));
	free(sorted);
	free(shares);
}

void turns_of(const struct spool *s, const struct ledger *l, struct strlist *ids)
{
	struct ledger_user *users = NULL;
	struct turn *turns;
	struct err e;
	size_t n;

	if (ids->n < 2)
		return;
	if (ledger_users(l, &users, &n, &e) < 0) {
		free(users);
		return;
	}
	turns = mem_zero(ids->n, sizeof(*turns));
	for (size_t i = 0; i < ids->n; i++)
		turns[i] = (struct turn) {ids->items[i], spool_uid(s, ids->items[i])};
	turns_order(turns, ids->n, users, n);
	for (size_t i = 0; i < ids->n; i++)
		ids->items[i] = turns[i].id;
	free(turns);
	free(users);
}
