/*
 * Text that a person has copied from somewhere: a provider's help page, an .env file, a URL or
 * host:port. Says which settings stand in it, as the codecs do for files. A text is taken for
 * settings only where it names a server in full and at least one thing more.
 */
#ifndef FORMAT_PASTED_H
#define FORMAT_PASTED_H

#include "format/import_result.h"

/* What the value of a label is. */
enum pasted_kind {
	PASTED_NOTHING, /* is known to be none of those below */
	PASTED_SERVER,
	PASTED_PORT,
	PASTED_SECURITY,
	PASTED_USER,
	PASTED_PASSWORD,
	PASTED_FROM,
	PASTED_NAME,
};

/* The words of help pages, in small letters; of several in a label the first row counts. */
struct pasted_label {
	const char *words;
	enum pasted_kind kind;
};

extern const struct pasted_label pasted_labels[];
extern const size_t pasted_label_count;

/* What tells mail that goes out from mail that comes in, in small letters; ended by NULL. */
extern const char *const pasted_outgoing[];
extern const char *const pasted_incoming[];

/*
 * Fills f (import_init() and import_fini() are the caller's, also where it returns false) with
 * what the text says, and returns whether it is settings. The text may have any bytes but NULs.
 */
bool pasted_read(struct import_result *f, const char *text);

/* How many settings were found. */
size_t pasted_count(const struct import_result *f);

#endif
