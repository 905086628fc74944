/*
 * The notice to who sent a message that cannot be delivered (RFC 3834 and 5321 6.1): whom it did
 * not reach, why, and its header. It goes from nobody, so that none is ever sent about it.
 */
#ifndef SENDER_NOTICE_H
#define SENDER_NOTICE_H

#include "spool/spool.h"

/* Puts it among what waits. Errors: those of spool_begin(). */
int notice_keep(const struct spool *s, const struct ticket *about, const struct progress *p,
	const char *host_name, struct err *e);

/*
 * The same to root, when a hold of all mail has ended: while it lasted nothing could be sent, this
 * neither. `server` is what was known of it.
 */
int notice_keep_hold(
	const struct spool *s, const struct progress *server, const char *host_name, struct err *e);

#endif
