/*
 * What postfix.c is made of: the values of main.cf, which may refer to each other, and the login,
 * which lies in tables that are files of their own.
 */
#ifndef FORMAT_POSTFIX_PARTS_H
#define FORMAT_POSTFIX_PARTS_H

#include "format/identity.h"
#include "format/keyval.h"

/* The table that logins are written to. */
#define POSTFIX_LOGINS "/etc/postfix/sasl_passwd"

enum { postfix_value_max = 4096 };

/* Between the items of lists. */
extern const char postfix_separators[];

/* What a reading has of its own. */
struct postfix {
	struct keyvals parameters;
	struct str relay; /* the first relay host, as it is written */
};

/* Appends the value to out. Returns the line, or 0 where there is none that can be read. */
int postfix_value(struct codec_reading *r, const char *name, struct str *out);

/* Is it yes? */
bool postfix_is_yes(const char *value);

/* Takes the login over, where Postfix makes one. */
void postfix_take_login(struct codec_reading *r);

/* Appends the relay host as main.cf and the table have it. */
void postfix_relay(const struct settings *s, struct str *out);

/* Makes the table have the login of the settings, or none. */
int postfix_write_login(struct codec_writing *w);

/*
 * All mail leaves from the sender's address, and root's mail goes there, where nobody has said
 * otherwise in main.cf or /etc/aliases.
 */
void postfix_settle_said(struct codec_writing *w); /* where somebody did, it is not said */
void postfix_take_sender(
	struct codec_reading *r, const struct codec_key *key, char *value, int line);
enum edit_act postfix_say_sender(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
enum edit_act postfix_say_classes(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);
enum edit_act postfix_say_root(
	const struct codec_writing *w, const struct codec_key *key, struct str *out);

#endif
