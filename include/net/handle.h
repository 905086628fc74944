/*
 * The settings as options of a libcurl handle that makes a connection, logs in and goes no
 * further. What the user's environment says (proxies, .netrc) does not count.
 */
#ifndef NET_HANDLE_H
#define NET_HANDLE_H

#include "base/err.h"
#include "model/settings.h"

#include <curl/curl.h>

/* Options that no connection of ours goes without. */
void handle_restrict(CURL *easy);

/* `host` in A-labels. Errors: EX_CONFIG where the settings make no URL, or no TLS is there. */
int handle_set_up(CURL *easy, const struct settings *s, const char *host, struct err *e);

/* A method of auth.method, for the same secret, in the place of the one that was set up. */
void handle_log_in_by(CURL *easy, const char *method);

#endif
