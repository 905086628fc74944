/*
 * How this machine looks up names, as far as two files tell: which services are asked
 * (nsswitch.conf(5)) and what the resolver is told (resolv.conf(5)).
 */
#ifndef NET_NAME_CONFIG_H
#define NET_NAME_CONFIG_H

#include "base/str.h"

#include <stdbool.h>

/* The services on the line `hosts:`. */
enum name_services {
	NAME_SERVICES_DNS,   /* files, then dns; the same without such a line */
	NAME_SERVICES_FILES, /* files alone */
	NAME_SERVICES_OTHER, /* more, or in another order: only the system knows what they do */
};

struct name_config {
	enum name_services services;
	struct strlist search; /* domains that a name is tried in */
	unsigned ndots;        /* with so many dots a name is tried as it is first */
	bool has_server;       /* a name server is configured */
};

/* What the texts of nsswitch.conf and resolv.conf say; name_config_fini() by the caller. */
void name_config_parse(struct name_config *c, const char *nsswitch, const char *resolv);

/* What those of this machine say; one that cannot be read says nothing. */
void name_config_read(struct name_config *c);
void name_config_fini(struct name_config *c);

/* The names to ask for, in their order: as it is, and with the domains of the search list. */
void name_config_candidates(const struct name_config *c, const char *host, struct strlist *out);

#endif
