/*
 * What proves that the one who exchanges a code is the one who asked for it (RFC 7636), and words
 * that cannot be guessed. Pure: the random bytes are the caller's.
 */
#ifndef MODEL_PKCE_H
#define MODEL_PKCE_H

enum {
	pkce_random = 32,                          /* bytes */
	pkce_size = (pkce_random * 4 + 2) / 3 + 1, /* 43 characters and a NUL */
};

/* The bytes in base64url (RFC 4648 5), without padding: a verifier, or the `state` of a request. */
void pkce_word(const unsigned char random[pkce_random], char out[pkce_size]);

/* The challenge of a verifier, by the method S256. */
void pkce_challenge(const char *verifier, char out[pkce_size]);

#endif
