/*
 * What the files of mail programs have in common that are lines of `set name=value`: quotes as
 * shells have them, and a server with its login in one URL.
 */
#ifndef FORMAT_FLAT_SET_H
#define FORMAT_FLAT_SET_H

#include "format/codec.h"

/* Takes quotes and backslashes off, in place. */
char *flat_set_unquote(char *value);

/* One word of a shell: single quotes, which stand in double ones themselves. */
const char *flat_set_shell_quote(struct str *out, const char *value);

/*
 * Takes over smtp[s]://[user[:password]@]host[:port][/...], percent-encoded; value is cut up.
 * False: it is no such URL.
 */
bool flat_set_take_url(struct codec_reading *r, char *value, int line);

/* Without a word there is no TLS, and the port is that of SMTP. */
void flat_set_assume(struct import_result *f);

#endif
