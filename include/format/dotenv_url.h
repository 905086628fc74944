/*
 * Symfony's way to write a server in an .env file, all in one value: MAILER_DSN is
 * smtp://user:password@host:port?option=value, percent-encoded (RFC 3986 2.1).
 */
#ifndef FORMAT_DOTENV_URL_H
#define FORMAT_DOTENV_URL_H

#include "format/codec.h"

bool dotenv_is_url(const char *value); /* of a server that speaks SMTP */

/* Of what is such a URL. */
void dotenv_take_url(struct codec_reading *r, const struct codec_key *key, char *value, int line);
enum edit_act dotenv_say_url(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

#endif
