/*
 * The tokens of a sign-in, each in a file of its own, 0600 in the state directory: they are no
 * settings, change every hour, and are in no history, draft or backup. Whoever refreshes holds the
 * lock from before the reading until the new ones are on the disk, since a refresh token may be
 * good for one use.
 */
#ifndef STORE_TOKENS_H
#define STORE_TOKENS_H

#include "base/err.h"
#include "base/secret.h"

#include <stdbool.h>
#include <time.h>

struct tokens {
	bool there;      /* somebody has signed in once */
	bool machine;    /* by client credentials: there is no refresh token */
	char *user;      /* for people */
	char *client_id; /* that the tokens are for: it may have been registered on the spot */
	char *scope;     /* asked for again with each renewal; NULL: none */
	char *token;     /* endpoints; revocation NULL: there is none */
	char *revocation;
	struct secret *refresh, *access; /* NULL: none */
	time_t got, ends;                /* of the access token, by this machine's clock */
	time_t signed_in, refreshed;
	char *ended; /* why the sign-in has ended, or NULL: it has not */
};

/* Where they are, for a sign-in_key(). The caller frees. */
char *tokens_path(const char *key);

/*
 * Reads them; none are no error. Errors: EX_CONFIG, the file is not whole, not this person's, or
 * others can read it. tokens_fini() in either case.
 */
int tokens_read(const char *key, struct tokens *t, struct err *e);
void tokens_fini(struct tokens *t);

/* Writes them and syncs: they are on the disk when this returns. The lock is held. */
int tokens_write(const char *key, const struct tokens *t, struct err *e);

/* Removes them with their lock. The lock is held. */
int tokens_remove(const char *key, struct err *e);

/*
 * Tries to lock them. Returns a descriptor for tokens_unlock(); -1 with e: EX_TEMPFAIL, another
 * process has them now; else they cannot be locked.
 */
int tokens_try_lock(const char *key, struct err *e);
void tokens_unlock(int lock);

/* Has the access token at least so many seconds, by a clock that was not put back? */
bool tokens_are_fresh(const struct tokens *t, time_t now, long seconds);

#endif
