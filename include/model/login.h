/*
 * Login methods that both sides know: which one is tried next when a server refuses one as such,
 * and which one would do where the chosen one does not. A method of the settings is written as in
 * auth.method. Pure.
 */
#ifndef MODEL_LOGIN_H
#define MODEL_LOGIN_H

#include "model/settings.h"
#include "model/test_facts.h"

/* Does the server offer a method that the settings allow? */
bool login_is_shared(const struct facts *f, const struct settings *s);

/*
 * The method to try after the one that has just been refused as such (RFC 4954 4: 504, 534; 538
 * under TLS), where the choice is automatic; NULL: there is none, or the refusal may mean the
 * password, after which nothing is tried again. No method comes twice. `token`: the secret is an
 * access token; then also the first one, where none was tried as the one before is not offered.
 */
const char *login_next(const struct facts *f, bool token);

/* Does the server offer this one? */
bool login_is_offered(const struct facts *f, const char *method);

/*
 * Is the same method to be tried without an initial response? There are servers that refuse one as
 * a fault of the command, though RFC 4954 4 has it: then nothing was judged.
 */
bool login_goes_on_bare(const struct facts *f);

/*
 * A method for the same kind of secret that the server offers and has not refused, other than the
 * one of the settings; NULL: none.
 */
const char *login_other(const struct facts *f, const struct settings *s);

#endif
