/*
 * Programs whose mail settings are names with values in one file, in a section of it or not: a key
 * map, a style and a way to quote values are all there is to them.
 */
#ifndef FORMAT_FLAT_H
#define FORMAT_FLAT_H

#include "format/codec.h"

struct flat {
	const struct scan_style *style;
	const char *group; /* the section; NULL: there are none */
	const struct codec_key *keys;
	size_t key_count;
	/* As in struct codec_part. */
	const char *(*quote)(struct str *out, const char *value);
	/* The value without its quotes, made in place. NULL: it is as it stands. */
	char *(*unquote)(char *value);
	/* Why the value, as it stands, cannot be read: behind "NAME ". NULL, or from it: it can. */
	const char *(*why_not)(const char *value);
	/* What is not said, before port and protocol follow from each other; or NULL. */
	void (*assume)(struct import_result *f);
};

void flat_read(const struct flat *flat, struct import_result *f, const struct import_source *in);
int flat_write(const struct flat *flat, struct codec_writing *w);

/* The same, where a new file begins with these lines. */
int flat_write_below(const struct flat *flat, struct codec_writing *w, const char *head);

#endif
