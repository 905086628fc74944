/*
 * What was tested, as a salted hash: SHA-256 over the salt and every setting that decides the
 * result of a test; those that came after the first version only where they are not the default,
 * so that an upgrade makes nothing untested. Since version 2 the contents of the CA file and of the
 * password file count as well. Two equal settings with the same salt have the same
 * fingerprint; a password cannot be compared between two files by it.
 */
#ifndef MODEL_FINGERPRINT_H
#define MODEL_FINGERPRINT_H

#include "model/settings.h"

enum { fingerprint_salt_size = 16, fingerprint_size = 128 /* bytes of text, NUL included */ };

/*
 * What the files say that the settings name, for whoever can read them: appends the contents, or
 * nothing where they cannot be had.
 */
struct fingerprint_files {
	void (*read)(void *ctx, const char *path, struct str *out);
	void *ctx;
};

/* Is it a setting whose file counts? Not what a command prints, which may be another every time. */
bool fingerprint_reads(enum field_id id);

/* Writes "2$SALT$HASH", both hexadecimal; files NULL: "SALT$HASH", as version 1 did. */
void fingerprint_make(const struct settings *s, const unsigned char salt[fingerprint_salt_size],
	const struct fingerprint_files *files, char out[fingerprint_size]);

/*
 * Was the fingerprint made from settings that decide alike? One of version 1, "SALT$HASH", knows
 * nothing of contents, and is judged as it was made.
 */
bool fingerprint_matches(
	const char *fingerprint, const struct settings *s, const struct fingerprint_files *files);

#endif
