/*
 * What the machine already sends mail with: looks at the places where the programs that there are
 * codecs for keep their settings and reads what is there. Only regular files of bounded size are
 * opened; what is missing, unreadable or names no server is left out silently; of what names one
 * that cannot be used the reasons are kept. Nothing is ever run or changed.
 */
#ifndef ENGINE_DISCOVER_H
#define ENGINE_DISCOVER_H

#include "engine/session.h"
#include "format/codec.h"

struct discovery {
	struct import_result *items; /* in the order of the codecs */
	size_t n;
	struct strlist unusable; /* "msmtp: /etc/msmtprc, line 1: ...", for people */
};

/* root is put before the paths in /etc: "" in the program, a scratch directory in tests. */
void discover(struct discovery *d, const char *root); /* discovery_fini() by the caller */

/* Of one program only, or what one file says to whichever programs understand it. */
void discover_program(struct discovery *d, const struct codec *codec, const char *root);
int discover_file(struct discovery *d, const char *path, struct err *e); /* EX_NOINPUT, EX_CONFIG */

void discovery_fini(struct discovery *d);

/* Takes what was found into the draft; who logs in with an address sends from it. */
void discover_take(struct session *s, const struct import_result *found);

#endif
