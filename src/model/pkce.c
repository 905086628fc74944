#include "model/pkce.h"

#include <sha2.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

_Static_assert(SHA256_DIGEST_LENGTH == (int)pkce_random, "a digest has the size of a word's bytes");

void pkce_word(const unsigned char random[pkce_random], char out[pkce_size])
{
	unsigned group = 0, bits = 0;

	for (int i = 0; i < pkce_random; i++) {
		group = group << 8 | random[i];
		for (bits += 8; bits >= 6; bits -= 6)
			*out++ = alphabet[group >> (bits - 6) & 63];
	}
	if (bits)
		*out++ = alphabet[group << (6 - bits) & 63];
	*out = '\0';
}

void pkce_challenge(const char *verifier, char out[pkce_size])
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)verifier, strlen(verifier));
	SHA256Final(digest, &context);
	pkce_word(digest, out);
}
