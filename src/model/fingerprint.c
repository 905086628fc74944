#include "model/fingerprint.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { salt_digits = 2 * fingerprint_salt_size };

/* Each value with its length in front, so that no two lists of values read the same. */
static void fingerprint_add(SHA2_CTX *context, const char *bytes, size_t len)
{
	char length[24];
	int n = snprintf(length, sizeof(length), "%zu:", len);

	SHA256Update(context, (const uint8_t *)length, (size_t)n);
	SHA256Update(context, (const uint8_t *)bytes, len);
}

static void fingerprint_add_field(SHA2_CTX *context, const struct settings *s, enum field_id id)
{
	const struct secret *secret = settings_secret(s, id);
	const char *text = secret ? secret_text(secret) : settings_get(s, id);

	fingerprint_add(context, fields[id].key, strlen(fields[id].key));
	fingerprint_add(context, text, strlen(text));
}

static void fingerprint_hexadecimal(const unsigned char *bytes, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++)
		(void)snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

void fingerprint_make(const struct settings *s, const unsigned char salt[fingerprint_salt_size],
	char out[fingerprint_size])
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, salt, fingerprint_salt_size);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (fields[i].flags & FIELD_DECIDES)
			fingerprint_add_field(&context, s, (enum field_id)i);
	SHA256Final(digest, &context);
	explicit_bzero(&context, sizeof(context));
	fingerprint_hexadecimal(salt, fingerprint_salt_size, out);
	out[salt_digits] = '$';
	fingerprint_hexadecimal(digest, sizeof(digest), out + salt_digits + 1);
}

bool fingerprint_matches(const char *fingerprint, const struct settings *s)
{
	unsigned char salt[fingerprint_salt_size];
	char again[fingerprint_size];

	if (strlen(fingerprint) <= salt_digits)
		return false;
	for (size_t i = 0; i < fingerprint_salt_size; i++) {
		const char digits[] = {fingerprint[2 * i], fingerprint[2 * i + 1], '\0'};

		salt[i] = (unsigned char)strtoul(digits, NULL, 16); /* else it does not match */
	}
	fingerprint_make(s, salt, again);
	return strcmp(again, fingerprint) == 0;
}
