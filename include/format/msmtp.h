/*
 * Reads the configuration of msmtp 1.8 (msmtprc): the account "default" with all that it inherits,
 * or, where there is none, the first account that names a server. Commands in it (passwordeval,
 * eval) are never run.
 */
#ifndef FORMAT_MSMTP_H
#define FORMAT_MSMTP_H

#include "format/import_result.h"

void msmtp_read(struct import_result *f, const struct import_source *in);

#endif
