/*
 * What the other doors of a server say when the chosen one is shut: when it is worth knocking at
 * them, and the one conclusion drawn from all that was found. It changes the words and the fix of
 * a verdict; its id and step stay those of the chosen door. The conclusions are a table, first
 * match wins. Pure.
 */
#ifndef MODEL_LADDER_H
#define MODEL_LADDER_H

#include "model/door.h"

/* What a conclusion may ask for. */
enum {
	LADDER_GOOD = 1 << 0, /* there is a good door: {door.port} and the like are its */
	LADDER_SSL = 1 << 1,  /* and this is what it speaks */
	LADDER_STARTTLS = 1 << 2,
	LADDER_NAME = 1 << 3,   /* it has another name than the chosen one */
	LADDER_PORT = 1 << 4,   /* it is the same port, spoken to in another way */
	LADDER_FAMILY = 1 << 5, /* it is good over {door.family} only, not over {door.broken} */
	LADDER_CERT = 1 << 6, /* none is good; one, {door.port}, has a certificate that is wrong */
	LADDER_SILENT = 1 << 7,  /* none answers in any way, nor did the chosen one */
	LADDER_REFUSED = 1 << 8, /* all of them say that nobody is there */
};

struct conclusion {
	unsigned with;     /* LADDER_, all of them */
	const char *title; /* {cause} is what the verdict said without the ladder */
	const char *cause, *advice;
	struct fix fix[fix_max];
};

extern const struct conclusion conclusions[];
extern const size_t conclusion_count;

/* The ids of verdicts that another door could mend. */
extern const char *const ladder_ids[];
extern const size_t ladder_id_count;

/* A test of these settings has ended: did it fail so that another door could help? */
bool ladder_helps(const struct facts *f, const struct settings *chosen);

/* Could this one? The facts of the chosen door may still be incomplete. */
bool ladder_opens(const struct door *door, const struct facts *f, const struct settings *chosen);

/* Gives the verdict on the chosen door the words and the fix that follow from the others. */
void ladder_conclude(struct verdict *v, const struct facts *f, const struct settings *chosen,
	const struct doors *d);

#endif
