#include "model/fingerprint.h"

#include "base/hex.h"

#include <sha2.h>
#include <stdio.h>
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

/* A setting that came later leaves no trace until it is used: what was tested stays tested. */
static bool fingerprint_covers(unsigned flags, bool is_default)
{
	return flags & FIELD_DECIDES && (flags & FIELD_FIRST || !is_default);
}

static void fingerprint_add_field(SHA2_CTX *context, const struct settings *s, enum field_id id)
{
	const struct secret *secret = settings_secret(s, id);
	const char *text = secret ? secret_text(secret) : settings_get(s, id);

	fingerprint_add(context, fields[id].key, strlen(fields[id].key));
	fingerprint_add(context, text, strlen(text));
}

void fingerprint_make(const struct settings *s, const unsigned char salt[fingerprint_salt_size],
	char out[fingerprint_size])
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX context;
	struct str text;

	SHA256Init(&context);
	SHA256Update(&context, salt, fingerprint_salt_size);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (fingerprint_covers(fields[i].flags, settings_is_default(s, (enum field_id)i)))
			fingerprint_add_field(&context, s, (enum field_id)i);
	SHA256Final(digest, &context);
	explicit_bzero(&context, sizeof(context));
	str_init(&text, fingerprint_size - 1);
	hex_encode(&text, salt, fingerprint_salt_size);
	str_char(&text, '$');
	hex_encode(&text, digest, sizeof(digest));
	memcpy(out, text.data, text.len + 1);
	str_fini(&text);
}

bool fingerprint_matches(const char *fingerprint, const struct settings *s)
{
	unsigned char salt[fingerprint_salt_size];
	char again[fingerprint_size];

	if (!hex_decode(fingerprint, salt, fingerprint_salt_size))
		return false;
	fingerprint_make(s, salt, again);
	return strcmp(again, fingerprint) == 0;
}
