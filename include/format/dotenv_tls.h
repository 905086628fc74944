/*
 * The words of .env files for how a server is spoken to. One that is not known is a remark, and
 * leaves it to the port.
 */
#ifndef FORMAT_DOTENV_TLS_H
#define FORMAT_DOTENV_TLS_H

#include "format/codec.h"

/* A word for the encryption: starttls, ssl, force_tls, none ... */
void dotenv_take_encryption(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);

/* Yes, no, or a word for it. */
void dotenv_take_tls(struct codec_reading *r, const struct codec_key *key, char *value, int line);

/*
 * Yes or no to TLS from the first byte. Programs differ in what SSL means: with dotenv_take_ssl()
 * it is STARTTLS on port 587.
 */
void dotenv_take_implicit(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);
void dotenv_take_ssl(struct codec_reading *r, const struct codec_key *key, char *value, int line);

/* Of two that exclude each other the second. */
void dotenv_take_other(struct codec_reading *r, const struct codec_key *key, char *value, int line);

/* Words, in any case of letters; the list ends with NULL. */
bool dotenv_is_one_of(const char *value, const char *const *words);
bool dotenv_is_on(const char *value);  /* true, 1, yes ... */
bool dotenv_is_off(const char *value); /* false, 0, no ... */

#endif
