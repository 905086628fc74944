/* The logins of Debian's Exim: lines of host:user:password, the host as the DNS has it. */
#ifndef FORMAT_EXIM_LOGINS_H
#define FORMAT_EXIM_LOGINS_H

#include "format/codec.h"

#define EXIM_LOGINS "/etc/exim4/passwd.client"

/* Takes the login of the server over, or says why there is none. */
void exim_read_logins(struct import_result *f, const struct import_source *in);

/* Makes the file have the login of the settings for their server, or none. -1: w->e is filled. */
int exim_write_login(struct codec_writing *w);

#endif
