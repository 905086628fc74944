/*
 * A password as it was pasted. Pages show app passwords in groups of four, whose blanks are not
 * part of them, and a copy brings in blanks of other kinds, line ends, characters that cannot be
 * seen, and the quotes of office programs. Where the provider is known to make passwords without
 * all that, it is taken out; else it is only worth a word. Pure.
 */
#ifndef MODEL_PASSWORD_PASTED_H
#define MODEL_PASSWORD_PASTED_H

#include "model/settings.h"

enum {
	PASTED_QUOTES = 1 << 0, /* curly ones */
	PASTED_UNSEEN = 1 << 1, /* what looks like a blank and is none, or like nothing at all */
	PASTED_ENDS = 1 << 2,   /* a blank before or behind it all */
	PASTED_GROUPS = 1 << 3, /* groups of four with blanks between them */
};

/* What there is to say of the stored password; 0: nothing, or it is not one that was pasted. */
unsigned password_pasted_signs(const struct settings *s);

/*
 * The text as it is meant, if the server of the settings takes app passwords and this is one with
 * more in it: appends it, which fits where the text did. False: the text is what is meant.
 */
bool password_pasted_tidy(const struct settings *s, const char *text, struct str *out);

/* The same with the stored password of the settings' own; appends what was done as a sentence. */
void password_pasted_tidy_own(struct settings *s, struct str *said);

/* What was done, as a sentence. */
extern const char password_pasted_said[];

#endif
