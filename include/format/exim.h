/*
 * Reads Exim's configuration as Debian has it (update-exim4.conf.conf): the smarthost, and its
 * login in passwd.client.
 */
#ifndef FORMAT_EXIM_H
#define FORMAT_EXIM_H

#include "format/import_result.h"

void exim_read(struct import_result *f, const struct import_source *in);

#endif
