/*
 * What an answer that is no token means: a table of the errors of RFC 6749 5.2, RFC 8628 3.5 and
 * RFC 6750, with the numbers by which Microsoft says more, and a sentence for people. The word
 * `error` decides; a number only chooses a better sentence.
 */
#ifndef MODEL_SIGN_IN_REFUSAL_H
#define MODEL_SIGN_IN_REFUSAL_H

#include "model/fetch.h"

enum sign_in_outcome {
	SIGN_IN_DONE,    /* what was asked for is there */
	SIGN_IN_PENDING, /* the person has not said anything yet */
	SIGN_IN_SLOWER,  /* likewise, and it was asked too often */
	SIGN_IN_LATER,   /* a trouble that passes */
	SIGN_IN_EXPIRED, /* the code has ended: a new one is needed */
	SIGN_IN_REFUSED, /* the person, or a rule of the organisation, said no */
	SIGN_IN_OUT,     /* the sign-in has ended: the person has to sign in again */
	SIGN_IN_SETUP,   /* something is not set up as it should be */
	SIGN_IN_OUTCOME_COUNT
};

struct sign_in_refusal {
	const char *error;  /* NULL: any */
	const char *number; /* "AADSTS50076", in error_description; NULL: none */
	enum sign_in_outcome outcome;
	const char *sentence;
};

extern const struct sign_in_refusal sign_in_refusals[];

/*
 * What the answer means that has no token, and appends a sentence with what the server said of it,
 * cleaned and cut. `host`: who answered.
 */
enum sign_in_outcome sign_in_refusal_of(const struct fetched *f, const char *host, struct str *why);

/* The exit code that goes with it (sysexits). */
int sign_in_exit(enum sign_in_outcome outcome);

#endif
