/*
 * The rules by which facts become a verdict: a table, first match wins. A rule names what has to be
 * so; model/diagnose asks. Apart from it so that the tests can hold every row against it.
 */
#ifndef MODEL_VERDICT_RULES_H
#define MODEL_VERDICT_RULES_H

#include "model/between.h"
#include "model/reply_class.h"
#include "model/test_facts.h"
#include "model/verdict.h"

#include <stddef.h>

/* Derived from the settings; above all FACT_ bits. */
enum {
	ASK_PLAIN = 1 << 26,     /* no encryption was asked for */
	ASK_SHARED = 1 << 27,    /* the server offers a mechanism that the settings allow */
	ASK_OAUTH = 1 << 28,     /* the provider takes no passwords, and one was tried */
	ASK_TOKEN = 1 << 29,     /* the secret is an access token */
	ASK_TLS_FIRST = 1 << 30, /* the refusal demands encryption */
};

/* What the settings have. */
enum {
	SET_SSL = 1 << 0,        /* encryption from the first byte */
	SET_SUBMISSION = 1 << 1, /* the port for submission, with its protocol (RFC 8314 3.3) */
	SET_CA_FILE = 1 << 2,
	SET_CRAM_MD5 = 1 << 3, /* a login that keeps the password secret (RFC 2195) */
	SET_SIGN_IN = 1 << 4,  /* the password is the token of a sign-in */
};

_Static_assert((int)FACT_END <= (int)ASK_PLAIN, "no bit means two things");

/*
 * A rule holds when everything it names holds; what it leaves out it does not ask. Of two things
 * no rule has to think: one of auth.* holds only as long as no login was made, and class and
 * enhanced code count only where the reply is a refusal (RFC 5321 4.2.1).
 */
struct verdict_rule {
	enum verdict_id verdict;
	unsigned ends, steps;   /* masks; 0: any */
	unsigned with, without; /* FACT_ and ASK_ */
	unsigned set;           /* SET_, all of them */
	unsigned problems;      /* CERT_, any of them */
	unsigned between;       /* BETWEEN_, any of them */
	int code_min, code_max; /* of the reply */
	const char *enhanced;   /* the enhanced code of a refusal, whole */
	enum reply_class class; /* what the words of a refusal are about */
	const char *greeting;   /* the start of the first line, without case */
	const char *provider;   /* whose server it is: a pattern, as in glob(7), of a preset's id */
	int os_errno;
	bool no_fix;                /* that of the diagnosis would not help here */
	struct fix fix[fix_max];    /* a better one than the diagnosis has */
	const char *cause, *advice; /* better words than the diagnosis has for this case */
};

/* The last one always holds. */
extern const struct verdict_rule verdict_rules[];
extern const size_t verdict_rule_count;

#endif
