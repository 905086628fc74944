/*
 * The service of this machine's mail: takes what callers hand over through the socket, has what
 * they put into the drop folder taken, and makes a round whenever something came and whenever it
 * is time. It takes and sends in processes of their own that belong to the folder's owner; the one
 * that stays reads nothing of what strangers write.
 */
#ifndef SENDER_SERVICE_H
#define SENDER_SERVICE_H

#include "base/err.h"

#include <stdbool.h>

enum {
	service_greeting = '+', /* there is room: the message may come */
};

/*
 * every_s 0: only as long as there is something to do, on a socket of systemd's. Errors: EX_CONFIG,
 * there is no user that the folder could belong to; EX_OSERR.
 */
int service_run(long every_s, struct err *e);

/* Did systemd hand a socket to this process? */
bool service_is_activated(void);

/* The socket: systemd's, or one of our own, in a folder that is made. -1 with an error. */
int service_socket(struct err *e);

/* Makes the machine's folder and the drop folder, where there is the user for them. */
int service_make_folders(struct err *e);

#endif
