/*
 * What a verb is asked to change: from the words of the command line (set, unset, test), or from a
 * document (cli/verb_apply.c). Passwords in it are wiped.
 */
#ifndef CLI_WISHES_H
#define CLI_WISHES_H

#include "base/str.h"
#include "cli/cli.h"

#include <jansson.h>

struct wishes {
	struct change *changes; /* in the order in which they were given; a password comes last */
	size_t n;
	struct str password; /* the one that is given; empty: none */
	struct str tidy;     /* the same as it is meant */
	const char *port;    /* cut off from the server; NULL: none */
	bool port_left_out;
	bool exact;                      /* what is not among them goes back to its default */
	const struct provider *provider; /* whose server is filled in first; NULL: none's */
	json_t *document;                /* that the texts are of; NULL: none */
};

/* KEY=VALUE... and the options of a password. Returns 0, or an exit code after a sentence. */
int wishes_read_words(const struct cli *cli, struct wishes *w);

/* KEY... or --all, back to their defaults. Likewise. */
int wishes_read_keys(const struct cli *cli, struct wishes *w);

/* Room for `most` changes and a port. */
void wishes_init(struct wishes *w, size_t most);
void wishes_fini(struct wishes *w); /* fine on a zeroed struct */

void wishes_add(struct wishes *w, enum field_id id, const char *text);

/* A server with a port behind it gives that port, unless one is wished as well. */
void wishes_add_host(struct wishes *w, char *text);
void wishes_add_port(struct wishes *w); /* when all are there */

/* The password is in w->password: checks it, and wishes it. */
int wishes_add_password(struct wishes *w, struct err *e);

/* Is it among them; and with a new value? */
bool wishes_name(const struct wishes *w, enum field_id id);
bool wishes_have(const struct wishes *w, enum field_id id);

/* Is there nothing but defaults? */
bool wishes_are_resets(const struct wishes *w);

#endif
