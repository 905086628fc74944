/*
 * The kinds of value of a sign-in: who signs in, a tenant, and where a client's secret is kept,
 * which is never in the settings themselves.
 */
#ifndef MODEL_TYPE_SIGN_IN_H
#define MODEL_TYPE_SIGN_IN_H

#include "model/type.h"

extern const struct type type_sign_in, type_tenant, type_secret_place;

enum secret_place { SECRET_NOWHERE, SECRET_IN_FILE, SECRET_FROM_COMMAND, SECRET_IN_CREDENTIAL };

/* Of a value of type_secret_place; *rest: what is behind its word, in text. */
enum secret_place secret_place_of(const char *text, const char **rest);

#endif
