/*
 * Signs that something stands between this machine and the server: a firewall that rewrites what
 * both say, a scanner that opens the encryption. Devices of each kind leave the same marks, so the
 * kind can be named, and advice about the server or the settings would only mislead. Pure.
 */
#ifndef MODEL_BETWEEN_H
#define MODEL_BETWEEN_H

#include "model/settings.h"
#include "model/test_facts.h"

/* A set of them. */
enum {
	BETWEEN_REWRITES = 1 << 0, /* words of SMTP are blotted out: 220 ****, XXXXXXXA */
	BETWEEN_OPENS = 1 << 1,    /* the issuer is one that opens encryption to look inside */
	BETWEEN_FOREIGN = 1 << 2,  /* a known provider's server, whose issuer is no public one */
	BETWEEN_OTHER = 1 << 3,    /* a known provider's name, but another one's certificate */
};

unsigned between_signs(const struct facts *f, const struct settings *s);

#endif
