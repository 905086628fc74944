/*
 * A sign-in as the settings want it: whom to ask, where, and for what. It is made from the table of
 * those that are known, or from an issuer's metadata (RFC 8414). Here are also the forms that are
 * posted, the address that a person opens, and what is taken from the one that comes back. Pure.
 */
#ifndef MODEL_SIGN_IN_PLAN_H
#define MODEL_SIGN_IN_PLAN_H

#include "model/settings.h"
#include "model/sign_in_refusal.h"
#include "model/sign_in_provider.h"

struct sign_in_plan {
	const struct sign_in_provider *provider; /* NULL: an issuer, known by its metadata */
	char *issuer;                            /* NULL: it does not call itself anything */
	char *device, *token, *authorize, *registration, *revocation; /* NULL: there is none */
	char *client_id;                                              /* "": none yet */
	char *scope, *user, *redirect;
	bool promises_issuer; /* the address that comes back has `iss` (RFC 9207) */
	bool needs_metadata;  /* an issuer that has not been asked yet */
};

/* Are the settings for a sign-in? */
bool sign_in_is_set(const struct settings *s);

/* Is there a client id for it, of this build or in the settings? */
bool sign_in_has_client(const struct sign_in_provider *p, const struct settings *s);

/* Errors: EX_CONFIG, there is nothing to sign in with. sign_in_plan_fini() in either case. */
int sign_in_plan_init(
	struct sign_in_plan *plan, const struct settings *s, enum sign_in_flow flow, struct err *e);
void sign_in_plan_fini(struct sign_in_plan *plan);

/* Where an issuer's metadata is; the second place (OpenID Connect) is for one that has no first. */
void sign_in_metadata_url(const struct sign_in_plan *plan, bool second, struct str *out);

/*
 * Takes the endpoints over. Errors: EX_CONFIG, the metadata is another issuer's, or an endpoint is
 * no https address.
 */
int sign_in_plan_metadata(struct sign_in_plan *plan, const struct fetched *metadata, struct err *e);

/* Can it be done this way? Errors: EX_CONFIG with a sentence that has what can. */
int sign_in_plan_check(const struct sign_in_plan *plan, enum sign_in_flow flow, struct err *e);

/* The way that is best for it. */
enum sign_in_flow sign_in_plan_flow(const struct sign_in_plan *plan);

/* Whoever answers for it, in words: "login.microsoftonline.com". */
void sign_in_host(const char *url, struct str *out);

/* Names the sign-in, the same for the same issuer, tenant, client id, scope and user. */
enum { sign_in_key_size = 33 };

void sign_in_key(const struct settings *s, char out[sign_in_key_size]);

/* Appends name=value, encoded, with & before it where there is something. */
void sign_in_form_add(struct str *form, const char *name, const char *value);

/* The start of each form: the client, and its secret where it has one. */
void sign_in_form_begin(struct str *form, const char *client_id, const struct secret *secret);

/* What a registration asks for (RFC 7591), as JSON. */
void sign_in_registration(const struct sign_in_plan *plan, struct str *out);

/* The address that a person opens. */
void sign_in_address(
	const struct sign_in_plan *plan, const char *state, const char *challenge, struct str *out);

/*
 * Takes the code out of the address that came back; what was pasted may have blanks around it.
 * Errors: EX_DATAERR, it is not what was waited for; EX_NOPERM, it says that the answer was no.
 * Nothing of what was pasted gets into the message but what the server says of an error.
 */
int sign_in_take_code(const struct sign_in_plan *plan, const char *state, const char *pasted,
	struct str *code, struct err *e);

#endif
