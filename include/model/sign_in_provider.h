/*
 * Who signs people in by OAuth 2 and publishes no metadata: what auth.sign_in has a word for.
 * Everybody else is named by an issuer's https address. A client id of this build comes from
 * configure; never is one of another program's.
 */
#ifndef MODEL_SIGN_IN_PROVIDER_H
#define MODEL_SIGN_IN_PROVIDER_H

#include <stddef.h>

/* How a person, or a machine alone, gets the first token. */
enum sign_in_flow {
	FLOW_DEVICE,             /* RFC 8628 */
	FLOW_PASTE,              /* RFC 6749 4.1 with RFC 7636; the address is pasted */
	FLOW_CLIENT_CREDENTIALS, /* RFC 6749 4.4 */
	FLOW_COUNT
};

struct sign_in_provider {
	const char *id; /* as in auth.sign_in */
	const char *name;
	const char *issuer; /* as it calls itself (RFC 9207), or NULL */
	const char *device, *token,
		*authorize; /* {tenant} is filled in; device NULL: not for mail */
	const char *redirect;
	const char *scope;
	const char *machine_scope; /* with client credentials; NULL: it has none */
	const char *more;          /* of the address to open: &name=value */
	const char *tenant;        /* without auth.tenant; NULL: it knows none */
	const char *client_id;     /* of this build; "": none */
	const char *simpler;       /* what to do instead where there is no client id */
	int unused_days;           /* after which it ends a sign-in that is not used */
	const char *needs;         /* what a client id takes, and from whom: sentences */
	const char *request;       /* the words to send to an administrator, or NULL */
};

extern const struct sign_in_provider sign_in_providers[];
extern const size_t sign_in_provider_count;

const struct sign_in_provider *sign_in_provider_find(const char *id); /* NULL: none */

/* "device", as the command line has it; FLOW_COUNT: none of that name. */
const char *sign_in_flow_name(enum sign_in_flow flow);
enum sign_in_flow sign_in_flow_find(const char *name);

#endif
