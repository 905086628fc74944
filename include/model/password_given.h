/*
 * Whom a password was given for: the server and the user that the settings named then. Whoever
 * changes settings lets the password follow; where they lead to another organisation or another
 * user, it is taken out of them until they lead back, or another one is given. This is the one
 * place that decides whether a password belongs to a server.
 */
#ifndef MODEL_PASSWORD_GIVEN_H
#define MODEL_PASSWORD_GIVEN_H

#include "model/settings.h"

struct password_given {
	struct settings then; /* with the password itself, and what else it can come from */
	bool elsewhere;       /* the settings lead elsewhere: a stored one is not in them */
};

enum password_move {
	PASSWORD_STAYS,
	PASSWORD_TAKEN,     /* it is stored, and was taken out of the settings */
	PASSWORD_ELSEWHERE, /* a command, a file or a credential gives it: that stays */
	PASSWORD_BACK,      /* it was taken out once, and belongs there again */
};

/*
 * Does a password that was given with the settings `then` belong to the server and the user of
 * `now`? Where no server or no user was named then, to any.
 */
bool password_belongs(const struct settings *then, const struct settings *now);

/* The password of these settings was given for them. Fine on a zeroed struct. */
void password_note(struct password_given *g, const struct settings *s);
void password_given_fini(struct password_given *g);

/*
 * After a change of settings that lie over the same: a password that is another one counts as
 * given for them, any other is taken out, or put back in. In settings that lie over others an
 * inherited one is masked by an empty one, unless it belongs there. Appends to `said` (NULL:
 * nowhere) whom it was given for, as a sentence, where it is taken out or stays elsewhere. An app
 * password is tidied up (model/password_pasted), if that can be said.
 */
enum password_move password_follow(struct password_given *g, struct settings *s, struct str *said);

/*
 * The same after a fix of a test. It stays where the server is of the same organisation, or one
 * that the table of providers has: that was not made up by whoever answered the test.
 */
enum password_move password_follow_fix(
	struct password_given *g, struct settings *s, struct str *said);

/*
 * Is it stored and inherited, and the server or the user of a login another one's than those it is
 * inherited with? Then it is not sent: Options may have got it after the district its server.
 */
bool password_is_astray(const struct settings *s);

/* Was it taken out, and is it inherited? Then it goes only where it is inherited with. */
bool password_is_bound(const struct password_given *g);

/* Puts one back that was taken out: the person wants it there all the same. False: it is bound. */
bool password_take_back(struct password_given *g, struct settings *s);

/* Was it taken out, and is no other given? */
bool password_is_withheld(const struct password_given *g);

/* And is there a login that needs one? */
bool password_is_needed(const struct password_given *g, const struct settings *s);

/* Appends whom it was given for, and what to do, while the settings lead elsewhere. */
void password_say_elsewhere(
	const struct password_given *g, const struct settings *s, struct str *out);

#endif
