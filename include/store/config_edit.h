/*
 * Changes a libconfig text where the settings differ, and nowhere else: comments, order, layout
 * and unknown settings stay byte for byte. What is new goes to its place in the order of the
 * wishes, so that the same settings give the same text however many saves they took.
 */
#ifndef STORE_CONFIG_EDIT_H
#define STORE_CONFIG_EDIT_H

#include "base/str.h"

enum edit_act { EDIT_KEEP, EDIT_PUT, EDIT_DROP };

/* How one member of a group is to be. Those of a group follow each other. */
struct edit {
	const char *key;     /* "group.name" */
	enum edit_act act;   /* PATCH_DROP: also when it is not there */
	const char *literal; /* for PATCH_PUT, as libconfig writes it; borrowed */
};

/* Grants all wishes. -1: the text is not understood, and what is in it then is of no use. */
int config_edit_apply(struct str *text, const struct edit *edits, size_t n);

/* Appends text as a string of libconfig, with the quotes. */
void config_edit_quote(struct str *out, const char *text);

#endif
