/*
 * Changes a configuration text where the settings differ, and nowhere else: comments, order,
 * layout and unknown settings stay byte for byte. What is new goes to its place in the order of
 * the edits, so that the same settings give the same text however many saves they took.
 */
#ifndef BASE_EDIT_H
#define BASE_EDIT_H

#include "base/scan.h"
#include "base/str.h"

enum edit_act { EDIT_KEEP, EDIT_PUT, EDIT_DROP };

/* How one setting is to be. Those of a group follow each other. All texts are borrowed. */
struct edit {
	const char *group; /* NULL: what is not in groups */
	const char *name;
	enum edit_act act;   /* EDIT_DROP: also when it is not there */
	const char *literal; /* for EDIT_PUT: the value as the style writes it */
};

/*
 * Makes all changes. -1: the text is not understood or has become too long, and what is in it
 * then is of no use.
 */
int edit_apply(
	struct str *text, const struct scan_style *style, const struct edit *edits, size_t n);

/* Appends text as a string of libconfig, with the quotes. */
void edit_quote(struct str *out, const char *text);

#endif
