/*
 * Changes a libconfig text where the settings differ, and nowhere else: comments, order, layout
 * and unknown settings stay byte for byte. What is new goes to its place in the order of the
 * wishes, so that the same settings give the same text however many saves they took.
 */
#ifndef STORE_PATCH_H
#define STORE_PATCH_H

#include "base/str.h"

enum patch_act { PATCH_KEEP, PATCH_PUT, PATCH_DROP };

/* How one member of a group is to be. Those of a group follow each other. */
struct wish {
	const char *key;     /* "group.name" */
	enum patch_act act;  /* PATCH_DROP: also when it is not there */
	const char *literal; /* for PATCH_PUT, as libconfig writes it; borrowed */
};

/* Grants all wishes. -1: the text is not understood, and what is in it then is of no use. */
int patch_apply(struct str *text, const struct wish *wishes, size_t n);

/* Appends text as a string of libconfig, with the quotes. */
void patch_quote(struct str *out, const char *text);

#endif
