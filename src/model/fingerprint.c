#include "model/fingerprint.h"

#include "base/hex.h"

#include <sha2.h>
#include <stdio.h>
#include <string.h>

enum { contents_max = 1024 * 1024 };

static const char version_2[] = "2$";

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

bool fingerprint_reads(enum field_id id)
{
	return id == FIELD_CA_FILE || id == FIELD_PASSWORD_FILE;
}

static void fingerprint_add_contents(
	SHA2_CTX *context, const char *path, const struct fingerprint_files *files)
{
	struct str contents;

	str_init_guarded(&contents, contents_max);
	files->read(files->ctx, path, &contents);
	fingerprint_add(context, contents.data, contents.len);
	str_wipe(&contents);
}

void fingerprint_make(const struct settings *s, const unsigned char salt[fingerprint_salt_size],
	const struct fingerprint_files *files, char out[fingerprint_size])
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX context;
	struct str text;

	SHA256Init(&context);
	SHA256Update(&context, salt, fingerprint_salt_size);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (fingerprint_covers(fields[i].flags, settings_is_default(s, (enum field_id)i)))
			fingerprint_add_field(&context, s, (enum field_id)i);
	for (int i = 0; files && i < FIELD_COUNT; i++)
		if (fingerprint_reads((enum field_id)i) && !settings_is_empty(s, (enum field_id)i))
			fingerprint_add_contents(
				&context, settings_get(s, (enum field_id)i), files);
	SHA256Final(digest, &context);
	explicit_bzero(&context, sizeof(context));
	str_init(&text, fingerprint_size - 1);
	str_text(&text, files ? version_2 : "");
	hex_encode(&text, salt, fingerprint_salt_size);
	str_char(&text, '$');
	hex_encode(&text, digest, sizeof(digest));
	memcpy(out, text.data, text.len + 1);
	str_fini(&text);
}

bool fingerprint_matches(
	const char *fingerprint, const struct settings *s, const struct fingerprint_files *files)
{
	bool is_second = strncmp(fingerprint, version_2, strlen(version_2)) == 0;
	unsigned char salt[fingerprint_salt_size];
	char again[fingerprint_size];

	if (!hex_decode(
		    fingerprint + (is_second ? strlen(version_2) : 0), salt, fingerprint_salt_size))
		return false;
	fingerprint_make(s, salt, is_second ? files : NULL, again);
	return strcmp(again, fingerprint) == 0;
}
