/* Where the mail of a configuration waits, and who is on this machine. */
#ifndef SENDER_PLACE_H
#define SENDER_PLACE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/*
 * The folder; the caller frees. `config` NULL: the standard file, of root and of the service the
 * machine's in /var/spool/smtpsetup, a user's in $XDG_STATE_HOME/smtpsetup/spool; another file has
 * a folder of its own in there.
 */
char *sender_place(const char *config);

/* The machine's folder, and the socket of the service that takes mail for it. */
extern const char sender_machine_place[], sender_socket[];

/* Does mail wait for the machine, and not for this user to see? */
bool sender_is_of_others(void);

/*
 * The configuration of that name. NULL: the standard one, which systemd hands to the service, whose
 * folder the machine's is, as a credential. The caller frees; NULL is the standard place.
 */
char *sender_config(const char *config);

/* The credential with the password or token that root hands to the service; NULL: there is none. */
extern const char sender_secret[];
bool sender_has_secret(void);

/* Is the folder one of a user that root works for? */
bool sender_is_foreign(const char *place);

/* Then becomes that user, for good: nothing of theirs is ever touched as root. */
int sender_become(const char *place, struct err *e);

/* This machine's full name, as far as it has one; the caller frees. */
char *sender_host_name(void);

#endif
