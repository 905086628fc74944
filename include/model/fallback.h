/*
 * What the other endpoints of a server say when the chosen one is shut: when it is worth trying
 * them, and the one conclusion drawn from all that was found. It changes the words and the fix
 * of a verdict; its id and step stay those of the chosen endpoint. The conclusions are a table,
 * first match wins. Pure.
 */
#ifndef MODEL_FALLBACK_H
#define MODEL_FALLBACK_H

#include "model/endpoint.h"

/* What a conclusion may ask for. */
enum {
	FALLBACK_GOOD = 1 << 0, /* there is a good endpoint: {endpoint.port} and the like are its */
	FALLBACK_SSL = 1 << 1,  /* and this is what it speaks */
	FALLBACK_STARTTLS = 1 << 2,
	FALLBACK_NAME = 1 << 3, /* it has another name than the chosen one */
	FALLBACK_PORT = 1 << 4, /* it is the same port, spoken to in another way */
	FALLBACK_FAMILY =
		1 << 5, /* it is good over {endpoint.family} only, not over {endpoint.broken} */
	FALLBACK_CERT =
		1 << 6, /* none is good; one, {endpoint.port}, has a certificate that is wrong */
	FALLBACK_SILENT = 1 << 7,  /* none answers in any way, nor did the chosen one */
	FALLBACK_REFUSED = 1 << 8, /* all of them say that nobody is there */
	FALLBACK_SPEAKS = 1 << 9,  /* none is good; the chosen port speaks the other protocol */
};

struct conclusion {
	unsigned with;     /* FALLBACK_, all of them */
	const char *title; /* {cause} is what the verdict said without the fallback */
	const char *cause, *advice;
	struct fix fix[fix_max];
};

extern const struct conclusion conclusions[];
extern const size_t conclusion_count;

/* A test of these settings has ended: did it fail so that another endpoint could help? */
bool fallback_helps(const struct facts *f, const struct settings *chosen);

/* Could this one? The facts of the chosen endpoint may still be incomplete. */
bool fallback_opens(
	const struct endpoint *endpoint, const struct facts *f, const struct settings *chosen);

/* Gives the verdict on the chosen endpoint the words and the fix that follow from the others. */
void fallback_conclude(struct verdict *v, const struct facts *f, const struct settings *chosen,
	const struct endpoints *d);

#endif
