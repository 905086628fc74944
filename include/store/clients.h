/*
 * clients.cfg: the client ids that an administrator hands to whoever signs in, for a whole machine
 * or school at once, so that nobody has to type them:
 *
 *     clients = ( { sign_in = "microsoft"; client_id = "..."; tenant = "..."; } );
 */
#ifndef STORE_CLIENTS_H
#define STORE_CLIENTS_H

#include "model/settings.h"

/*
 * Sets client id, tenant and the place of the client's secret, those that are empty, from the row
 * for the sign-in of the settings. Neither a missing file nor a missing row is an error.
 * Errors: EX_CONFIG, the file is not valid, or others could have written it; nothing is set then.
 */
int clients_fill(const char *path, struct settings *s, struct err *e);

#endif
