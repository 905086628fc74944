/*
 * What both sides said, redacted as it is captured, so that nothing later can leak: the
 * arguments of AUTH and everything that follows it never get in, and the password in any of
 * its usual forms is taken out of whatever the server says, should it say it back.
 */
#ifndef NET_TRANSCRIPT_H
#define NET_TRANSCRIPT_H

#include "base/str.h"
#include "model/test_facts.h"

#include <stdbool.h>
#include <stddef.h>

struct transcript {
	struct facts *facts;      /* gets the lines */
	struct strlist forbidden; /* what may not be shown, without case; wiped when finished */
	bool in_login;            /* between AUTH and its last reply */
};

/* Password and user are copied, in the forms in which they could come back. */
void transcript_init(
	struct transcript *t, struct facts *facts, const char *user, const char *password);
void transcript_fini(struct transcript *t);

/* A line with its line end; us since the start. */
void transcript_client(struct transcript *t, int64_t us, const char *line, size_t len);
void transcript_server(struct transcript *t, int64_t us, const char *line, size_t len);

/* Appends foreign bytes: secrets become "[hidden]", then text_safe(). */
void transcript_clean(const struct transcript *t, struct str *out, const char *bytes, size_t len);

/* The same into a text of the facts. */
void transcript_fact(const struct transcript *t, char **slot, const char *bytes, size_t len);

#endif
