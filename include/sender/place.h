/* Where the mail of a configuration waits, and who is on this machine. */
#ifndef SENDER_PLACE_H
#define SENDER_PLACE_H

#include "base/str.h"

/*
 * The folder; the caller frees. `config` NULL: the standard file, root's in /var/spool/smtpsetup,
 * a user's in $XDG_STATE_HOME/smtpsetup/spool; another file has a folder of its own in there.
 */
char *sender_place(const char *config);

/* This machine's full name, as far as it has one; the caller frees. */
char *sender_host_name(void);

#endif
