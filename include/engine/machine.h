/*
 * What is true of this machine before other programs are given settings: whose sendmail it has,
 * where PHP has none, which mail waits in a queue, and that another mail server was installed.
 * Looking changes nothing and runs nothing. Paths are below `root`, as in struct program_where.
 */
#ifndef ENGINE_MACHINE_H
#define ENGINE_MACHINE_H

#include "format/codec.h"

extern const char machine_sendmail_path[]; /* what all programs hand their mail to */

struct machine_sendmail {
	bool there;
	bool link;                 /* and by its name leads to the program */
	bool ours;                 /* it is smtpsetup-sendmail */
	const struct codec *codec; /* whose it is; NULL: not known, or ours */
};

void machine_find_sendmail(const char *root, struct machine_sendmail *m);

/* Appends a sentence for each of these; most machines have none. */
void machine_say(const char *root, const struct settings *s, struct strlist *out);

/*
 * The sentence about a mail server that was installed after the settings were applied to another
 * one, and does not have them. false: there is none.
 */
bool machine_say_drift(const char *root, const struct settings *s, struct str *out);

/* The part of machine_say() about PHP's pools that run in a chroot. */
void machine_say_php(const char *root, struct strlist *out);

enum { machine_sentences_max = 20 };

#endif
