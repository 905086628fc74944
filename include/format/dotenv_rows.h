/*
 * The names that kinds of web applications have for mail in their .env files, and how each of them
 * reads such a file's quotes. What several of them read alike is written like that.
 */
#ifndef FORMAT_DOTENV_ROWS_H
#define FORMAT_DOTENV_ROWS_H

#include "format/codec.h"

/* The first that names a server is read; the last one is for new files. */
enum dotenv_family_id { DOTENV_SYMFONY, DOTENV_LARAVEL, DOTENV_DJANGO, DOTENV_SMTP, DOTENV_COUNT };

enum { dotenv_keys_max = 20 };

struct dotenv_family {
	bool laravel; /* its own reading of words and quotes */
	const char *(*quote)(struct str *out, const char *value);
	struct codec_key keys[dotenv_keys_max]; /* ended by one without a name; the last wins */
};

extern const struct dotenv_family dotenv_families[DOTENV_COUNT];

/* A word that chooses the way mail goes, where there is one, must speak of smtp. */
enum edit_act dotenv_say_gate(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/* In quotes that mean the same to all readers, or the kind of value that has none. */
const char *dotenv_quote(struct str *out, const char *value);

#endif
