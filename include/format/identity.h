/*
 * Under which address a machine's mail leaves, and who gets the mail for root: what local.send_as
 * and local.mail_to mean to the codecs of mail systems. Nothing of it is read back, since what a
 * machine does today is no wish of its people; it is looked at in each write instead. Where mail
 * for root goes already stays, unless somebody has entered an address.
 */
#ifndef FORMAT_IDENTITY_H
#define FORMAT_IDENTITY_H

#include "format/codec.h"

#define IDENTITY_ALIASES "/etc/aliases"
#define IDENTITY_SENDER  (CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_SEND_AS))
#define IDENTITY_ROOT    (CODEC_BIT(FIELD_FROM) | CODEC_BIT(FIELD_MAIL_TO))
#define IDENTITY_ALL     (IDENTITY_SENDER | CODEC_BIT(FIELD_MAIL_TO))

/* A row of .cannot: there, more than letters, digits and the usual signs would be a command. */
#define IDENTITY_CANNOT                                                                            \
	{                                                                                          \
		FIELD_MAIL_TO, identity_is_odd, "an address for root's mail with unusual signs"    \
	}
bool identity_is_odd(const struct settings *s, const char *addresses);

/* The address that all mail is to leave under; "": each program says its own. Borrowed. */
const char *identity_sender(const struct settings *s);

/* Where mail for root is to go; "": nobody knows. Borrowed. */
const char *identity_root(const struct settings *s);

/* May this, which says where mail for root goes (NULL: nothing does), be replaced? */
bool identity_replaces(const struct codec_writing *w, const char *root);

/* The sender, and its key's constant where there is one; else the key is taken out. */
enum edit_act identity_say_sender(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
enum edit_act identity_say_with_sender(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/* The file of aliases, where it is known where mail for root is to go. */
enum edit_act identity_say_aliases(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

/*
 * Makes the aliases of these names (ended by NULL) say where mail for root goes, and with a change
 * of root's those of `others` (NULL: none) say "root" where they say nothing. Only where the
 * program's main file is the system's, too. -1: e is filled.
 */
int identity_write_aliases(
	struct codec_writing *w, const char *const *names, const char *const *others);

/* Local names, besides root, that mail is sent to on most machines. */
extern const char *const identity_others[];

/* For .partly */
bool identity_has_sender(const struct settings *s);

#endif
