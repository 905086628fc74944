/*
 * What the words of a refusal are about. Servers refuse the machine, the account or the address of
 * the sender at whatever command they like, so the words are read before the stage is asked: a
 * table, first match wins, and model/verdict_rules asks the class. Pure.
 */
#ifndef MODEL_REPLY_CLASS_H
#define MODEL_REPLY_CLASS_H

#include "model/test_facts.h"

#include <stddef.h>

enum reply_class {
	REPLY_UNKNOWN,
	REPLY_HELO,        /* the name that this machine gave in EHLO */
	REPLY_ADDRESS,     /* the address of this machine: on a list, without a name, not allowed */
	REPLY_FOREIGN,     /* the server takes mail only for its own mailboxes */
	REPLY_CERTIFICATE, /* it wants a certificate of the client */
	REPLY_NEEDS_TLS,   /* first encryption */
	REPLY_NEEDS_LOGIN, /* first a login */
	REPLY_APP_PASSWORD, /* a password made for one program, whatever its name there */
	REPLY_BROWSER,      /* a sign-in with a web browser has to come first */
	REPLY_OAUTH,        /* no passwords at all */
	REPLY_TOKEN,        /* the access token */
	REPLY_WRONG,        /* user or password, in so many words */
	REPLY_MECHANISM,    /* the login method */
	REPLY_INACTIVE,     /* the account may not send yet */
	REPLY_DISABLED,     /* the account or its login is off */
	REPLY_LOCK_OUT,     /* too many tries */
	REPLY_CREDITS,      /* the account has used up what it may send */
	REPLY_TROUBLE,      /* something of the server's own */
	REPLY_NOT_OWN,      /* the sender is not an address of this account */
	REPLY_UNVERIFIED,   /* an address has to be verified with the provider first */
	REPLY_SENDER,       /* the sender, for another reason */
	REPLY_RELAY,        /* a recipient elsewhere */
	REPLY_RELAY_LOGIN,  /* likewise, as long as there is no login */
	REPLY_RECIPIENT,    /* the recipient, for another reason */
	REPLY_TOO_LARGE,
	REPLY_CONTENT, /* the message: a filter, a rule of the sender's domain */
	REPLY_CLASS_COUNT
};

struct reply_rule {
	/* Small letters. Each piece begins a word; `|` stands between two that are the same here,
	 * `*` for anything between two that follow each other. */
	const char *words;
	enum reply_class class;
	unsigned steps; /* STEPS(): only there do the words mean this; 0: anywhere */
};

extern const struct reply_rule reply_rules[];
extern const size_t reply_rule_count;

/* Of a refusal at that step (RFC 5321 4.2.1: 4yz, 5yz); REPLY_UNKNOWN for any other reply. */
enum reply_class reply_class_of(const struct facts *f, enum step step);

#endif
