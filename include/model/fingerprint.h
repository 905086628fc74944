/*
 * What was tested, as a salted hash: SHA-256 over the salt and every setting that decides the
 * result of a test; those that came after the first version only where they are not the default,
 * so that an upgrade makes nothing untested. Two equal settings with the same salt have the same
 * fingerprint; a password cannot be compared between two files by it.
 */
#ifndef MODEL_FINGERPRINT_H
#define MODEL_FINGERPRINT_H

#include "model/settings.h"

enum { fingerprint_salt_size = 16, fingerprint_size = 128 /* bytes of text, NUL included */ };

/* Writes "SALT$HASH", both hexadecimal. */
void fingerprint_make(const struct settings *s, const unsigned char salt[fingerprint_salt_size],
	char out[fingerprint_size]);

/* Was the fingerprint made from settings that decide alike? */
bool fingerprint_matches(const char *fingerprint, const struct settings *s);

#endif
