/*
 * Reads Exim's configuration as Debian has it (update-exim4.conf.conf): the smarthost, and its
 * login in passwd.client.
 */
#ifndef FORMAT_EXIM_H
#define FORMAT_EXIM_H

#include "format/found.h"

void exim_read(struct found *f, const struct foreign *in);

#endif
