/*
 * What a token endpoint answered (RFC 6749 5.1): an error wins over a token, whatever the status,
 * and only what can be sent in a login is taken. Pure; all texts are the answer's.
 */
#ifndef MODEL_TOKEN_ANSWER_H
#define MODEL_TOKEN_ANSWER_H

#include "model/sign_in_refusal.h"

struct token_answer {
	const char *access;
	const char *refresh; /* NULL: none came, the old one stays good */
	long seconds;        /* that the access token lives */
};

/* SIGN_IN_DONE: it is filled. Else `why` gets a sentence. */
enum sign_in_outcome token_answer_read(
	struct token_answer *answer, const struct fetched *f, const char *host, struct str *why);

/* Is it an access token as RFC 6750 2.1 writes one? */
bool token_is_bearer(const char *text);

#endif
