/*
 * The settings as options of a libcurl handle that makes a connection, logs in and goes no
 * further. What the user's environment says (proxies, .netrc) does not count.
 */
#ifndef NET_CURL_OPTIONS_H
#define NET_CURL_OPTIONS_H

#include "base/err.h"
#include "model/settings.h"

#include <curl/curl.h>

/* Options that no connection of ours goes without. */
void curl_options_restrict(CURL *easy);

/* `host` in A-labels. Errors: EX_CONFIG where the settings make no URL, or no TLS is there. */
int curl_options_set(CURL *easy, const struct settings *s, const char *host, struct err *e);

/* A method of auth.method, for the same secret, in the place of the one that was set up. */
void curl_options_set_method(CURL *easy, const char *method);

/* From now on AUTH carries no initial response (RFC 4954 4): the server asks for it. */
void curl_options_no_initial(CURL *easy);

#endif
